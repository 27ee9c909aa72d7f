package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.Optional;

/** Keeps small answers of vendors about themselves, such as a catalogue of metrics, until they expire. */
public interface MetadataStore {
    /** The entry of that key, expired or not. */
    Optional<Entry> get(String key);

    /** Stores an entry, replacing the one of the same key. */
    void put(Entry entry);

    /** Forgets every entry that has expired by then; answers how many there were. */
    int removeExpired(Instant now);

    /**
     * One entry.
     *
     * @param key unique, begins with the source
     * @param value JSON text
     * @param fetchedAt when the vendor said so
     * @param expiresAt when it is worth asking again
     */
    record Entry(String key, String value, Instant fetchedAt, Instant expiresAt) {}
}
