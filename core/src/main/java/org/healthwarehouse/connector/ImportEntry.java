package org.healthwarehouse.connector;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** One file of an import: on its own, in a folder, or a member of an archive. */
public interface ImportEntry {
    /** Where it is inside the import, with {@code /} between folders and {@code !/} behind an archive. */
    String name();

    /** Number of bytes. */
    long size();

    /** When the file was last changed, which is often when the export was made; empty if nobody knows. */
    Optional<Instant> modifiedAt();

    /** When the import began: the {@link RawPage#startedAt} of its pages. */
    Instant importedAt();

    /**
     * A fresh stream over all bytes; the caller closes it. May be called several times.
     *
     * @throws IOException if it cannot be read, or unpacks to more than the import allows
     */
    InputStream open() throws IOException;

    /** The last part of its name. */
    default String fileName() {
        return name().substring(name().lastIndexOf('/') + 1);
    }

    /** Its bytes as those of a page. */
    default RawBody body() {
        ImportEntry entry = this;
        return new RawBody() {
            @Override
            public InputStream open() throws IOException {
                return entry.open();
            }

            @Override
            public long size() {
                return entry.size();
            }
        };
    }
}
