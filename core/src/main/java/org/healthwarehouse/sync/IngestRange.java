package org.healthwarehouse.sync;

import java.util.Optional;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;

/** From when to when a page has anything. */
final class IngestRange {
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private IngestRange() {}

    /** From the start of its first row to the end of its last; empty if it has none. */
    static Optional<TimeRange> of(PageContent content) {
        IngestRange range = new IngestRange();
        for (SampleBatch batch : content.samples()) {
            for (int i = 0; i < batch.size(); i++) {
                range.add(batch.start(i), batch.start(i) + batch.length(i));
            }
        }
        for (ParsedRecord record : content.records()) {
            range.add(record.start().toEpochMilli(), record.end().toEpochMilli());
        }
        for (ParsedLocation fix : content.locations()) {
            range.add(fix.time().toEpochMilli(), fix.time().toEpochMilli());
        }
        return range.first > range.last
                ? Optional.empty()
                : Optional.of(TimeRange.ofMillis(range.first, Math.max(range.last, range.first + 1)));
    }

    private void add(long startMs, long endMs) {
        first = Math.min(first, startMs);
        last = Math.max(last, endMs);
    }
}
