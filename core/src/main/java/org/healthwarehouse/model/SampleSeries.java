package org.healthwarehouse.model;

import java.util.Arrays;
import java.util.List;

/**
 * Samples of one type in columns, in order of start, then of end, then of series. All columns have the same length; row
 * {@code i} is one sample. Values are in the unit of the type. Immutable: each accessor of an array answers a fresh
 * copy, so fetch a column once and loop over it.
 */
public final class SampleSeries {
    private final SampleType type;
    private final List<SeriesKey> series;
    private final long[] starts;
    private final long[] ends;
    private final double[] values;
    private final int[] seriesIndex;

    /**
     * Columns of equal length; the arrays are copied.
     *
     * @param series the series that rows refer to
     * @param starts UTC epoch milliseconds
     * @param ends UTC epoch milliseconds, equal to the start for an instantaneous sample
     * @param values in the unit of the type
     * @param seriesIndex for each row the position in {@code series}
     * @throws InvalidParameterException if the columns differ in length
     */
    public SampleSeries(
            SampleType type, List<SeriesKey> series, long[] starts, long[] ends, double[] values, int[] seriesIndex) {
        this(type, series, starts.length, starts, ends, values, seriesIndex);
        if (ends.length != starts.length || values.length != starts.length || seriesIndex.length != starts.length) {
            throw unequal(starts, ends, values, seriesIndex);
        }
    }

    /**
     * The first rows of columns that may go on; only these rows are copied.
     *
     * @param size how many rows
     * @throws InvalidParameterException if a column has fewer
     */
    public SampleSeries(
            SampleType type,
            List<SeriesKey> series,
            int size,
            long[] starts,
            long[] ends,
            double[] values,
            int[] seriesIndex) {
        if (Math.min(Math.min(starts.length, ends.length), Math.min(values.length, seriesIndex.length)) < size) {
            throw unequal(starts, ends, values, seriesIndex);
        }
        this.type = type;
        this.series = List.copyOf(series);
        this.starts = Arrays.copyOf(starts, size);
        this.ends = Arrays.copyOf(ends, size);
        this.values = Arrays.copyOf(values, size);
        this.seriesIndex = Arrays.copyOf(seriesIndex, size);
    }

    private static InvalidParameterException unequal(long[] starts, long[] ends, double[] values, int[] seriesIndex) {
        return new InvalidParameterException(
                "sample columns",
                starts.length + ", " + ends.length + ", " + values.length + ", " + seriesIndex.length + " rows",
                "must be equally long",
                "give every sample a value in every column");
    }

    /** What is measured, with its unit. */
    public SampleType type() {
        return type;
    }

    /** Number of samples. */
    public int size() {
        return starts.length;
    }

    /** Start of each sample in UTC epoch milliseconds, ascending. */
    public long[] timestamps() {
        return starts.clone();
    }

    /** End of each sample in UTC epoch milliseconds; equal to its start if it is instantaneous. */
    public long[] ends() {
        return ends.clone();
    }

    /** Value of each sample in the unit of the type. */
    public double[] values() {
        return values.clone();
    }

    /** For each sample the position of its series in {@link #series()}. */
    public int[] seriesIndex() {
        return seriesIndex.clone();
    }

    /** The series (source, device, channel) that the samples come from. */
    public List<SeriesKey> series() {
        return series;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SampleSeries that
                && that.type.equals(type)
                && that.series.equals(series)
                && Arrays.equals(that.starts, starts)
                && Arrays.equals(that.ends, ends)
                && Arrays.equals(that.values, values)
                && Arrays.equals(that.seriesIndex, seriesIndex);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(starts) + Arrays.hashCode(values);
    }

    /** Type and size only: values are about somebody's health and do not belong in logs. */
    @Override
    public String toString() {
        return "SampleSeries[" + type.name() + ", " + starts.length + " samples]";
    }
}
