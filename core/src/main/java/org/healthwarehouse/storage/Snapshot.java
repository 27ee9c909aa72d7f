package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;

/** A view of the store at one commit. Used by one thread; close it soon, for it may hold a connection. */
public interface Snapshot extends AutoCloseable {
    /**
     * The number of the last commit that is visible; 0 in an empty store. Whatever changes the data that a read answers
     * raises it, in this process or another, so two snapshots of one number hold the same.
     */
    long number();

    /**
     * Hands every sample of the streams that intersects the range to the visitor, in order of start, then of end, then
     * of series. An instantaneous sample intersects if it lies inside.
     */
    void samples(List<StreamId> streams, TimeRange range, SampleVisitor visitor);

    /** The same as {@link #samples(List, TimeRange, SampleVisitor)}, with the attributes of each sample. */
    void samples(List<StreamId> streams, TimeRange range, NotedSampleVisitor visitor);

    /** Hands every record of the streams that intersects the range to the visitor, in order of start, then of end. */
    void records(List<StreamId> streams, TimeRange range, Consumer<? super HealthRecord> visitor);

    /** The record of the stream that has the key; empty if there is none. */
    default Optional<HealthRecord> record(StreamId stream, RecordKey key) {
        List<HealthRecord> found = new ArrayList<>();
        records(List.of(stream), new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST), record -> {
            if (record.keys().contains(key)) {
                found.add(record);
            }
        });
        return found.stream().findFirst();
    }

    /** Hands every location of the streams inside the range to the visitor, in order of time. */
    void locations(List<StreamId> streams, TimeRange range, Consumer<? super Location> visitor);

    /** All lines of the stream's ledger that intersect the range, ascending and whole, not cut at its edges. */
    List<CoverageEntry> coverage(StreamId stream, TimeRange range);

    /**
     * The starts (UTC midnight) of those UTC days inside or cut by the range that hold any row of the stream. For a
     * ledger of local dates, those dates, each as its UTC midnight, of whose true interval any row has a part, or that
     * a record names in its declared field {@code date}. Without an axis there are none.
     */
    SortedSet<Instant> daysWithData(StreamId stream, TimeRange range);

    /** On which axis the ledger of the stream is; UTC if nothing was ever written into it. */
    TimeAxis axis(StreamId stream);

    /**
     * When local dates of the user were, as the source said last, in order of their dates.
     *
     * @param dates for which dates, each as its UTC day; also those that the range cuts
     */
    List<LocalDay> localDays(UserId user, SourceId source, TimeRange dates);

    /** What of the range was last asked of the feed without success, ascending; gone with the next success. */
    List<FailedRange> failures(UserId user, SourceId source, FeedId feed, TimeRange range);

    /** Items of the stream that begin in the range and that a complete listing missed, in no particular order. */
    List<Absence> absences(StreamId stream, TimeRange range);

    /** When a fetch of the stream last succeeded; empty if never. */
    Optional<Instant> lastSuccess(StreamId stream);

    /** Every stream of the user of which anything is known, in order of source, then of type. */
    List<StreamId> streams(UserId user);

    /** Ends the view. */
    @Override
    void close();

    /** Takes samples one by one. */
    @FunctionalInterface
    interface SampleVisitor {
        /**
         * One sample.
         *
         * @param series the series it belongs to; the same object for all samples of one series
         * @param startMs UTC epoch milliseconds
         * @param endMs UTC epoch milliseconds
         * @param value in the unit of the type
         */
        void sample(StoredSeries series, long startMs, long endMs, double value);
    }

    /** Takes samples one by one, with their attributes. */
    @FunctionalInterface
    interface NotedSampleVisitor {
        /**
         * One sample.
         *
         * @param series the series it belongs to; the same object for all samples of one series
         * @param startMs UTC epoch milliseconds
         * @param endMs UTC epoch milliseconds
         * @param value in the unit of the type
         * @param attributes what else is known of it; the empty ones for most
         */
        void sample(StoredSeries series, long startMs, long endMs, double value, Attributes attributes);
    }

    /**
     * A range that was asked without success.
     *
     * @param range what was asked
     * @param failureType the {@link org.healthwarehouse.model.Failure#type} of the last attempt
     * @param message its message
     * @param at when
     */
    record FailedRange(TimeRange range, String failureType, String message, Instant at) {}

    /** The failed ranges as a set. */
    static TimeRangeSet rangesOf(List<FailedRange> failures) {
        return TimeRangeSet.of(failures.stream().map(FailedRange::range).toList());
    }
}
