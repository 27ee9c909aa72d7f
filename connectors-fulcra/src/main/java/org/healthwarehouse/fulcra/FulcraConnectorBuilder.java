package org.healthwarehouse.fulcra;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link FulcraConnector}. Required: one of {@link #login}, {@link #token} and {@link #tokens}. Defaults: the
 * live service, the user whom the token names, all metrics.
 */
public final class FulcraConnectorBuilder {
    private @Nullable String token;
    private @Nullable AccessTokens tokens;
    private @Nullable FulcraLogin login;
    private Optional<String> userId = Optional.empty();
    private FulcraAddress address = FulcraAddress.LIVE;
    private Set<String> metrics = Set.of();
    private UserId user = UserId.LOCAL;

    FulcraConnectorBuilder() {}

    /**
     * One access token. It cannot be renewed: when it expires, after about a day, the connection has to be made anew.
     *
     * @throws InvalidParameterException if it is blank or has characters that no token has
     */
    public FulcraConnectorBuilder token(String token) {
        if (token.isEmpty() || token.chars().anyMatch(character -> character <= ' ' || character > '~')) {
            throw new InvalidParameterException(
                    "Fulcra token", "(not shown)", "must be printable without spaces", "check how it was copied");
        }
        this.token = token;
        return this;
    }

    /** The logins of all users, kept in the store and renewed in time. */
    public FulcraConnectorBuilder login(FulcraLogin logins) {
        this.login = logins;
        return this;
    }

    /** Where access tokens come from, for an application that keeps its logins itself. One person only. */
    public FulcraConnectorBuilder tokens(AccessTokens tokens) {
        this.tokens = tokens;
        return this;
    }

    /**
     * The user of the warehouse to whom the account belongs; {@link UserId#LOCAL} by default. For every other user the
     * connector refuses to fetch, so that nobody's data is stored as somebody else's.
     */
    public FulcraConnectorBuilder user(UserId user) {
        this.user = user;
        return this;
    }

    /**
     * The Fulcra user whose data to read; by default the one whom the access token names.
     *
     * @throws InvalidParameterException if it is blank or longer than 200 characters
     */
    public FulcraConnectorBuilder userId(String userId) {
        if (userId.isBlank() || userId.length() > 200) {
            throw new InvalidParameterException(
                    "Fulcra user id",
                    userId,
                    "must have 1 to 200 characters",
                    "leave it out to take it from the token");
        }
        this.userId = Optional.of(userId);
        return this;
    }

    /**
     * Another address than {@code https://api.fulcradynamics.com}, for example a simulator.
     *
     * @throws InvalidParameterException if it is neither https nor http to this machine
     */
    public FulcraConnectorBuilder baseUri(URI baseUri) {
        this.address = new FulcraAddress(baseUri);
        return this;
    }

    /**
     * Only these metrics, by the vendor's names such as {@code HeartRate}; workouts and positions stay. Without this
     * all metrics are offered; nothing is fetched before somebody asks for it.
     */
    public FulcraConnectorBuilder metrics(String... names) {
        this.metrics = Set.copyOf(List.of(names));
        return this;
    }

    /**
     * The connector.
     *
     * @throws InvalidParameterException if there is no token, or more than one source of tokens was given, or if the
     *     one token names no Fulcra user and no user id was given
     */
    public FulcraConnector build() {
        String fixed = token;
        AccessTokens source = tokens;
        FulcraLogin logins = login;
        long sources = Stream.of(fixed, source, logins).filter(Objects::nonNull).count();
        if (sources != 1) {
            throw new InvalidParameterException(
                    "Fulcra token",
                    sources == 0 ? "(none)" : "(" + sources + " sources)",
                    "must come from exactly one source",
                    "call one of login(...), token(...) and tokens(...)");
        }
        if (fixed != null && userId.isEmpty() && TokenClaims.userId(fixed).isEmpty()) {
            throw new InvalidParameterException(
                    "Fulcra token",
                    "(not shown)",
                    "does not name a Fulcra user",
                    "give the id with userId(...) or take a token from Fulcra's own login");
        }
        if (logins != null) {
            return new FulcraConnector(Optional.empty(), logins::tokens, userId, address, metrics);
        }
        AccessTokens chosen = source != null ? source : AccessTokens.fixed(String.valueOf(fixed));
        return new FulcraConnector(Optional.of(user), any -> chosen, userId, address, metrics);
    }
}
