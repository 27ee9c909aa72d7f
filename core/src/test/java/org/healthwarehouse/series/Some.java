package org.healthwarehouse.series;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SeriesKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;

/** Samples for tests, written row by row. */
final class Some {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private final SampleType type;
    private final List<SeriesKey> keys = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    private record Row(int series, long start, long end, double value) {}

    Some(SampleType type) {
        this.type = type;
    }

    static SeriesKey key(String source, String device) {
        return new SeriesKey(SourceId.of(source), Device.of(device), "");
    }

    /** A sample of that many seconds after the start. */
    Some add(String device, long fromSecond, long toSecond, double value) {
        return add(key("vendor", device), fromSecond, toSecond, value);
    }

    Some add(SeriesKey key, long fromSecond, long toSecond, double value) {
        if (!keys.contains(key)) {
            keys.add(key);
        }
        long start = START.toEpochMilli();
        rows.add(new Row(keys.indexOf(key), start + fromSecond * 1000, start + toSecond * 1000, value));
        return this;
    }

    SampleSeries series() {
        List<Row> ordered = rows.stream()
                .sorted(Comparator.comparingLong(Row::start)
                        .thenComparingLong(Row::end)
                        .thenComparingInt(Row::series))
                .toList();
        return new SampleSeries(
                type,
                keys,
                ordered.stream().mapToLong(Row::start).toArray(),
                ordered.stream().mapToLong(Row::end).toArray(),
                ordered.stream().mapToDouble(Row::value).toArray(),
                ordered.stream().mapToInt(Row::series).toArray());
    }

    static TimeRange seconds(long from, long to) {
        return new TimeRange(START.plusSeconds(from), START.plusSeconds(to));
    }

    /** Random samples of some devices over some days; intervals overlap, also those of one device. */
    static Some random(SampleType type, long seed, int devices, Duration over) {
        SplittableRandom random = new SplittableRandom(seed);
        Some some = new Some(type);
        for (int device = 0; device < devices; device++) {
            for (int i = random.nextInt(40); i > 0; i--) {
                long from = random.nextLong(over.toSeconds());
                long length = random.nextInt(3) == 0 ? 0 : random.nextLong(7200);
                some.add("device " + device, from, from + length, random.nextInt(1, 500));
            }
        }
        return some;
    }
}
