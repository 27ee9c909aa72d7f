package org.healthwarehouse.storage.sqlite;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.StoredItem;

/** From when to when a commit changes samples, by type. */
final class TouchedTime {
    private final Map<DataType, TimeRange> hulls = new HashMap<>();

    void add(SampleBatch batch) {
        long end = Long.MIN_VALUE;
        for (int i = 0; i < batch.size(); i++) {
            end = Math.max(end, batch.start(i) + batch.length(i));
        }
        add(batch.type(), batch.start(0), end);
    }

    /** Records and locations are not what anything is derived from. */
    void add(DataType type, StoredItem item) {
        if (item instanceof StoredItem.Sample sample) {
            add(type, sample.startMs(), sample.endMs());
        }
    }

    private void add(DataType type, long start, long end) {
        hulls.merge(type, TimeRange.ofMillis(start, Math.max(end, start + 1)), TimeRange::hull);
    }

    Optional<TimeRange> of(DataType type) {
        return Optional.ofNullable(hulls.get(type));
    }
}
