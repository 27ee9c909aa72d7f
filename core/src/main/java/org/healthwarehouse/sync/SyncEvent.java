package org.healthwarehouse.sync;

import java.time.Instant;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.JobId;

/** What happens while a job runs. */
public sealed interface SyncEvent {
    /** The job that it happens to. */
    JobId job();

    /** The source of the job. */
    SourceId source();

    /** How far the job has come. */
    Progress progress();

    /**
     * How far a job has come.
     *
     * @param total chunks in all; grows when a chunk is split
     * @param done chunks stored
     * @param failed chunks given up
     * @param calls calls made in this run
     * @param rows samples, records and locations received in this run
     */
    record Progress(int total, int done, int failed, int calls, long rows) {}

    /** The job begins to run. */
    record Started(JobId job, SourceId source, Progress progress) implements SyncEvent {}

    /** A chunk is stored. */
    record ChunkDone(JobId job, SourceId source, Progress progress, FeedId feed, TimeRange range)
            implements SyncEvent {}

    /** An attempt failed and will be repeated, at the given time at the earliest. */
    record Retrying(
            JobId job, SourceId source, Progress progress, FeedId feed, TimeRange range, Failure failure, Instant at)
            implements SyncEvent {}

    /** A chunk was too much at once and was split. */
    record Split(JobId job, SourceId source, Progress progress, FeedId feed, TimeRange range, Failure failure)
            implements SyncEvent {}

    /** A chunk is given up in this run. */
    record ChunkFailed(JobId job, SourceId source, Progress progress, FeedId feed, TimeRange range, Failure failure)
            implements SyncEvent {}

    /** The job stopped running. */
    record Ended(JobId job, SourceId source, Progress progress, SyncReport.JobReport report) implements SyncEvent {}
}
