package org.healthwarehouse.auth;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.Storage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps logins in a store, encrypted with AES-256-GCM. By default the key is in a file of its own beside the database,
 * {@code <database>.key}, made with the first login and readable for its owner only; an application with a better place
 * gives a {@link KeyProvider}. Without the key every user has to log in again; nothing else is lost.
 *
 * <pre>{@code
 * Storage storage = SqliteStorage.open(Path.of("health.db"), InstantSource.system());
 * Logins logins = Logins.in(storage).build();
 * }</pre>
 *
 * <p>Thread-safe. Belongs to the storage and is of no use after that is closed.
 */
public final class Logins {
    private final Storage storage;
    private final TokenVault vault;
    private final ClaimOwner owner;
    private final InstantSource clock;

    private Logins(Storage storage, TokenVault vault, ClaimOwner owner, InstantSource clock) {
        this.storage = storage;
        this.vault = vault;
        this.owner = owner;
        this.clock = clock;
    }

    /** Starts with the defaults: key file beside the database, system clock, secure random numbers. */
    public static Builder in(Storage storage) {
        return new Builder(storage);
    }

    /** The clock by which tokens expire. */
    public InstantSource clock() {
        return clock;
    }

    /** The logins at one source, renewed over that client. */
    public SourceLogins at(SourceId source, OAuthClient client) {
        return new SourceLogins(
                storage, source, client, user -> new LoginStore(storage, vault, owner, clock, user, source));
    }

    /** Collects the settings. */
    public static final class Builder {
        private final Storage storage;
        private @Nullable KeyProvider keys;
        private InstantSource clock = InstantSource.system();
        private RandomGenerator random = new SecureRandom();

        private Builder(Storage storage) {
            this.storage = storage;
        }

        /** Where the key comes from; by default a file beside the database. */
        public Builder keys(KeyProvider provider) {
            keys = provider;
            return this;
        }

        /** The clock; by default the system's. Give the warehouse the same. */
        public Builder clock(InstantSource present) {
            clock = present;
            return this;
        }

        /** Chance, for nonces and the key file; anything but a secure generator is for tests only. */
        public Builder random(RandomGenerator generator) {
            random = generator;
            return this;
        }

        /**
         * The logins.
         *
         * @throws InvalidParameterException if no key provider was given and the storage has no file
         */
        public Logins build() {
            byte[] instance = new byte[8];
            random.nextBytes(instance);
            return new Logins(
                    storage,
                    new TokenVault(keys != null ? keys : keyFile(), random),
                    ClaimOwner.ofThisProcess("login-" + HexFormat.of().formatHex(instance)),
                    clock);
        }

        private KeyProvider keyFile() {
            Path database = storage.file()
                    .orElseThrow(() -> new InvalidParameterException(
                            "key of the logins",
                            "none",
                            "must be given, because " + storage.describe() + " is no file",
                            "call keys(KeyProvider.of(...))"));
            return KeyProvider.file(database.resolveSibling(database.getFileName() + ".key"), random);
        }
    }
}
