package org.healthwarehouse.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.SealedTokens;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.TokenLease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stored login of one user at one source: encrypted on the way in, decrypted on the way out. */
final class LoginStore {
    /** Longer than any answer of a server takes. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(LoginStore.class);

    private final Storage storage;
    private final TokenVault vault;
    private final ClaimOwner owner;
    private final InstantSource clock;
    private final UserId user;
    private final SourceId source;

    LoginStore(Storage storage, TokenVault vault, ClaimOwner owner, InstantSource clock, UserId user, SourceId source) {
        this.storage = storage;
        this.vault = vault;
        this.owner = owner;
        this.clock = clock;
        this.user = user;
        this.source = source;
    }

    /** A login and the version under which it is stored. */
    record Stored(long version, TokenSet tokens) {}

    Instant now() {
        return clock.instant();
    }

    void put(TokenSet tokens) {
        storage.tokens().put(user, source, vault.seal(user, source, tokens.toJson()), now());
    }

    /** Answers whether it was stored, and durably; false if somebody has changed the login meanwhile. */
    boolean replace(long version, TokenSet tokens) {
        return storage.tokens().replace(user, source, version, vault.seal(user, source, tokens.toJson()), now());
    }

    /**
     * The login.
     *
     * @throws FetchException if there is none, or none that can be decrypted
     */
    Stored read() throws FetchException {
        return open(storage.tokens().find(user, source));
    }

    Stored open(Optional<SealedTokens> sealed) throws FetchException {
        if (sealed.isEmpty()) {
            notConnected();
            throw new FetchException(new Failure.AuthenticationFailed(
                    "user '" + user + "' is not connected to " + source + "; log in first"));
        }
        try {
            String json = vault.open(user, source, sealed.get().bytes());
            return new Stored(sealed.get().version(), TokenSet.parse(json));
        } catch (UnreadableLoginException e) {
            move(ConnectionState.NEEDS_RECONNECT);
            throw new FetchException(
                    new Failure.AuthenticationFailed("the stored login of user '" + user + "' at " + source
                            + " cannot be decrypted: " + e.getMessage() + "; restore the key, or log in again"),
                    e);
        }
    }

    private void notConnected() {
        Optional<Connection> connection = storage.connections().find(user, source);
        if (connection.isEmpty()) {
            move(ConnectionState.NOT_CONNECTED);
        } else if (connection.get().state() == ConnectionState.CONNECTED) {
            move(ConnectionState.NEEDS_RECONNECT);
        }
    }

    TokenLease lease() {
        return storage.tokens().lease(user, source, owner, now(), LEASE);
    }

    /** Whatever happens to the lease, it runs out by itself. */
    void release() {
        try {
            storage.tokens().release(user, source, owner);
        } catch (HealthWarehouseException e) {
            LOG.warn("auth.lease-kept user={} source={} reason={}", user, source, e.getMessage());
        }
    }

    long version() {
        return storage.tokens().find(user, source).map(SealedTokens::version).orElse(0L);
    }

    void needsReconnect() {
        LOG.warn("auth.needs-reconnect user={} source={}", user, source);
        move(ConnectionState.NEEDS_RECONNECT);
    }

    void works() {
        LOG.info("auth.renewed user={} source={}", user, source);
        if (storage.connections()
                .find(user, source)
                .filter(known -> known.state() == ConnectionState.CONNECTED)
                .isEmpty()) {
            move(ConnectionState.CONNECTED);
        }
    }

    private void move(ConnectionState state) {
        storage.connections().move(user, source, state, now());
    }
}
