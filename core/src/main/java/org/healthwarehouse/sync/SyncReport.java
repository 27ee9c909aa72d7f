package org.healthwarehouse.sync;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.KeptFeed;

/**
 * How a sync ended: one report for each job, that is, for each source that had something to fetch.
 *
 * @param jobs one for each source; empty if nothing was missing
 * @param leftOut of kept pages that were to be read again, those feeds that took no part, because no connector here has
 *     them: a file is imported once more, a pushed page that is kept is handed to ingest again. Empty for everything
 *     else
 */
public record SyncReport(List<JobReport> jobs, List<KeptFeed> leftOut) {
    /** Copies the lists. */
    public SyncReport {
        jobs = List.copyOf(jobs);
        leftOut = List.copyOf(leftOut);
    }

    /** A report in which nothing was left out. */
    public SyncReport(List<JobReport> jobs) {
        this(jobs, List.of());
    }

    /**
     * How one job ended.
     *
     * @param job its id, by which it is resumed
     * @param source from where
     * @param state where it stands now
     * @param chunksTotal chunks in all
     * @param chunksDone chunks that are stored
     * @param failed the chunks that are not, and why
     * @param recordsByType samples, records and locations received in this run, by name of the data type
     * @param fetched the ranges that were answered in this run, by feed
     * @param calls calls made in this run
     * @param callsIntoSettled how many of them asked again for what is held and would not be asked by itself, by the
     *     reason for that: {@code FORCED}, {@code REOPENED} or {@code SWEPT}
     * @param duration how long this run took
     * @param stoppedBy what stopped it before its end; empty if nothing did
     * @param note one sentence for a person: what happened, what is saved, what to do next
     */
    public record JobReport(
            JobId job,
            SourceId source,
            JobState state,
            int chunksTotal,
            int chunksDone,
            List<FailedChunk> failed,
            Map<String, Long> recordsByType,
            Map<FeedId, TimeRangeSet> fetched,
            int calls,
            Map<GapReason, Integer> callsIntoSettled,
            Duration duration,
            Optional<Failure> stoppedBy,
            String note) {
        /** Copies the collections. */
        public JobReport {
            failed = List.copyOf(failed);
            fetched = Map.copyOf(fetched);
            callsIntoSettled = Map.copyOf(callsIntoSettled);
            recordsByType = java.util.Collections.unmodifiableMap(new TreeMap<>(recordsByType));
        }

        /** Chunks done of all, from 0 to 1. */
        public double completionRate() {
            return chunksTotal == 0 ? 1 : (double) chunksDone / chunksTotal;
        }
    }

    /**
     * A chunk that was given up.
     *
     * @param range which range
     * @param feed of which feed
     * @param errorType the {@link Failure#type}
     * @param message what happened
     */
    public record FailedChunk(TimeRange range, FeedId feed, String errorType, String message) {}

    /** Whether everything that was asked for is stored. */
    public boolean isComplete() {
        return jobs.stream().allMatch(job -> job.state() == JobState.COMPLETED);
    }

    /** Chunks of all jobs. */
    public int chunksTotal() {
        return jobs.stream().mapToInt(JobReport::chunksTotal).sum();
    }

    /** Chunks of all jobs that are stored. */
    public int chunksDone() {
        return jobs.stream().mapToInt(JobReport::chunksDone).sum();
    }

    /** Chunks of all jobs that were given up. */
    public int chunksFailed() {
        return jobs.stream().mapToInt(job -> job.failed().size()).sum();
    }

    /** Chunks done of all, from 0 to 1; 1 if nothing was missing. */
    public double completionRate() {
        return chunksTotal() == 0 ? 1 : (double) chunksDone() / chunksTotal();
    }

    /** Calls made for all jobs. */
    public int calls() {
        return jobs.stream().mapToInt(JobReport::calls).sum();
    }

    /** Calls of all jobs into time that was settled, by the reason for that. */
    public Map<GapReason, Integer> callsIntoSettled() {
        Map<GapReason, Integer> sum = new EnumMap<>(GapReason.class);
        jobs.forEach(job -> job.callsIntoSettled().forEach((reason, count) -> sum.merge(reason, count, Integer::sum)));
        return sum;
    }

    /** What all jobs received, by name of the data type. */
    public Map<String, Long> recordsByType() {
        Map<String, Long> sum = new TreeMap<>();
        jobs.forEach(job -> job.recordsByType().forEach((type, count) -> sum.merge(type, count, Long::sum)));
        return sum;
    }

    /** The longest of the jobs, which ran side by side. */
    public Duration duration() {
        return jobs.stream().map(JobReport::duration).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
