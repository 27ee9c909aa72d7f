package org.healthwarehouse.auth;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What an authorization server hands out.
 *
 * @param access opens the vendor's interface
 * @param refresh gets the next grant; empty if the server keeps the old one valid, or gives none
 * @param lifetime how long {@code access} is good for from now on; empty if the server does not say
 * @param scopes what was granted; empty if the server does not say, which means what was asked for
 */
public record TokenGrant(Secret access, Optional<Secret> refresh, Optional<Duration> lifetime, Set<String> scopes) {
    /** Copies the scopes. */
    public TokenGrant {
        scopes = Set.copyOf(scopes);
    }
}
