package org.healthwarehouse.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/**
 * Encrypts logins with AES-256-GCM. A sealed login is: format version (1 byte), key id (4 bytes, of the key's SHA-256),
 * nonce (12 random bytes), ciphertext with tag. Format, key id, source and user are authenticated with it, so that a
 * row that was changed, or moved to another user, is refused.
 */
final class TokenVault {
    private static final byte FORMAT = 1;
    private static final int KEY_ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_BYTES = 1 + KEY_ID_BYTES;
    private static final int LEAST_BYTES = HEADER_BYTES + NONCE_BYTES + TAG_BITS / 8;

    private final KeyProvider keys;
    private final RandomGenerator random;

    TokenVault(KeyProvider keys, RandomGenerator random) {
        this.keys = keys;
        this.random = random;
    }

    byte[] seal(UserId user, SourceId source, String login) {
        byte[] key = keys.findOrCreate();
        byte[] nonce = new byte[NONCE_BYTES];
        synchronized (random) {
            random.nextBytes(nonce);
        }
        byte[] header =
                ByteBuffer.allocate(HEADER_BYTES).put(FORMAT).put(keyId(key)).array();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, header, user, source);
            byte[] sealed = cipher.doFinal(login.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + sealed.length)
                    .put(header)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    String open(UserId user, SourceId source, byte[] sealed) throws UnreadableLoginException {
        if (sealed.length < LEAST_BYTES || sealed[0] != FORMAT) {
            throw new UnreadableLoginException("the stored bytes are none that this version writes");
        }
        byte[] key = key();
        byte[] header = Arrays.copyOf(sealed, HEADER_BYTES);
        if (!Arrays.equals(keyId(key), Arrays.copyOfRange(header, 1, HEADER_BYTES))) {
            throw new UnreadableLoginException("it was stored under another key than the present one (" + keys + ")");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, header, user, source);
            int from = HEADER_BYTES + NONCE_BYTES;
            return new String(cipher.doFinal(sealed, from, sealed.length - from), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new UnreadableLoginException("the stored bytes were changed, or belong to another user or source");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] key() throws UnreadableLoginException {
        try {
            return keys.find().orElseThrow(() -> new UnreadableLoginException("the key (" + keys + ") is gone"));
        } catch (HealthWarehouseException e) {
            throw new UnreadableLoginException(e.failure().message());
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] header, UserId user, SourceId source)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        // The length tells "a:b" of "c" from "a" of "b:c".
        String owner = source.value().length() + ":" + source.value() + ":" + user.value();
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] keyId(byte[] key) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), KEY_ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
