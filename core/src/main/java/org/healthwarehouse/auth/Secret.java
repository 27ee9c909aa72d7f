package org.healthwarehouse.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.healthwarehouse.model.InvalidParameterException;

/** A token or client secret that no log line and no message can show by accident. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * A secret.
     *
     * @throws InvalidParameterException if it is empty, or has characters that could not be sent: blanks, control
     *     characters, anything outside ASCII. The message does not show it
     */
    public static Secret of(String value) {
        if (!isToken(value)) {
            throw new InvalidParameterException(
                    "secret", "(not shown)", "must be printable without spaces", "check how it was copied");
        }
        return new Secret(value);
    }

    static boolean isToken(String value) {
        return !value.isEmpty() && value.chars().allMatch(character -> character > ' ' && character <= '~');
    }

    /** The secret itself. Never log it. */
    public String reveal() {
        return value;
    }

    /** Compares without telling by time how much is equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Three asterisks. */
    @Override
    public String toString() {
        return "***";
    }
}
