package org.healthwarehouse.storage.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One step of the schema.
 *
 * @param version counts from 1 without gaps
 * @param name what it brings
 * @param up SQL that takes the step
 * @param down SQL that takes it back
 */
record Migration(int version, String name, String up, String down) {
    /** All steps, in order. */
    static List<Migration> all() {
        return List.of(
                read(1, "warehouse"),
                read(2, "sync_log_and_checks"),
                read(3, "schedule"),
                read(4, "logins"),
                read(5, "whole_engine"),
                read(6, "generated_views"),
                read(7, "derived_streams"),
                read(8, "record_parts"),
                read(9, "raw_pages_again"),
                read(10, "namespaces"),
                read(11, "records_by_date"),
                read(12, "calls_of_runs"),
                read(13, "exact_days"));
    }

    private static Migration read(int version, String name) {
        String file = "V%04d__%s".formatted(version, name);
        return new Migration(version, name, resource(file + ".up.sql"), resource(file + ".down.sql"));
    }

    private static String resource(String file) {
        try (InputStream in = Migration.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells whether a step that was taken is still the step that we know. */
    String checksum() {
        return HexFormat.of().formatHex(sha256().digest(up.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
