package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.CoverageLedger;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SyncJobStore;
import org.junit.jupiter.api.Test;

class ClaimTest extends StoreTest {
    private static final ClaimOwner OTHER = owner("other");

    @Test
    void aClaimSaysEverythingOfItsChunk() {
        long chunk = chunk("job", days(0, 7));
        ChunkClaim claim = claim(store, chunk);
        assertThat(claim)
                .isEqualTo(new ChunkClaim(
                        claim.fence(), chunk, new JobId("job"), ANN, VENDOR, FEED, days(0, 7), NOW.plus(LEASE)));
    }

    @Test
    void anOverlappingRangeOfTheSameFeedIsBusyUntilTheFirstClaimRunsOut() {
        claim(store, chunk("first", days(0, 7)));
        assertThat(tryClaim(store, chunk("second", days(6, 7)), OTHER, NOW))
                .isEqualTo(new ClaimResult.Busy(NOW.plus(LEASE)));
        assertThat(tryClaim(store, chunk("third", days(7, 7)), OTHER, NOW)).isInstanceOf(ClaimResult.Granted.class);
    }

    @Test
    void anotherFeedIsNotBusy() {
        claim(store, chunk("first", days(0, 7)));
        NewJob job = job("second", days(0, 7));
        store.jobs()
                .create(new NewJob(
                        job.id(),
                        ANN,
                        VENDOR,
                        job.kind(),
                        job.range(),
                        job.types(),
                        job.forcedSince(),
                        List.of(new NewJob.NewChunk(new FeedId("other"), days(0, 7))),
                        NOW));
        long chunk = store.jobs().chunks(job.id()).get(0).number();
        assertThat(tryClaim(store, chunk, OTHER, NOW)).isInstanceOf(ClaimResult.Granted.class);
    }

    @Test
    void anExpiredClaimIsTakenOverUnderAHigherFence() {
        long chunk = chunk("job", days(0, 7));
        ChunkClaim first = claim(store, chunk);
        Instant justBefore = NOW.plus(LEASE).minusMillis(1);
        assertThat(tryClaim(store, chunk, OTHER, justBefore)).isInstanceOf(ClaimResult.Busy.class);
        ClaimResult after = tryClaim(store, chunk, OTHER, NOW.plus(LEASE));
        assertThat(((ClaimResult.Granted) after).claim().fence()).isGreaterThan(first.fence());
    }

    @Test
    void theClaimOfADeadProcessIsTakenOverAtOnce() {
        long chunk = chunk("job", days(0, 7));
        ClaimOwner dead = new ClaimOwner("host", OWNER.process(), OWNER.processStart() - 60_000, "dead");
        assertThat(tryClaim(store, chunk, dead, NOW)).isInstanceOf(ClaimResult.Granted.class);
        assertThat(tryClaim(store, chunk, OWNER, NOW)).isInstanceOf(ClaimResult.Granted.class);
    }

    @Test
    void theClaimOfAnotherHostIsBelieved() {
        long chunk = chunk("job", days(0, 7));
        ClaimOwner elsewhere = new ClaimOwner("elsewhere", OWNER.process(), OWNER.processStart() - 1, "x");
        assertThat(tryClaim(store, chunk, elsewhere, NOW)).isInstanceOf(ClaimResult.Granted.class);
        assertThat(tryClaim(store, chunk, OWNER, NOW)).isInstanceOf(ClaimResult.Busy.class);
    }

    @Test
    void releasedClaimsAreFreeAtOnceAndOthersAreNot() {
        long mine = chunk("mine", days(0, 7));
        long theirs = chunk("theirs", days(7, 7));
        claim(store, mine);
        tryClaim(store, theirs, OTHER, NOW);
        store.jobs().releaseAll(OWNER);
        assertThat(tryClaim(store, mine, OTHER, NOW)).isInstanceOf(ClaimResult.Granted.class);
        assertThat(tryClaim(store, theirs, OWNER, NOW)).isInstanceOf(ClaimResult.Busy.class);
    }

    @Test
    void onlyTheHullOfWhatIsMissingIsClaimed() {
        store.commit(last(claim(store, chunk("first", days(0, 3))), PageContent.EMPTY));
        store.commit(last(claim(store, chunk("second", days(5, 1))), PageContent.EMPTY));
        long chunk = chunk("third", days(0, 10));
        ClaimResult result = store.jobs().claim(chunk, OWNER, NOW, LEASE, ClaimTest::unknown);
        assertThat(((ClaimResult.Granted) result).claim().range()).isEqualTo(days(3, 7));
    }

    @Test
    void aChunkOfWhichNothingIsMissingIsDoneWithoutACall() {
        store.commit(last(claim(store, chunk("first", days(0, 10))), PageContent.EMPTY));
        long chunk = chunk("second", days(2, 3));
        assertThat(store.jobs().claim(chunk, OWNER, NOW, LEASE, ClaimTest::unknown))
                .isInstanceOf(ClaimResult.NothingLeft.class);
        assertThat(store.jobs().chunks(new JobId("second")))
                .extracting(Chunk::state)
                .containsExactly(ChunkState.DONE);
        assertThat(tryClaim(store, chunk, OWNER, NOW)).isInstanceOf(ClaimResult.NotPending.class);
    }

    @Test
    void aChunkThatIsGoneIsNotPending() {
        assertThat(tryClaim(store, 4711, OWNER, NOW)).isInstanceOf(ClaimResult.NotPending.class);
    }

    @Test
    void aFinderThatThrowsClaimsNothing() {
        long chunk = chunk("job", days(0, 7));
        assertThatThrownBy(() -> store.jobs().claim(chunk, OWNER, NOW, LEASE, (range, ledger) -> {
                    throw new IllegalStateException("no idea");
                }))
                .hasMessage("no idea");
        assertThat(tryClaim(store, chunk, OTHER, NOW)).isInstanceOf(ClaimResult.Granted.class);
    }

    @Test
    void ofManyThreadsThatWantOneRangeExactlyOneGetsIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<ClaimResult>> tries = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                long chunk = chunk("job" + i, days(0, 7));
                tries.add(() -> tryClaim(store, chunk, OWNER, NOW));
            }
            int granted = 0;
            for (Future<ClaimResult> result : threads.invokeAll(tries)) {
                granted += result.get() instanceof ClaimResult.Granted ? 1 : 0;
            }
            assertThat(granted).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static TimeRangeSet unknown(TimeRange range, SyncJobStore.LedgerReader ledger) {
        List<CoverageEntry> lines = ledger.lines(HR, range);
        return CoverageLedger.unknown(range, lines);
    }

    private long chunk(String job, TimeRange range) {
        store.jobs().create(job(job, range));
        return store.jobs().chunks(new JobId(job)).get(0).number();
    }
}
