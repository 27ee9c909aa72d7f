package org.healthwarehouse.connector;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.TimeRange;

/**
 * A record as read off a page.
 *
 * @param type what it is
 * @param keys its identities, at least one
 * @param start when it began, UTC
 * @param end when it ended, UTC; equal to the start for a moment or an open record
 * @param updatedAt when the vendor says it last changed
 * @param open whether the vendor is still working on it
 * @param attributes its values, in the units that the type's fields declare
 * @param origin who tells of it; empty: whoever the page is {@linkplain RawPage#tells from}
 */
public record ParsedRecord(
        RecordType type,
        Set<RecordKey> keys,
        Instant start,
        Instant end,
        Optional<Instant> updatedAt,
        boolean open,
        Attributes attributes,
        Optional<RecordOrigin> origin) {
    /**
     * Copies the keys.
     *
     * @throws InvalidParameterException if there is no key, the record ends before it starts, or its time lies outside
     *     the years 1900 to 2199
     */
    public ParsedRecord {
        keys = Set.copyOf(keys);
        TimeRange.requireWithin(type.name() + " record", start);
        TimeRange.requireWithin(type.name() + " record", end);
        if (keys.isEmpty() || end.isBefore(start)) {
            throw new InvalidParameterException(
                    type.name() + " record",
                    keys.size() + " keys, " + start + " to " + end,
                    "must have a key and must not end before it starts",
                    "give the vendor's id, or the start as a key");
        }
    }

    /** A record of which whoever sent the page tells. */
    public ParsedRecord(
            RecordType type,
            Set<RecordKey> keys,
            Instant start,
            Instant end,
            Optional<Instant> updatedAt,
            boolean open,
            Attributes attributes) {
        this(type, keys, start, end, updatedAt, open, attributes, Optional.empty());
    }

    /** The same as told by somebody else than the rest of the page. */
    public ParsedRecord toldBy(RecordOrigin who) {
        return new ParsedRecord(type, keys, start, end, updatedAt, open, attributes, Optional.of(who));
    }
}
