package org.healthwarehouse.whoop;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.auth.Secret;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link WhoopConnector}. Required: one of {@link #login}, {@link #token} and {@link #tokens}. Defaults: the
 * live service.
 */
public final class WhoopConnectorBuilder {
    private @Nullable WhoopLogin login;
    private @Nullable String token;
    private @Nullable AccessTokens tokens;
    private @Nullable String clientId;
    private WhoopAddress address = WhoopAddress.LIVE;
    private UserId user = UserId.LOCAL;

    WhoopConnectorBuilder() {}

    /** The logins of all users, kept in the store and renewed in time. */
    public WhoopConnectorBuilder login(WhoopLogin logins) {
        login = logins;
        return this;
    }

    /**
     * One access token. It cannot be renewed and lasts an hour.
     *
     * @throws InvalidParameterException if it is empty or has characters that no token has
     */
    public WhoopConnectorBuilder token(String accessToken) {
        token = Secret.of(accessToken).reveal();
        return this;
    }

    /** Where access tokens come from, for an application that keeps its logins itself. One person only. */
    public WhoopConnectorBuilder tokens(AccessTokens source) {
        tokens = source;
        return this;
    }

    /**
     * The user of the warehouse to whom {@link #token} or {@link #tokens} belong; {@link UserId#LOCAL} by default. For
     * every other user the connector refuses to fetch, so that nobody's data is stored as somebody else's.
     */
    public WhoopConnectorBuilder user(UserId owner) {
        user = owner;
        return this;
    }

    /**
     * The application's id at WHOOP, by which calls are counted; known where there is a {@link #login}. Warehouses that
     * share a store and an application must name the same.
     *
     * @throws InvalidParameterException if it is blank
     */
    public WhoopConnectorBuilder clientId(String id) {
        if (id.isBlank()) {
            throw new InvalidParameterException(
                    "client id of WHOOP", id, "must not be blank", "take the one from WHOOP's developer dashboard");
        }
        clientId = id;
        return this;
    }

    /**
     * Another address than {@code https://api.prod.whoop.com/developer}, for example a simulator.
     *
     * @throws InvalidParameterException if it is neither https nor http to this machine
     */
    public WhoopConnectorBuilder baseUri(URI baseUri) {
        address = new WhoopAddress(baseUri);
        return this;
    }

    /**
     * The connector.
     *
     * @throws InvalidParameterException if there is no source of tokens, or more than one was given
     */
    public WhoopConnector build() {
        WhoopLogin logins = login;
        String fixed = token;
        AccessTokens source = tokens;
        long sources = Stream.of(logins, fixed, source).filter(Objects::nonNull).count();
        if (sources != 1) {
            throw new InvalidParameterException(
                    "WHOOP token",
                    sources == 0 ? "(none)" : "(" + sources + " sources)",
                    "must come from exactly one source",
                    "call one of login(...), token(...) and tokens(...)");
        }
        if (logins != null) {
            return new WhoopConnector(Optional.empty(), logins::tokens, address, application(logins.clientId()));
        }
        AccessTokens chosen = source != null ? source : AccessTokens.fixed(String.valueOf(fixed));
        String id = clientId;
        return new WhoopConnector(
                Optional.of(user), any -> chosen, address, id == null ? "application" : application(id));
    }

    /** A name for the application that is the same everywhere and does not tell its id. */
    private static String application(String clientId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(clientId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
