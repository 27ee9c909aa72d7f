package org.healthwarehouse.storage;

import java.util.Map;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;

/**
 * Samples of one series in columns, sorted by start, then by length, each pair of them once. The arrays belong to the
 * batch and are read only.
 */
public final class SampleBatch {
    private final SampleType type;
    private final Device device;
    private final String channel;
    private final long[] starts;
    private final long[] lengths;
    private final double[] values;
    private final Map<Integer, Attributes> notes;

    /** Columns of equal length, which the batch takes over: the caller must not change them afterwards. */
    public SampleBatch(
            SampleType type,
            Device device,
            String channel,
            long[] starts,
            long[] lengths,
            double[] values,
            Map<Integer, Attributes> notes) {
        this.type = type;
        this.device = device;
        this.channel = channel;
        this.starts = starts;
        this.lengths = lengths;
        this.values = values;
        this.notes = Map.copyOf(notes);
    }

    /** What was measured. */
    public SampleType type() {
        return type;
    }

    /** What measured it. */
    public Device device() {
        return device;
    }

    /** The channel of the device; empty if it has only one. */
    public String channel() {
        return channel;
    }

    /** Number of samples. */
    public int size() {
        return starts.length;
    }

    /** Start of sample {@code i}, UTC epoch milliseconds. */
    public long start(int i) {
        return starts[i];
    }

    /** Length of sample {@code i} in milliseconds; 0 for an instantaneous one. */
    public long length(int i) {
        return lengths[i];
    }

    /** Value of sample {@code i}. */
    public double value(int i) {
        return values[i];
    }

    /** Attributes of single samples by row; most have none. */
    public Map<Integer, Attributes> notes() {
        return notes;
    }
}
