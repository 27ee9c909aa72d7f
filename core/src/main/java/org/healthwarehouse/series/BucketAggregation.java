package org.healthwarehouse.series;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.Aggregation;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.TimeRange;

/**
 * Turns samples into one number for each bucket, portion by portion, so that memory does not grow with the range. For
 * one thread.
 */
public final class BucketAggregation {
    private final SampleType type;
    private final Statistic statistic;
    private final Buckets buckets;
    private final List<LocalDate> dates;
    private final Optional<Preference> preference;
    private final Aggregator aggregator;

    private BucketAggregation(
            SampleType type,
            Statistic statistic,
            Buckets buckets,
            List<LocalDate> dates,
            Optional<Preference> preference) {
        this.type = type;
        this.statistic = statistic;
        this.buckets = buckets;
        this.dates = dates;
        this.preference = preference;
        requireMeaning(type, statistic);
        aggregator = new Aggregator(buckets, statistic);
    }

    /**
     * An aggregation into these buckets.
     *
     * @param preference which device counts where several recorded the same time; empty: every sample counts
     * @throws InvalidParameterException if the statistic has no meaning for the type, such as a sum of heart rates
     */
    public static BucketAggregation of(
            SampleType type, Statistic statistic, Buckets buckets, Optional<Preference> preference) {
        return new BucketAggregation(type, statistic, buckets, List.of(), preference);
    }

    /** An aggregation into local days; else like {@link #of}. */
    public static BucketAggregation ofDays(
            SampleType type, Statistic statistic, ZoneTimeline.LocalDays days, Optional<Preference> preference) {
        return new BucketAggregation(type, statistic, days.buckets(), days.dates(), preference);
    }

    private static void requireMeaning(SampleType type, Statistic statistic) {
        boolean sumOfReadings = statistic == Statistic.SUM && type.aggregation() != Aggregation.SUM;
        boolean meanOfCodes = statistic == Statistic.MEAN && type.aggregation() == Aggregation.CATEGORY;
        if (sumOfReadings || meanOfCodes) {
            throw new InvalidParameterException(
                    statistic + " of " + type.name(),
                    type.aggregation(),
                    "has no meaning: these values are " + (meanOfCodes ? "codes" : "readings, not amounts"),
                    meanOfCodes ? "count them, or take the last" : "take the mean, the least or the greatest");
        }
    }

    /** How far before and after a window samples must be known that may cover time inside of it. */
    public Duration reach() {
        return type.aggregation() == Aggregation.SUM
                ? Duration.ZERO
                : preference.map(Preference::bridge).orElse(Duration.ZERO);
    }

    /**
     * Adds what counts inside a window. Windows never overlap and lie inside the buckets.
     *
     * @param samples all samples that intersect the window, and those within {@link #reach} of it
     */
    public void add(SampleSeries samples, TimeRange window) {
        aggregator.add(preference
                .map(order -> Resolver.resolve(samples, order, window))
                .orElseGet(() -> Resolver.all(samples, window)));
    }

    /** What was added so far. */
    public AggregateSeries result() {
        return new AggregateSeries(type, statistic, buckets, dates, aggregator.values(), aggregator.counts());
    }
}
