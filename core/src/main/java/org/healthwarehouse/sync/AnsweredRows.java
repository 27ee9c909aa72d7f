package org.healthwarehouse.sync;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.coverage.AnswerData;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;

/**
 * Where the pages of a chunk have anything, by data type, to the minute: when a local date was may be known only after
 * its rows were read.
 */
final class AnsweredRows {
    private static final long MINUTE_MS = 60_000;
    private static final long AROUND = 2 * 24 * 60;
    private final DaysWithData days = new DaysWithData();
    private final Map<DataType, BitSet> minutes = new HashMap<>();
    private final Map<DataType, Set<String>> dates = new HashMap<>();
    private final TimeAxis axis;
    private final long base;
    private final long end;

    /** For an answer about this part of a ledger. Rows more than two days away from it do not count. */
    AnsweredRows(TimeAxis axis, TimeRange ledger) {
        this.axis = axis;
        base = Math.floorDiv(ledger.startMs(), MINUTE_MS) - AROUND;
        end = Math.floorDiv(ledger.endMs(), MINUTE_MS) + AROUND;
    }

    void add(PageContent content) {
        if (axis == TimeAxis.UTC) {
            days.add(content);
        } else if (axis == TimeAxis.LOCAL_DATE) {
            addMinutes(content);
        }
    }

    private void addMinutes(PageContent content) {
        for (SampleBatch batch : content.samples()) {
            BitSet ofType = of(batch.type());
            for (int i = 0; i < batch.size(); i++) {
                touch(ofType, batch.start(i), batch.start(i) + batch.length(i));
            }
        }
        for (ParsedRecord record : content.records()) {
            touch(of(record.type()), record.start().toEpochMilli(), record.end().toEpochMilli());
            record.type()
                    .dateField()
                    .flatMap(record.attributes()::text)
                    .ifPresent(date -> dates.computeIfAbsent(record.type(), unused -> new HashSet<>())
                            .add(date));
        }
        for (ParsedLocation location : content.locations()) {
            long at = location.time().toEpochMilli();
            touch(of(location.type()), at, at);
        }
    }

    private BitSet of(DataType type) {
        return minutes.computeIfAbsent(type, unused -> new BitSet());
    }

    private void touch(BitSet bits, long startMs, long endMs) {
        int from = minute(startMs);
        int to = minute(Math.max(startMs + 1, endMs) + MINUTE_MS - 1);
        if (from < to) {
            bits.set(from, to);
        }
    }

    private int minute(long ms) {
        return Math.toIntExact(Math.max(0, Math.min(end, Math.floorDiv(ms, MINUTE_MS)) - base));
    }

    AnswerData ofType(DataType type) {
        return new AnswerData() {
            @Override
            public TimeRangeSet utcDays() {
                return days.days(type);
            }

            @Override
            public boolean holds(LocalDate date, TimeRange interval) {
                int next = of(type).nextSetBit(minute(interval.startMs()));
                boolean row = next >= 0 && next < minute(interval.endMs() + MINUTE_MS - 1);
                return row || dates.getOrDefault(type, Set.of()).contains(date.toString());
            }
        };
    }
}
