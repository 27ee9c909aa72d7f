package org.healthwarehouse.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * One login as it is held and stored.
 *
 * @param access opens the vendor's interface
 * @param refresh gets the next one; empty if the login cannot be renewed
 * @param obtainedAt when, by the clock of this machine
 * @param lifetime for how long from then on; empty if the vendor does not say
 * @param scopes what was granted, as far as the vendor says
 */
record TokenSet(
        Secret access, Optional<Secret> refresh, Instant obtainedAt, Optional<Duration> lifetime, Set<String> scopes) {
    /** How long before its end a token is replaced, unless its whole life is short. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    static TokenSet of(TokenGrant grant, Instant at) {
        return new TokenSet(grant.access(), grant.refresh(), at, grant.lifetime(), grant.scopes());
    }

    /** What the grant brings; where it is silent, what was there before stays. */
    TokenSet renewed(TokenGrant grant, Instant at) {
        return new TokenSet(
                grant.access(),
                grant.refresh().or(() -> refresh),
                at,
                grant.lifetime(),
                grant.scopes().isEmpty() ? scopes : grant.scopes());
    }

    boolean isExpired(Instant now) {
        return lifetime.map(whole -> !now.isBefore(obtainedAt.plus(whole))).orElse(false);
    }

    /** Whether it is time to renew: minutes before its end, or in the last tenth of a short life. */
    boolean isDue(Instant now) {
        return lifetime.map(whole -> {
                    Duration tenth = whole.dividedBy(10);
                    return isExpired(now.plus(tenth.compareTo(AHEAD) < 0 ? tenth : AHEAD));
                })
                .orElse(false);
    }

    String toJson() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("access", access.reveal());
        refresh.ifPresent(token -> fields.put("refresh", token.reveal()));
        fields.put("obtained_ms", obtainedAt.toEpochMilli());
        lifetime.ifPresent(whole -> fields.put("lifetime_s", whole.toSeconds()));
        fields.put("scopes", List.copyOf(new TreeSet<>(scopes)));
        return Attributes.of(fields).toJson();
    }

    static TokenSet parse(String json) throws UnreadableLoginException {
        try {
            Attributes fields = Attributes.parse(json);
            Set<String> scopes = new TreeSet<>();
            if (fields.asMap().get("scopes") instanceof List<?> list) {
                list.forEach(scope -> scopes.add(String.valueOf(scope)));
            }
            return new TokenSet(
                    Secret.of(fields.text("access").orElse("")),
                    fields.text("refresh").map(Secret::of),
                    Instant.ofEpochMilli(
                            fields.number("obtained_ms").orElse(0.0).longValue()),
                    fields.number("lifetime_s").map(seconds -> Duration.ofSeconds(seconds.longValue())),
                    scopes);
        } catch (InvalidParameterException e) {
            throw new UnreadableLoginException("its content is none that this version writes");
        }
    }
}
