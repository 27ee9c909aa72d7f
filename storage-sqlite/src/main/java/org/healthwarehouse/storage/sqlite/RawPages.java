package org.healthwarehouse.storage.sqlite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.StorageFailedException;

/** The vendor's bytes, compressed piece by piece, so that no page has to fit into memory. */
final class RawPages {
    private static final int PIECE = 4 << 20;
    /** On pages of samples 16 % of the size at 190 MB/s; the default level saves 2 % more at half the speed. */
    private static final int LEVEL = 3;

    private RawPages() {}

    /** What tells one page from another. */
    static byte[] sha256(RawBody body) {
        MessageDigest digest = Migration.sha256();
        try (InputStream in = new DigestInputStream(body.open(), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
            return digest.digest();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The number of the page, which is stored unless the user has the same one already. */
    static long store(Session session, long user, byte[] sha256, RawBody body) throws SQLException {
        Optional<Long> known = session.first(
                "SELECT raw_id FROM raw_page WHERE user_id = ? AND sha256 = ?", row -> row.getLong(1), user, sha256);
        if (known.isPresent()) {
            return known.get();
        }
        long raw = session.insert(
                "INSERT INTO raw_page (user_id, sha256, size) VALUES (?, ?, ?)", user, sha256, body.size());
        storePieces(session, raw, body);
        return raw;
    }

    private static void storePieces(Session session, long raw, RawBody body) throws SQLException {
        Deflater deflater = new Deflater(LEVEL);
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = body.open()) {
            int part = 0;
            int size = 0;
            do {
                deflater.reset();
                ByteArrayOutputStream piece = new ByteArrayOutputStream();
                size = 0;
                try (DeflaterOutputStream out = new DeflaterOutputStream(piece, deflater, buffer.length)) {
                    int read;
                    while (size < PIECE && (read = in.read(buffer, 0, Math.min(buffer.length, PIECE - size))) > 0) {
                        out.write(buffer, 0, read);
                        size += read;
                    }
                }
                if (size > 0 || part == 0) {
                    session.update(
                            "INSERT INTO raw_part (raw_id, part, size, body) VALUES (?, ?, ?, ?)",
                            raw,
                            part++,
                            size,
                            piece.toByteArray());
                }
            } while (size == PIECE);
        } catch (IOException e) {
            throw unreadable(e);
        } finally {
            deflater.end();
        }
    }

    private static StorageFailedException unreadable(IOException e) {
        return new StorageFailedException("the bytes of the page could not be read; fetch it again", e);
    }
}
