package org.healthwarehouse.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Turns any text into one part of a path, safely on every file system. Small letters, digits, {@code _}, {@code -} and
 * {@code .} (unless at an end) stay as they are; every other byte of the UTF-8 form becomes {@code %} and two
 * hexadecimal digits, also capital letters, for some file systems do not tell them from small ones. Readers of Hive
 * partitions undo this. Different texts have different names.
 */
public final class PathName {
    /** Longer names are refused by many file systems; this leaves room for what stands before and after. */
    private static final int LONGEST = 200;

    private PathName() {}

    /** The name of the text. One that would be too long ends with {@code ~} and a hash, and cannot be turned back. */
    public static String of(String text) {
        StringBuilder name = new StringBuilder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
            if (plain || (c == '.' && i > 0 && i < bytes.length - 1)) {
                name.append(c);
            } else {
                name.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            }
        }
        return name.length() <= LONGEST ? name.toString() : shortened(name.toString(), bytes);
    }

    private static String shortened(String name, byte[] bytes) {
        String hash = HexFormat.of().formatHex(sha256(bytes), 0, 16);
        String start = name.substring(0, LONGEST - hash.length() - 1);
        int cut = start.lastIndexOf('%');
        return (cut > start.length() - 3 && cut >= 0 ? start.substring(0, cut) : start) + "~" + hash;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The text of a name that was not too long. */
    public static String textOf(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            boolean escaped = name.charAt(i) == '%';
            bytes.write(escaped ? HexFormat.fromHexDigits(name, i + 1, i + 3) : name.charAt(i));
            i += escaped ? 2 : 0;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
