package org.healthwarehouse.model;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A document with identity and interval as it is held: a workout, a sleep.
 *
 * @param type what it is
 * @param user whose
 * @param source from where
 * @param keys its identities; any of them finds it
 * @param start when it began, UTC
 * @param end when it ended, UTC; equal to the start for a moment
 * @param updatedAt when the vendor says it last changed; empty if it does not say
 * @param open whether the vendor is still working on it (being scored, not yet ended)
 * @param attributes its values, in the units that the type's fields declare
 * @param fetchedAt when it was fetched
 * @param origin the best of those that told of it
 */
public record HealthRecord(
        RecordType type,
        UserId user,
        SourceId source,
        Set<RecordKey> keys,
        Instant start,
        Instant end,
        Optional<Instant> updatedAt,
        boolean open,
        Attributes attributes,
        Instant fetchedAt,
        RecordOrigin origin) {
    /** Copies the keys. */
    public HealthRecord {
        keys = Set.copyOf(keys);
    }

    /** A record that the vendor's interface told of. */
    public HealthRecord(
            RecordType type,
            UserId user,
            SourceId source,
            Set<RecordKey> keys,
            Instant start,
            Instant end,
            Optional<Instant> updatedAt,
            boolean open,
            Attributes attributes,
            Instant fetchedAt) {
        this(type, user, source, keys, start, end, updatedAt, open, attributes, fetchedAt, RecordOrigin.API);
    }
}
