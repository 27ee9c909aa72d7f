package org.healthwarehouse.storage.sqlite;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.healthwarehouse.connector.RawBody;
import org.jspecify.annotations.Nullable;

/** The bytes of a page, read from the store piece by piece while they are used. */
final class StoredBody implements RawBody {
    private final Readers readers;
    private final long raw;
    private final long size;

    StoredBody(Readers readers, long raw, long size) {
        this.readers = readers;
        this.raw = raw;
        this.size = size;
    }

    @Override
    public InputStream open() throws IOException {
        return new Pieces();
    }

    @Override
    public long size() {
        return size;
    }

    /** The same bytes are one body, however often they came. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredBody that && raw == that.raw && readers == that.readers;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(raw);
    }

    @Override
    public String toString() {
        return "StoredBody[" + size + " bytes]";
    }

    /** The pieces one after the other; each is a stream of its own. No connection is held between two of them. */
    private final class Pieces extends InputStream {
        private int next;
        private long read;
        private @Nullable InputStream piece;

        Pieces() throws IOException {
            piece = open(next++);
            if (piece == null) {
                throw new IOException("the bytes of this page are no longer kept");
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (piece != null) {
                int count = piece.read(buffer, offset, length);
                if (count > 0) {
                    read += count;
                    return count;
                }
                piece = open(next++);
            }
            if (read != size) {
                throw new IOException("the bytes of this page end after " + read + " of " + size);
            }
            return -1;
        }

        private @Nullable InputStream open(int part) {
            Optional<byte[]> bytes = readers.read(
                    "read the bytes of a page",
                    session -> session.first(
                            "SELECT body FROM raw_part WHERE raw_id = ? AND part = ?",
                            row -> row.getBytes(1),
                            raw,
                            part));
            return bytes.map(body -> new InflaterInputStream(new ByteArrayInputStream(body)))
                    .orElse(null);
        }
    }
}
