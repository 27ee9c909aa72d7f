package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.healthwarehouse.coverage.CoverageLedger;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ChunkOutcome;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StaleClaimException;
import org.healthwarehouse.storage.SyncJob;
import org.junit.jupiter.api.Test;

/** The rules about jobs, their chunks and the claims on them. */
public abstract class JobRules extends LedgerRules {
    private static final Failure SLOW = new Failure.TimedOut("too slow");
    private static final ClaimOwner OTHER = owner("two");

    /** Instances are made by JUnit. */
    protected JobRules() {}

    private List<TimeRange> ranges(JobId job) {
        return store().jobs().chunks(job).stream().map(Chunk::range).toList();
    }

    /** A job is what was planned, chunk by chunk, and is found again by its id. */
    @Test
    public void aJobKeepsItsChunksInOrder() {
        JobId job = job(days(14, 7), days(7, 7), days(0, 7));
        assertEquals(List.of(days(14, 7), days(7, 7), days(0, 7)), ranges(job));
        SyncJob found = store().jobs().find(job).orElseThrow();
        assertEquals(JobState.QUEUED, found.state());
        assertEquals(3, found.chunksTotal());
        assertTrue(store().jobs().find(new JobId("unknown")).isEmpty());
    }

    /** A job tells when it first ran, when it last stopped, and why. */
    @Test
    public void aJobKeepsItsState() {
        JobId job = job(days(0, 7));
        store().jobs().move(job, JobState.RUNNING, NOW, Optional.empty());
        store().jobs().move(job, JobState.PAUSED, NOW.plusSeconds(1), Optional.of(SLOW));
        SyncJob paused = store().jobs().find(job).orElseThrow();
        assertEquals(JobState.PAUSED, paused.state());
        assertEquals(Optional.of("too slow"), paused.error());
        assertEquals(Optional.of(NOW), paused.startedAt());
        assertEquals(Optional.of(NOW.plusSeconds(1)), paused.endedAt());
    }

    /** Two jobs, threads or processes never fetch one range twice. */
    @Test
    public void overlappingClaimsAreRefused() {
        ChunkClaim first = claim(days(0, 7));
        Chunk second = chunk(job(days(6, 7)), 0);
        ClaimResult.Busy busy = assertInstanceOf(ClaimResult.Busy.class, tryClaim(second, OTHER, NOW));
        assertEquals(first.expiresAt(), busy.until());
        assertInstanceOf(ClaimResult.Granted.class, tryClaim(chunk(job(days(7, 7)), 0), OTHER, NOW));
    }

    /** Other people's ranges are other ranges. */
    @Test
    public void claimsOfOthersDoNotStandInTheWay() {
        ChunkClaim unused = claim(days(0, 7));
        assertInstanceOf(ClaimResult.Granted.class, tryClaim(chunk(job(BOB, days(0, 7)), 0), OTHER, NOW));
    }

    /** A process that died or hangs must not keep a range for ever; if it wakes up, its fence is too old. */
    @Test
    public void anExpiredClaimIsTakenOverUnderAHigherFence() {
        ChunkClaim first = claim(days(0, 7));
        Chunk chunk = chunk(first.job(), 0);
        assertInstanceOf(
                ClaimResult.Busy.class, tryClaim(chunk, OTHER, NOW.plus(LEASE).minusMillis(1)));
        ClaimResult.Granted after =
                assertInstanceOf(ClaimResult.Granted.class, tryClaim(chunk, OTHER, NOW.plus(LEASE)));
        assertTrue(after.claim().fence() > first.fence(), "a fence rises with every claim");
        StaleClaimException unused = assertThrows(
                StaleClaimException.class,
                () -> store().jobs().end(first, new ChunkOutcome.GivenUp(SLOW), 1, NOW, NOW));
        assertEquals(ChunkState.PENDING, chunk(first.job(), 0).state());
    }

    /** Between planning and claiming somebody else may have fetched it: then no call is made. */
    @Test
    public void whatIsHeldAlreadyIsDoneWithoutACall() {
        CommitReceipt unused = store().commit(last(claim(days(0, 10)), PageContent.EMPTY));
        JobId job = job(days(2, 3));
        ClaimResult result = store().jobs()
                .claim(
                        chunk(job, 0).number(),
                        OWNER,
                        NOW,
                        LEASE,
                        (range, ledger) -> CoverageLedger.unknown(range, ledger.lines(HEART, range)));
        assertInstanceOf(ClaimResult.NothingLeft.class, result);
        assertEquals(ChunkState.DONE, chunk(job, 0).state());
        assertInstanceOf(ClaimResult.NotPending.class, tryClaim(chunk(job, 0), OWNER, NOW));
    }

    /** A closed program leaves its ranges to others at once, and nobody else's. */
    @Test
    public void releasedClaimsAreFree() {
        Chunk mine = chunk(claim(days(0, 7)).job(), 0);
        Chunk theirs = chunk(job(days(7, 7)), 0);
        assertInstanceOf(ClaimResult.Granted.class, tryClaim(theirs, OTHER, NOW));
        store().jobs().releaseAll(OWNER);
        assertInstanceOf(ClaimResult.Granted.class, tryClaim(mine, OTHER, NOW));
        assertInstanceOf(ClaimResult.Busy.class, tryClaim(theirs, OWNER, NOW));
    }

    /** Newest first stays newest first, also after a range that was too long was split. */
    @Test
    public void thePiecesOfASplitChunkStandWhereItStood() {
        JobId job = job(days(8, 4), days(4, 4), days(0, 4));
        store().jobs()
                .end(claim(chunk(job, 1)), new ChunkOutcome.Split(SLOW, List.of(days(6, 2), days(4, 2))), 1, NOW, NOW);
        assertEquals(List.of(days(8, 4), days(4, 4), days(6, 2), days(4, 2), days(0, 4)), ranges(job));
        assertEquals(ChunkState.SPLIT, chunk(job, 1).state());
        assertEquals(4, store().jobs().find(job).orElseThrow().chunksTotal());
    }

    /** A refusal that is nobody's fault costs no attempt. */
    @Test
    public void onlyAttemptsThatCountAreCounted() {
        JobId job = job(days(0, 7));
        store().jobs().end(claim(chunk(job, 0)), new ChunkOutcome.Again(SLOW, true), 1, NOW, NOW);
        store().jobs().end(claim(chunk(job, 0)), new ChunkOutcome.Again(SLOW, false), 1, NOW, NOW);
        store().jobs().end(claim(chunk(job, 0)), new ChunkOutcome.Released(), 0, NOW, NOW);
        assertEquals(1, chunk(job, 0).attempts());
        assertEquals(ChunkState.PENDING, chunk(job, 0).state());
    }

    /** Resuming a job tries again what failed, and nothing else. */
    @Test
    public void failedChunksCanBeRetried() {
        JobId job = job(days(7, 7), days(0, 7));
        store().jobs().end(claim(chunk(job, 0)), new ChunkOutcome.GivenUp(SLOW), 1, NOW, NOW);
        CommitReceipt unused = store().commit(last(claim(chunk(job, 1)), PageContent.EMPTY));
        assertEquals(1, store().jobs().find(job).orElseThrow().chunksFailed());
        assertEquals(1, store().jobs().retryFailed(job));
        assertEquals(ChunkState.PENDING, chunk(job, 0).state());
        assertEquals(0, chunk(job, 0).attempts());
        assertEquals(ChunkState.DONE, chunk(job, 1).state());
    }

    /** Failures lie over the ledger: whoever asks sees them, and the next success takes them away. */
    @Test
    public void failuresAreAnOverlayThatSuccessCutsAway() {
        JobId job = job(days(0, 10));
        store().jobs().end(claim(chunk(job, 0)), new ChunkOutcome.GivenUp(SLOW), 1, NOW, NOW);
        assertEquals(List.of(), ledger(days(0, 30)), "a failure is no coverage");
        CommitReceipt unused = store().commit(last(claim(days(4, 2)), PageContent.EMPTY));
        try (Snapshot snapshot = store().snapshot()) {
            List<Snapshot.FailedRange> failures = snapshot.failures(ANN, VENDOR, FEED, days(0, 30));
            assertEquals(
                    List.of(days(0, 4), days(6, 4)),
                    failures.stream().map(Snapshot.FailedRange::range).toList());
            assertEquals("TimedOut", failures.get(0).failureType());
        }
    }
}
