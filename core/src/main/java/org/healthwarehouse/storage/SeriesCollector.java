package org.healthwarehouse.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SeriesKey;

/** Collects samples in growing columns. Used by one thread. */
public final class SeriesCollector implements Snapshot.SampleVisitor {
    private final List<SeriesKey> series = new ArrayList<>();
    private final Map<Long, Integer> indexes = new HashMap<>();
    private long[] starts = new long[256];
    private long[] ends = new long[256];
    private double[] values = new double[256];
    private int[] seriesIndex = new int[256];
    private int size;
    private long lastId = Long.MIN_VALUE;
    private int lastIndex;

    /** Without a sample. */
    public SeriesCollector() {}

    @Override
    public void sample(StoredSeries stored, long startMs, long endMs, double value) {
        if (size == starts.length) {
            int more = size * 2;
            starts = Arrays.copyOf(starts, more);
            ends = Arrays.copyOf(ends, more);
            values = Arrays.copyOf(values, more);
            seriesIndex = Arrays.copyOf(seriesIndex, more);
        }
        starts[size] = startMs;
        ends[size] = endMs;
        values[size] = value;
        seriesIndex[size] = index(stored);
        size++;
    }

    /** Most samples belong to the same series as the one before: no lookup for those. */
    private int index(StoredSeries stored) {
        if (stored.id() != lastId) {
            lastId = stored.id();
            lastIndex = indexes.computeIfAbsent(stored.id(), id -> {
                series.add(stored.key());
                return series.size() - 1;
            });
        }
        return lastIndex;
    }

    /** What was collected so far, as samples of that type. */
    public SampleSeries series(SampleType type) {
        return new SampleSeries(type, series, size, starts, ends, values, seriesIndex);
    }
}
