package org.healthwarehouse.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;

/** Keeps jobs, their chunks and the claims on them. Every method is one transaction. Thread-safe. */
public interface SyncJobStore {
    /** Stores a new job, QUEUED, with all its chunks PENDING. */
    void create(NewJob job);

    /** The job of that id. */
    Optional<SyncJob> find(JobId id);

    /** The jobs of the user, newest first; those of reads and sweeps are left out. */
    List<SyncJob> list(UserId user);

    /** All chunks of the job in the order in which they are to be fetched. */
    List<Chunk> chunks(JobId id);

    /**
     * Moves the job to another state.
     *
     * @param failure what stopped it, if anything did; kept as its error and in the error log
     */
    void move(JobId id, JobState state, Instant at, Optional<Failure> failure);

    /** Makes every FAILED chunk of the job PENDING again with no attempts; answers how many there were. */
    int retryFailed(JobId id);

    /** Forgets the job and its chunks; what they fetched stays, and so does the fetch log. */
    void delete(JobId id);

    /**
     * Claims a chunk in one immediate transaction: expired claims and those of owners that no longer live are dropped;
     * if another claim of the same user and feed overlaps, nothing is claimed; what is still missing is computed, and
     * if nothing is, the chunk is done; else the hull of what is missing is claimed under a new fence.
     *
     * @param chunk number of the chunk
     * @param owner who claims
     * @param now the present
     * @param lease how long the claim holds
     * @param missing computes what of a range is missing, reading the ledger inside the transaction
     */
    ClaimResult claim(long chunk, ClaimOwner owner, Instant now, Duration lease, MissingFinder missing);

    /**
     * Ends a claim without data: the attempt is logged, the chunk moves as the outcome says, the claim is gone.
     *
     * @throws StaleClaimException if somebody took the claim over; nothing was written
     */
    void end(ChunkClaim claim, ChunkOutcome outcome, int calls, Instant startedAt, Instant at);

    /**
     * Forgets the jobs of reads and sweeps that nobody works on any more because their process ended: those with a
     * claim whose owner no longer lives or that ran out, and those created before the given moment, unless a claim on
     * them is good.
     *
     * @param asking who asks, a process that lives
     * @param createdBefore reads as old as this have ended one way or another
     * @param now the present
     * @return how many there were
     */
    int forgetReads(ClaimOwner asking, Instant createdBefore, Instant now);

    /** Gives up every claim of that owner, so that others need not wait for it to expire. */
    void releaseAll(ClaimOwner owner);

    /** Reads the ledger inside a claim's transaction. */
    @FunctionalInterface
    interface LedgerReader {
        /** All lines of the stream's ledger that intersect the range. */
        List<CoverageEntry> lines(StreamId stream, TimeRange range);
    }

    /** Computes what is missing of a range. */
    @FunctionalInterface
    interface MissingFinder {
        /** What of the chunk's range must still be fetched. */
        TimeRangeSet missing(TimeRange range, LedgerReader ledger);
    }
}
