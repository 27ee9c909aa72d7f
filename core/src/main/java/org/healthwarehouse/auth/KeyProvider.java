package org.healthwarehouse.auth;

import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Where the key comes from under which logins are stored: 32 bytes that are nowhere in the store itself. Whoever loses
 * the key loses no data, but every user has to log in again. Called from several threads at once.
 */
public interface KeyProvider {
    /** How many bytes a key has. */
    int KEY_BYTES = 32;

    /**
     * The key, if there is one. Called before a stored login is read.
     *
     * @throws org.healthwarehouse.model.HealthWarehouseException if there may be one, but it cannot be had
     */
    Optional<byte[]> find();

    /**
     * The key, made if there is none yet. Called before a login is stored.
     *
     * @throws org.healthwarehouse.model.HealthWarehouseException if it cannot be had
     */
    byte[] findOrCreate();

    /**
     * A key that the application keeps, for example in a keychain or a secret of its environment.
     *
     * @throws InvalidParameterException if it does not have 32 bytes
     */
    static KeyProvider of(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new InvalidParameterException(
                    "key of the logins",
                    key.length + " bytes",
                    "must have 32 bytes",
                    "draw them from a secure generator");
        }
        byte[] copy = key.clone();
        return new KeyProvider() {
            @Override
            public Optional<byte[]> find() {
                return Optional.of(copy.clone());
            }

            @Override
            public byte[] findOrCreate() {
                return copy.clone();
            }

            @Override
            public String toString() {
                return "KeyProvider[given]";
            }
        };
    }

    /**
     * A key in a file of its own that only its owner can read, made when the first login is stored. A backup of the
     * database does not carry it.
     *
     * @param file where it is, or shall be
     * @param random draws the key; use a {@link java.security.SecureRandom}
     */
    static KeyProvider file(Path file, RandomGenerator random) {
        return new KeyFile(file, random);
    }
}
