package org.healthwarehouse.series;

import java.util.Arrays;

/**
 * What counts of samples, in growing columns: for each piece its interval, the value of the whole sample, the part of
 * the sample that it is, and where the sample begins.
 */
final class Pieces {
    private long[] starts = new long[256];
    private long[] ends = new long[256];
    private double[] values = new double[256];
    private double[] parts = new double[256];
    private long[] sampleStarts = new long[256];
    private int[] series = new int[256];
    private int size;

    void add(int ofSeries, long start, long end, double value, double part, long sampleStart) {
        if (size == starts.length) {
            grow(size * 2);
        }
        starts[size] = start;
        ends[size] = end;
        values[size] = value;
        parts[size] = part;
        sampleStarts[size] = sampleStart;
        series[size] = ofSeries;
        size++;
    }

    private void grow(int capacity) {
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        values = Arrays.copyOf(values, capacity);
        parts = Arrays.copyOf(parts, capacity);
        sampleStarts = Arrays.copyOf(sampleStarts, capacity);
        series = Arrays.copyOf(series, capacity);
    }

    int size() {
        return size;
    }

    long start(int i) {
        return starts[i];
    }

    long end(int i) {
        return ends[i];
    }

    /** Of the whole sample. */
    double value(int i) {
        return values[i];
    }

    /** The part of the sample that this piece is, from above 0 to 1; 1 for an instantaneous sample. */
    double part(int i) {
        return parts[i];
    }

    /** Where the whole sample begins: at the piece, or before it. */
    long sampleStart(int i) {
        return sampleStarts[i];
    }

    boolean beginsSample(int i) {
        return starts[i] == sampleStarts[i];
    }

    int series(int i) {
        return series[i];
    }
}
