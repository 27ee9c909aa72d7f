package org.healthwarehouse.series;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.healthwarehouse.model.SampleType;

/**
 * One number for each bucket of a range. All columns have the same length and order. Immutable: each accessor of an
 * array answers a fresh copy.
 */
public final class AggregateSeries {
    private final SampleType type;
    private final Statistic statistic;
    private final Buckets buckets;
    private final List<LocalDate> dates;
    private final double[] values;
    private final long[] counts;

    AggregateSeries(
            SampleType type,
            Statistic statistic,
            Buckets buckets,
            List<LocalDate> dates,
            double[] values,
            long[] counts) {
        this.type = type;
        this.statistic = statistic;
        this.buckets = buckets;
        this.dates = List.copyOf(dates);
        this.values = values;
        this.counts = counts;
    }

    /** What was measured. */
    public SampleType type() {
        return type;
    }

    /** What the values are. */
    public Statistic statistic() {
        return statistic;
    }

    /** UCUM code of the values: that of the type, but {@code 1} for a count. */
    public String unit() {
        return statistic == Statistic.COUNT ? "1" : type.unit();
    }

    /** Number of buckets, those without any sample included. */
    public int size() {
        return values.length;
    }

    /** Start of each bucket in UTC epoch milliseconds, ascending. */
    public long[] starts() {
        return buckets.starts();
    }

    /** End of each bucket in UTC epoch milliseconds, exclusive. */
    public long[] ends() {
        return buckets.ends();
    }

    /** The local date of each bucket; empty if the buckets are not days. */
    public List<LocalDate> dates() {
        return dates;
    }

    /** Value of each bucket; {@code NaN} where there is no sample, 0 for a count. */
    public double[] values() {
        return values.clone();
    }

    /** How many samples begin in each bucket. A bucket may have a value without that any sample begins in it. */
    public long[] counts() {
        return counts.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AggregateSeries that
                && that.type.equals(type)
                && that.statistic == statistic
                && that.buckets.equals(buckets)
                && that.dates.equals(dates)
                && Arrays.equals(that.values, values)
                && Arrays.equals(that.counts, counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + buckets.hashCode();
    }

    /** Type, statistic and size only: values are about somebody's health and do not belong in logs. */
    @Override
    public String toString() {
        return "AggregateSeries[" + statistic + " of " + type.name() + ", " + values.length + " buckets]";
    }
}
