package org.healthwarehouse.sync;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.storage.JobId;

/** A sync that is running: one job for each source that has something to fetch. Thread-safe. */
public interface SyncRun {
    /** The jobs, in no particular order; empty if nothing was missing. */
    List<JobId> jobs();

    /** Complete when all jobs have stopped, with the report. A job that fails is a matter of the report. */
    CompletableFuture<SyncReport> future();

    /**
     * Waits for the end of all jobs.
     *
     * @throws HealthWarehouseException if the thread is interrupted (its flag is set again; the jobs go on) or the
     *     engine itself failed
     */
    SyncReport await();

    /**
     * Waits for the end of all jobs, but no longer than the limit; the jobs go on.
     *
     * @return the report; empty if they have not ended
     * @throws HealthWarehouseException as {@link #await()}
     */
    Optional<SyncReport> await(Duration limit);

    /** Asks all jobs to stop at the next page; they can be resumed. Returns at once. */
    void cancel();
}
