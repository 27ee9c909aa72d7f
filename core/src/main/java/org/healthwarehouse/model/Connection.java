package org.healthwarehouse.model;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How a user stands with a source, and as whom the vendor knows that user. Holds no secret.
 *
 * @param user whose connection it is
 * @param source with what
 * @param vendorUserId the vendor's id of the person; empty if it is not known. Once known it never changes
 * @param state whether it works
 * @param scopes what the person agreed to share, in the vendor's words; empty if the vendor does not say
 * @param changedAt when the state last changed; empty if there never was a connection
 */
public record Connection(
        UserId user,
        SourceId source,
        Optional<String> vendorUserId,
        ConnectionState state,
        Set<String> scopes,
        Optional<Instant> changedAt) {
    /** Copies the scopes. */
    public Connection {
        scopes = Set.copyOf(scopes);
    }

    /** Nobody ever connected the two. */
    public static Connection none(UserId user, SourceId source) {
        return new Connection(
                user, source, Optional.empty(), ConnectionState.NOT_CONNECTED, Set.of(), Optional.empty());
    }
}
