package org.healthwarehouse;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.series.AggregateSeries;
import org.healthwarehouse.series.BucketAggregation;
import org.healthwarehouse.series.Buckets;
import org.healthwarehouse.series.Statistic;
import org.healthwarehouse.series.ZoneTimeline;
import org.healthwarehouse.storage.Snapshot;

/**
 * Asks for one number for each bucket of a range. Every method reads, and blocks while something is fetched, like
 * {@link SampleQuery#read}, with the same exceptions.
 */
public final class AggregateQuery {
    /** Read at a time, so that memory does not grow with the range. */
    private static final Duration PORTION = Duration.ofDays(31);

    private final SampleQuery samples;
    private final Function<TimeRange, Cut> cutting;

    AggregateQuery(SampleQuery samples, Function<TimeRange, Cut> cutting) {
        this.samples = samples;
        this.cutting = cutting;
    }

    /** How the range is cut; the dates are empty unless the buckets are days. */
    record Cut(Buckets buckets, List<LocalDate> dates) {}

    /** The mean, weighted by the part of each sample that lies in the bucket. Not for codes. */
    public Reading<AggregateSeries> mean() {
        return read(Statistic.MEAN);
    }

    /** The least value. */
    public Reading<AggregateSeries> min() {
        return read(Statistic.MIN);
    }

    /** The greatest value. */
    public Reading<AggregateSeries> max() {
        return read(Statistic.MAX);
    }

    /** The amount: only for types that add up. No time is counted twice, however many devices recorded it. */
    public Reading<AggregateSeries> sum() {
        return read(Statistic.SUM);
    }

    /** How many samples begin in the bucket. */
    public Reading<AggregateSeries> count() {
        return read(Statistic.COUNT);
    }

    /** The value of the sample that ends last. */
    public Reading<AggregateSeries> last() {
        return read(Statistic.LAST);
    }

    private Reading<AggregateSeries> read(Statistic statistic) {
        TimeRange range = samples.range();
        BucketAggregation aggregation = aggregation(statistic, cutting.apply(range));
        return samples.warehouse()
                .reads()
                .read(
                        samples.request(),
                        samples.type(),
                        samples.mode(),
                        samples.asOf(),
                        (snapshot, streams) -> aggregate(snapshot, streams, range, aggregation),
                        AggregateQuery::rows);
    }

    private BucketAggregation aggregation(Statistic statistic, Cut cut) {
        return cut.dates.isEmpty()
                ? BucketAggregation.of(samples.type(), statistic, cut.buckets, samples.preferenceForAmounts())
                : BucketAggregation.ofDays(
                        samples.type(),
                        statistic,
                        new ZoneTimeline.LocalDays(cut.dates, cut.buckets),
                        samples.preferenceForAmounts());
    }

    private AggregateSeries aggregate(
            Snapshot snapshot, List<StreamId> streams, TimeRange range, BucketAggregation into) {
        long portion = PORTION.toMillis();
        for (long start = range.startMs(); start < range.endMs(); start += portion) {
            TimeRange window = TimeRange.ofMillis(start, Math.min(range.endMs(), start + portion));
            into.add(samples.load(snapshot, streams, window.padded(into.reach())), window);
        }
        return into.result();
    }

    private static long rows(AggregateSeries series) {
        long rows = 0;
        for (long count : series.counts()) {
            rows += count;
        }
        return rows;
    }
}
