package org.healthwarehouse.testkit.fakes;

import java.time.Instant;
import java.util.Set;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;

/**
 * A sleep, a daily summary or the profile as it is now.
 *
 * @param type what it is
 * @param key its identity
 * @param start UTC epoch milliseconds
 * @param end UTC epoch milliseconds
 * @param open whether it will still grow
 * @param figure its one value
 */
record ArchiveRecord(RecordType type, RecordKey key, long start, long end, boolean open, double figure) {
    TrueItem truth() {
        return TrueItem.record(
                Set.of(key),
                Instant.ofEpochMilli(start),
                Instant.ofEpochMilli(end),
                open,
                attributes(type, key, figure));
    }

    /** The attributes that the store holds of a record. */
    static Attributes attributes(RecordType type, RecordKey key, double figure) {
        Attributes attributes = Attributes.EMPTY.with("figure", figure);
        return type.equals(DataTypes.SLEEP) ? attributes.with("local_date", key.value()) : attributes;
    }
}
