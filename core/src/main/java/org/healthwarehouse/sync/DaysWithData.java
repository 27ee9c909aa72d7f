package org.healthwarehouse.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;

/** Which UTC days the pages of a chunk have anything for, by data type. */
final class DaysWithData {
    private static final long DAY_MS = 86_400_000;

    private final Map<DataType, SortedSet<Long>> days = new HashMap<>();

    void add(PageContent content) {
        for (SampleBatch batch : content.samples()) {
            SortedSet<Long> ofType = of(batch.type());
            long last = Long.MIN_VALUE;
            for (int i = 0; i < batch.size(); i++) {
                long first = Math.floorDiv(batch.start(i), DAY_MS);
                // Most samples lie on the day of the one before them.
                if (first != last || batch.length(i) > 0) {
                    last = touch(ofType, batch.start(i), batch.start(i) + batch.length(i));
                }
            }
        }
        for (ParsedRecord record : content.records()) {
            long unused = touch(
                    of(record.type()),
                    record.start().toEpochMilli(),
                    record.end().toEpochMilli());
        }
        for (ParsedLocation location : content.locations()) {
            long at = location.time().toEpochMilli();
            long unused = touch(of(location.type()), at, at);
        }
    }

    private SortedSet<Long> of(DataType type) {
        return days.computeIfAbsent(type, unused -> new TreeSet<>());
    }

    /** Answers the last day that was touched. */
    private static long touch(SortedSet<Long> days, long startMs, long endMs) {
        long day = Math.floorDiv(startMs, DAY_MS);
        days.add(day);
        while ((day + 1) * DAY_MS < endMs) {
            day++;
            days.add(day);
        }
        return day;
    }

    /** The days of the type, as whole UTC days. */
    TimeRangeSet days(DataType type) {
        return TimeRangeSet.of(days.getOrDefault(type, new TreeSet<>()).stream()
                .map(day -> TimeRange.ofMillis(day * DAY_MS, (day + 1) * DAY_MS))
                .toList());
    }
}
