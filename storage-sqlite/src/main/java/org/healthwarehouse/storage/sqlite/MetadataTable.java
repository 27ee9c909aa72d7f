package org.healthwarehouse.storage.sqlite;

import java.util.Optional;
import org.healthwarehouse.storage.MetadataStore;

/** What vendors say of themselves. */
final class MetadataTable implements MetadataStore {
    private final Writer writer;
    private final Readers readers;

    MetadataTable(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<Entry> get(String key) {
        return readers.read(
                "read metadata",
                session -> session.first(
                        "SELECT key, value, fetched_ms, expires_ms FROM metadata WHERE key = ?",
                        row -> new Entry(
                                row.getString(1), row.getString(2), Columns.instant(row, 3), Columns.instant(row, 4)),
                        key));
    }

    @Override
    public void put(Entry entry) {
        writer.inTransaction(
                "store metadata",
                session -> session.update(
                        "INSERT INTO metadata (key, value, fetched_ms, expires_ms) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (key) DO UPDATE SET value = excluded.value,"
                                + " fetched_ms = excluded.fetched_ms, expires_ms = excluded.expires_ms",
                        entry.key(),
                        entry.value(),
                        entry.fetchedAt().toEpochMilli(),
                        entry.expiresAt().toEpochMilli()));
    }

    @Override
    public int removeExpired(java.time.Instant now) {
        return writer.inTransaction(
                "remove expired metadata",
                session -> session.update("DELETE FROM metadata WHERE expires_ms <= ?", now.toEpochMilli()));
    }
}
