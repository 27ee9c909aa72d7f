package org.healthwarehouse.storage.sqlite;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.healthwarehouse.storage.Finding;
import org.healthwarehouse.storage.VerifyStep;

/** Hashes the vendors' bytes again and compares them with what they were when they came. */
final class RawCheck {
    private static final int BUFFER = 1 << 16;

    private RawCheck() {}

    private record Page(long number, String sha256) {}

    static void run(Session session, StoreCheck check) throws SQLException {
        long total = session.first("SELECT count(*) FROM raw_page", row -> row.getLong(1))
                .orElse(0L);
        long done = 0;
        Optional<Page> page = after(session, Long.MIN_VALUE);
        while (page.isPresent()) {
            check.reached(VerifyStep.RAW, done++, total);
            long number = page.get().number;
            if (!page.get().sha256.equals(sha256(session, number))) {
                check.found(Finding.Kind.RAW_CHANGED, Optional.empty(), 1, "raw page " + number);
            }
            page = after(session, number);
        }
    }

    private static Optional<Page> after(Session session, long number) throws SQLException {
        return session.first(
                "SELECT raw_id, lower(hex(sha256)) FROM raw_page WHERE raw_id > ? ORDER BY raw_id LIMIT 1",
                row -> new Page(row.getLong(1), row.getString(2)),
                number);
    }

    /** Of one piece after the other; bytes that cannot be unpacked have no hash that any page could have. */
    private static String sha256(Session session, long page) throws SQLException {
        MessageDigest digest = Migration.sha256();
        byte[] buffer = new byte[BUFFER];
        int part = 0;
        Optional<byte[]> piece = piece(session, page, part);
        while (piece.isPresent()) {
            try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(piece.get()))) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            } catch (IOException e) {
                return "";
            }
            piece = piece(session, page, ++part);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Optional<byte[]> piece(Session session, long page, int part) throws SQLException {
        return session.first(
                "SELECT body FROM raw_part WHERE raw_id = ? AND part = ?", row -> row.getBytes(1), page, part);
    }
}
