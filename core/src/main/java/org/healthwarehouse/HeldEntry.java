package org.healthwarehouse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.ImportEntry;

/** A small file, held in memory: it is looked at several times, and unpacked only once. */
final class HeldEntry implements ImportEntry {
    private static final int MOST = 1 << 20;

    private final ImportEntry entry;
    private final byte[] bytes;

    private HeldEntry(ImportEntry entry, byte[] bytes) {
        this.entry = entry;
        this.bytes = bytes;
    }

    /**
     * Reads an entry to its end, so that what is damaged or too large is known before anything of it is stored.
     *
     * @return the entry, held in memory if it is small
     */
    static ImportEntry whole(ImportEntry entry) throws IOException {
        try (InputStream in = entry.open()) {
            byte[] bytes = in.readNBytes(MOST + 1);
            if (bytes.length <= MOST) {
                return new HeldEntry(entry, bytes);
            }
            var unused = in.transferTo(OutputStream.nullOutputStream());
            return entry;
        }
    }

    @Override
    public String name() {
        return entry.name();
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public Optional<Instant> modifiedAt() {
        return entry.modifiedAt();
    }

    @Override
    public Instant importedAt() {
        return entry.importedAt();
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
