package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ChunkOutcome;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.SyncJob;
import org.junit.jupiter.api.Test;

class JobStoreTest extends StoreTest {
    private static final JobId JOB = new JobId("job");
    private static final Failure SLOW = new Failure.TimedOut("too slow");

    @Test
    void aNewJobIsQueuedWithItsChunksInOrder() {
        NewJob plan = job("job", days(14, 7), days(7, 7), days(0, 7));
        store.jobs().create(plan);
        SyncJob job = store.jobs().find(JOB).orElseThrow();
        assertThat(job)
                .isEqualTo(new SyncJob(
                        plan, JobState.QUEUED, 3, 0, 0, Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(store.jobs().chunks(JOB))
                .extracting(Chunk::range)
                .containsExactly(days(14, 7), days(7, 7), days(0, 7));
        assertThat(store.jobs().chunks(JOB)).allSatisfy(chunk -> {
            assertThat(chunk.state()).isEqualTo(ChunkState.PENDING);
            assertThat(chunk.attempts()).isZero();
            assertThat(chunk.feed()).isEqualTo(FEED);
            assertThat(chunk.error()).isEmpty();
        });
    }

    @Test
    void whatIsForcedSinceIsKept() {
        NewJob plain = job("job", days(0, 7));
        NewJob forced = new NewJob(
                JOB,
                ANN,
                VENDOR,
                NewJob.Kind.SYNC,
                plain.range(),
                plain.types(),
                Optional.of(NOW),
                plain.chunks(),
                NOW);
        store.jobs().create(forced);
        assertThat(store.jobs().find(JOB).orElseThrow().plan()).isEqualTo(forced);
    }

    @Test
    void anUnknownJobIsAbsent() {
        assertThat(store.jobs().find(JOB)).isEmpty();
        assertThat(store.jobs().chunks(JOB)).isEmpty();
        assertThat(store.jobs().retryFailed(JOB)).isZero();
    }

    @Test
    void aSecondJobOfTheSameIdIsRefused() {
        store.jobs().create(job("job", days(0, 7)));
        assertThatThrownBy(() -> store.jobs().create(job("job", days(0, 7))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("job");
    }

    @Test
    void jobsAreListedNewestFirstWithoutThoseOfReads() {
        store.jobs().create(later("b", NewJob.Kind.SYNC, 2));
        store.jobs().create(later("a", NewJob.Kind.SYNC, 1));
        store.jobs().create(later("r", NewJob.Kind.READ, 3));
        assertThat(store.jobs().list(ANN)).extracting(SyncJob::id).containsExactly(new JobId("b"), new JobId("a"));
        assertThat(store.jobs().list(UserId.of("bob"))).isEmpty();
    }

    private static NewJob later(String id, NewJob.Kind kind, int seconds) {
        NewJob job = job(id, days(0, 7));
        return new NewJob(
                job.id(),
                ANN,
                VENDOR,
                kind,
                job.range(),
                job.types(),
                Optional.empty(),
                job.chunks(),
                NOW.plusSeconds(seconds));
    }

    @Test
    void aJobRemembersWhenItFirstRanAndLastStoppedAndWhy() {
        store.jobs().create(job("job", days(0, 7)));
        store.jobs().move(JOB, JobState.RUNNING, NOW, Optional.empty());
        store.jobs().move(JOB, JobState.PAUSED, NOW.plusSeconds(1), Optional.of(SLOW));
        SyncJob paused = store.jobs().find(JOB).orElseThrow();
        assertThat(paused.state()).isEqualTo(JobState.PAUSED);
        assertThat(paused.error()).contains("too slow");
        assertThat(paused.endedAt()).contains(NOW.plusSeconds(1));
        assertThat(Sql.rows(file, "SELECT error_type, resolved FROM error_log")).containsExactly("TimedOut|0");

        store.jobs().move(JOB, JobState.RUNNING, NOW.plusSeconds(2), Optional.empty());
        store.jobs().move(JOB, JobState.COMPLETED, NOW.plusSeconds(3), Optional.empty());
        SyncJob completed = store.jobs().find(JOB).orElseThrow();
        assertThat(completed.startedAt()).contains(NOW);
        assertThat(completed.endedAt()).contains(NOW.plusSeconds(3));
        assertThat(completed.error()).isEmpty();
        assertThat(Sql.rows(file, "SELECT resolved FROM error_log")).containsExactly("1");
    }

    @Test
    void aDeletedJobTakesChunksAndClaimsWithItButNotWhatItFetched() {
        store.jobs().create(job("job", days(0, 7), days(7, 7)));
        List<Chunk> chunks = store.jobs().chunks(JOB);
        store.commit(last(claim(store, chunks.get(0).number()), content(minutes(T0, 60))));
        claim(store, chunks.get(1).number());
        store.jobs().delete(JOB);
        assertThat(store.jobs().find(JOB)).isEmpty();
        assertThat(Sql.one(file, "SELECT (SELECT count(*) FROM sync_chunk) + (SELECT count(*) FROM fetch_claim)"))
                .isEqualTo("0");
        assertThat(Sql.rows(file, "SELECT record_count, job_id FROM fetch_log")).containsExactly("1|job");
        assertThat(read(store, HR, days(0, 1))).hasSize(1);
    }

    @Test
    void aFailedAttemptCountsOnlyIfItSaysSo() {
        long chunk = only(days(0, 7));
        store.jobs().end(claim(store, chunk), new ChunkOutcome.Again(SLOW, true), 2, NOW, NOW);
        store.jobs().end(claim(store, chunk), new ChunkOutcome.Again(SLOW, false), 1, NOW, NOW);
        Chunk after = store.jobs().chunks(JOB).get(0);
        assertThat(after.state()).isEqualTo(ChunkState.PENDING);
        assertThat(after.attempts()).isEqualTo(1);
        assertThat(after.error()).contains(new Chunk.ChunkError("TimedOut", "too slow"));
        assertThat(Sql.rows(file, "SELECT outcome, error_type, calls FROM fetch_log"))
                .containsExactly("again|TimedOut|2", "again|TimedOut|1");
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.failures(ANN, VENDOR, FEED, days(0, 7))).isEmpty();
        }
    }

    @Test
    void aChunkThatIsGivenUpLeavesItsFailureAndCanBeRetried() {
        long chunk = only(days(0, 7));
        store.jobs().end(claim(store, chunk), new ChunkOutcome.GivenUp(SLOW), 1, NOW, NOW);
        SyncJob job = store.jobs().find(JOB).orElseThrow();
        assertThat(job.chunksFailed()).isEqualTo(1);
        assertThat(tryClaim(store, chunk, OWNER, NOW)).isInstanceOf(ClaimResult.NotPending.class);
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.failures(ANN, VENDOR, FEED, days(3, 1)))
                    .containsExactly(new Snapshot.FailedRange(days(0, 7), "TimedOut", "too slow", NOW));
        }
        assertThat(store.jobs().retryFailed(JOB)).isEqualTo(1);
        Chunk again = store.jobs().chunks(JOB).get(0);
        assertThat(again.state()).isEqualTo(ChunkState.PENDING);
        assertThat(again.attempts()).isZero();
    }

    @Test
    void aReleasedChunkIsAsIfNothingHadHappened() {
        long chunk = only(days(0, 7));
        store.jobs().end(claim(store, chunk), new ChunkOutcome.Released(), 0, NOW, NOW);
        Chunk after = store.jobs().chunks(JOB).get(0);
        assertThat(after.state()).isEqualTo(ChunkState.PENDING);
        assertThat(after.error()).isEmpty();
        assertThat(Sql.rows(file, "SELECT * FROM fetch_log")).isEmpty();
        assertThat(claim(store, chunk).range()).isEqualTo(days(0, 7));
    }

    @Test
    void thePiecesOfASplitChunkStandWhereItStood() {
        store.jobs().create(job("job", days(8, 4), days(4, 4), days(0, 4)));
        long middle = store.jobs().chunks(JOB).get(1).number();
        store.jobs()
                .end(claim(store, middle), new ChunkOutcome.Split(SLOW, List.of(days(6, 2), days(4, 2))), 1, NOW, NOW);
        List<Chunk> chunks = store.jobs().chunks(JOB);
        assertThat(chunks)
                .extracting(Chunk::range)
                .containsExactly(days(8, 4), days(4, 4), days(6, 2), days(4, 2), days(0, 4));
        assertThat(chunks.get(1).state()).isEqualTo(ChunkState.SPLIT);

        store.jobs()
                .end(
                        claim(store, chunks.get(2).number()),
                        new ChunkOutcome.Split(SLOW, List.of(days(7, 1), days(6, 1))),
                        1,
                        NOW,
                        NOW);
        assertThat(store.jobs().chunks(JOB))
                .extracting(Chunk::range)
                .containsExactly(days(8, 4), days(4, 4), days(6, 2), days(7, 1), days(6, 1), days(4, 2), days(0, 4));
        SyncJob job = store.jobs().find(JOB).orElseThrow();
        assertThat(job.chunksTotal()).isEqualTo(5);
        assertThat(job.plan().chunks()).hasSize(3);
    }

    @Test
    void aSplitThatWouldLoseTimeIsRefused() {
        ChunkClaim claim = claim(store, only(days(0, 7)));
        assertThatThrownBy(() -> store.jobs()
                        .end(claim, new ChunkOutcome.Split(SLOW, List.of(days(0, 3), days(4, 3))), 1, NOW, NOW))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(store.jobs().chunks(JOB)).extracting(Chunk::state).containsExactly(ChunkState.PENDING);
    }

    @Test
    void theEndOfALostClaimIsRefusedAndChangesNothing() {
        long chunk = only(days(0, 7));
        ChunkClaim lost = claim(store, chunk);
        store.jobs().releaseAll(OWNER);
        ChunkClaim next = claim(store, chunk);
        assertThatThrownBy(() -> store.jobs().end(lost, new ChunkOutcome.GivenUp(SLOW), 1, NOW, NOW))
                .isInstanceOf(org.healthwarehouse.storage.StaleClaimException.class);
        assertThat(store.jobs().chunks(JOB)).extracting(Chunk::state).containsExactly(ChunkState.PENDING);
        store.commit(last(next, PageContent.EMPTY));
    }

    @Test
    void metadataIsKeptUntilReplaced() {
        var entry = new org.healthwarehouse.storage.MetadataStore.Entry(
                "vendor/catalogue", "{}", NOW, NOW.plus(Duration.ofDays(1)));
        assertThat(store.metadata().get(entry.key())).isEmpty();
        store.metadata().put(entry);
        assertThat(store.metadata().get(entry.key())).contains(entry);
        var newer = new org.healthwarehouse.storage.MetadataStore.Entry(entry.key(), "[]", NOW, Instant.EPOCH);
        store.metadata().put(newer);
        assertThat(store.metadata().get(entry.key())).contains(newer);
    }

    private long only(TimeRange range) {
        store.jobs().create(job("job", range));
        return store.jobs().chunks(JOB).get(0).number();
    }
}
