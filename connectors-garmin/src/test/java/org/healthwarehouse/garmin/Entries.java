package org.healthwarehouse.garmin;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.ImportEntry;

/** Files of an import that are in memory. */
final class Entries {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private Entries() {}

    static ImportEntry of(String name, byte[] bytes) {
        return new ImportEntry() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public Optional<Instant> modifiedAt() {
                return Optional.empty();
            }

            @Override
            public Instant importedAt() {
                return NOW;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
