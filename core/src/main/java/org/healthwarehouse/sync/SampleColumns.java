package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.SampleBatch;

/** Collects the samples of one series of one page in columns, without boxing. */
final class SampleColumns implements SampleSink {
    private static final long EARLIEST = TimeRange.EARLIEST.toEpochMilli();
    private static final long LATEST = TimeRange.LATEST.toEpochMilli();

    private final SampleType type;
    private final Device device;
    private final String channel;
    private final Map<Integer, Attributes> notes = new HashMap<>();
    private long[] starts = new long[64];
    private long[] lengths = new long[64];
    private double[] values = new double[64];
    private int size;

    SampleColumns(SampleType type, Device device, String channel) {
        this.type = type;
        this.device = device;
        this.channel = channel;
    }

    @Override
    public void add(long startMs, long endMs, double value) throws MalformedResponseException {
        check(startMs, endMs, value);
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        starts[size] = startMs;
        lengths[size] = endMs - startMs;
        values[size] = value;
        size++;
    }

    @Override
    public void add(long startMs, long endMs, double value, Attributes note) throws MalformedResponseException {
        add(startMs, endMs, value);
        if (!note.isEmpty()) {
            notes.put(size - 1, note);
        }
    }

    private void check(long startMs, long endMs, double value) throws MalformedResponseException {
        if (!Double.isFinite(value)) {
            throw malformed("a value that is not a finite number");
        }
        if (startMs < EARLIEST || startMs >= LATEST || endMs > LATEST) {
            throw malformed("a time outside the years 1900 to 2199");
        }
        if (endMs < startMs) {
            throw malformed("a sample that ends before it starts (" + Instant.ofEpochMilli(startMs) + ")");
        }
    }

    private MalformedResponseException malformed(String what) {
        return new MalformedResponseException(what, type.name() + " sample " + size);
    }

    /** The samples in order of start and length; of several with both equal the last one given. */
    SampleBatch batch() {
        return inOrder()
                ? new SampleBatch(
                        type,
                        device,
                        channel,
                        Arrays.copyOf(starts, size),
                        Arrays.copyOf(lengths, size),
                        Arrays.copyOf(values, size),
                        notes)
                : sorted();
    }

    private boolean inOrder() {
        for (int i = 1; i < size; i++) {
            if (compare(i - 1, i) >= 0) {
                return false;
            }
        }
        return true;
    }

    private int compare(int a, int b) {
        int byStart = Long.compare(starts[a], starts[b]);
        return byStart != 0 ? byStart : Long.compare(lengths[a], lengths[b]);
    }

    private SampleBatch sorted() {
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, this::compare);
        SampleColumns kept = new SampleColumns(type, device, channel);
        kept.starts = new long[size];
        kept.lengths = new long[size];
        kept.values = new double[size];
        for (int i = 0; i < size; i++) {
            // The sort is stable: of equal neighbours the later one came later on the page.
            boolean last = i == size - 1 || compare(order[i], order[i + 1]) != 0;
            if (last) {
                kept.take(this, order[i]);
            }
        }
        return kept.batch();
    }

    private void take(SampleColumns from, int row) {
        starts[size] = from.starts[row];
        lengths[size] = from.lengths[row];
        values[size] = from.values[row];
        Attributes note = from.notes.get(row);
        if (note != null) {
            notes.put(size, note);
        }
        size++;
    }
}
