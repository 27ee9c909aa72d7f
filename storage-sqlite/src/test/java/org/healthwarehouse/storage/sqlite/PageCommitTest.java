package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.storage.sqlite.Fixtures.*;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.InflaterInputStream;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ChunkOutcome;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StaleClaimException;
import org.junit.jupiter.api.Test;

class PageCommitTest extends StoreTest {
    @Test
    void theLastPageFinishesItsChunk() {
        ChunkClaim claim = claim(store, "job", days(0, 7));
        store.commit(last(claim, content(minutes(T0, 60))));
        assertThat(store.jobs().chunks(new JobId("job")))
                .extracting(Chunk::state)
                .containsExactly(ChunkState.DONE);
        assertThat(Sql.rows(file, "SELECT * FROM fetch_claim")).isEmpty();
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.coverage(HR, days(3, 1))).containsExactly(CoverageEntry.settled(days(0, 7), NOW));
            assertThat(snapshot.lastSuccess(HR)).contains(NOW);
        }
    }

    @Test
    void anEarlierPageKeepsTheClaimAndGivesItItsWholeLeaseAgain() {
        ChunkClaim claim = claim(store, "job", days(0, 7));
        PageCommit first = new PageCommit(
                claim, Optional.empty(), 1, content(minutes(T0, 60)), List.of(), false, 1, NOW.plusSeconds(60));
        store.commit(first);
        assertThat(store.jobs().chunks(new JobId("job")))
                .extracting(Chunk::state)
                .containsExactly(ChunkState.PENDING);
        assertThat(Sql.one(file, "SELECT expires_ms FROM fetch_claim"))
                .isEqualTo("" + NOW.plusSeconds(60).plus(LEASE).toEpochMilli());
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.lastSuccess(HR)).isEmpty();
        }
    }

    @Test
    void aCommitUnderALostClaimWritesNothing() {
        ChunkClaim lost = claim(store, "job", days(0, 7));
        store.jobs().releaseAll(OWNER);
        assertThatThrownBy(() -> store.commit(last(lost, content(minutes(T0, 60)))))
                .isInstanceOf(StaleClaimException.class);
        assertThat(read(store, HR, days(0, 1))).isEmpty();
        assertThat(Sql.one(file, "SELECT count(*) FROM fetch")).isEqualTo("0");
        ChunkClaim next = claim(store, lost.chunk());
        assertThat(next.fence()).isGreaterThan(lost.fence());
        assertThat(store.commit(last(next, content(minutes(T0, 60)))).number()).isEqualTo(1);
    }

    @Test
    void aPageThatCannotBeReadAgainWritesNothing() {
        ChunkClaim claim = claim(store, "job", days(0, 7));
        RawBody broken = new RawBody() {
            private int opened;

            @Override
            public InputStream open() throws IOException {
                if (opened++ > 0) {
                    throw new IOException("gone");
                }
                return new ByteArrayInputStream(new byte[3]);
            }

            @Override
            public long size() {
                return 3;
            }
        };
        assertThatThrownBy(() -> store.commit(withBody(claim, content(minutes(T0, 60)), broken)))
                .isInstanceOf(StorageFailedException.class);
        assertThat(read(store, HR, days(0, 1))).isEmpty();
        assertThat(Sql.one(file, "SELECT count(*) FROM raw_page")).isEqualTo("0");
        store.commit(last(claim, content(minutes(T0, 60))));
    }

    @Test
    void anIdenticalRawPageIsStoredOnceAndReferencedTwice() throws Exception {
        RawBody body = page("the same bytes").body();
        store.commit(withBody(claim(store, "first", days(0, 7)), PageContent.EMPTY, body));
        store.commit(withBody(claim(store, "second", days(0, 7)), PageContent.EMPTY, body));
        assertThat(Sql.rows(file, "SELECT count(*), size FROM raw_page")).containsExactly("1|14");
        assertThat(Sql.rows(file, "SELECT raw_id, status, origin FROM fetch"))
                .containsExactly("1|200|PULL", "1|200|PULL");
        assertThat(inflated()).isEqualTo(body.open().readAllBytes());
    }

    @Test
    void aLargeRawPageIsStoredInPieces() throws Exception {
        byte[] bytes = new byte[9_000_000];
        new Random(1).nextBytes(bytes);
        store.commit(withBody(claim(store, "first", days(0, 7)), PageContent.EMPTY, RawBody.of(bytes)));
        assertThat(Sql.rows(file, "SELECT part, size FROM raw_part"))
                .containsExactly("0|4194304", "1|4194304", "2|611392");
        assertThat(inflated()).isEqualTo(bytes);
    }

    @Test
    void anEmptyRawPageIsStoredToo() throws Exception {
        store.commit(withBody(claim(store, "first", days(0, 7)), PageContent.EMPTY, RawBody.of(new byte[0])));
        assertThat(inflated()).isEmpty();
    }

    @Test
    void coverageIsEnteredByTheRulesOfTheLedger() {
        commit(store, "first", PageContent.EMPTY);
        ChunkClaim claim = claim(store, "second", days(20, 20));
        CoverageEntry unavailable = new CoverageEntry(
                days(20, 20), Held.UNAVAILABLE, "no device", false, NOW, Optional.of(NOW.plusSeconds(60)), 1);
        store.commit(new PageCommit(
                claim,
                Optional.empty(),
                1,
                PageContent.EMPTY,
                List.of(new PageCommit.CoverageChange(HR, unavailable)),
                true,
                1,
                NOW));
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.coverage(HR, days(0, 100)))
                    .containsExactly(CoverageEntry.settled(days(0, 30), NOW), unavailable.over(days(30, 10)));
            assertThat(snapshot.coverage(HR, days(29, 1))).containsExactly(CoverageEntry.settled(days(0, 30), NOW));
            assertThat(snapshot.coverage(HR, days(40, 1))).isEmpty();
        }
    }

    @Test
    void successCutsItsRangeOutOfTheFailures() {
        store.jobs().create(job("bad", days(0, 10)));
        long chunk = store.jobs().chunks(new JobId("bad")).get(0).number();
        Failure failure = new Failure.TimedOut("too slow");
        store.jobs().end(claim(store, chunk), new ChunkOutcome.GivenUp(failure), 3, NOW, NOW);
        store.commit(last(claim(store, "good", days(4, 2)), PageContent.EMPTY));
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.failures(ANN, VENDOR, FEED, days(0, 20)))
                    .containsExactly(
                            new Snapshot.FailedRange(days(0, 4), "TimedOut", "too slow", NOW),
                            new Snapshot.FailedRange(days(6, 4), "TimedOut", "too slow", NOW));
        }
    }

    @Test
    void aChunkThatSucceedsResolvesItsErrors() {
        JobId job = new JobId("job");
        store.jobs().create(job("job", days(0, 10)));
        long chunk = store.jobs().chunks(job).get(0).number();
        store.jobs().end(claim(store, chunk), new ChunkOutcome.GivenUp(new Failure.TimedOut("slow")), 3, NOW, NOW);
        assertThat(Sql.rows(file, "SELECT error_type, resolved FROM error_log")).containsExactly("TimedOut|0");
        assertThat(store.jobs().retryFailed(job)).isEqualTo(1);
        ChunkClaim again = ((ClaimResult.Granted) tryClaim(store, chunk, OWNER, NOW)).claim();
        store.commit(last(again, PageContent.EMPTY));
        assertThat(Sql.rows(file, "SELECT resolved, resolved_at FROM error_log"))
                .containsExactly("1|" + NOW.getEpochSecond() + ".0");
        assertThat(store.jobs().chunks(job)).extracting(Chunk::state).containsExactly(ChunkState.DONE);
    }

    @Test
    void coverageOfAnotherUserIsRefused() {
        StreamId bobs = new StreamId(UserId.of("bob"), VENDOR, HEART_RATE);
        ChunkClaim claim = claim(store, "job", days(0, 7));
        CoverageEntry line = CoverageEntry.settled(days(0, 7), NOW);
        assertThatThrownBy(() -> store.commit(new PageCommit(
                        claim,
                        Optional.empty(),
                        1,
                        PageContent.EMPTY,
                        List.of(new PageCommit.CoverageChange(bobs, line)),
                        true,
                        1,
                        NOW)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContainingAll("bob", "ann");
    }

    @Test
    void aCommitThatBreaksARuleOfTheTablesWritesNothingAndLeavesTheStoreUsable() {
        ChunkClaim claim = claim(store, "job", days(0, 7));
        assertThatThrownBy(() -> store.commit(last(claim, content(minutes(T0, 60, Double.NaN)))))
                .isInstanceOf(StorageFailedException.class)
                .hasMessageContaining("SQLITE_CONSTRAINT");
        assertThat(read(store, HR, days(0, 1))).isEmpty();
        store.commit(last(claim, content(minutes(T0, 60, 61))));
        assertThat(read(store, HR, days(0, 1))).hasSize(2);
    }

    @Test
    void commitNumbersRise() {
        long first = commit(store, "first", PageContent.EMPTY).number();
        store.jobs()
                .end(
                        claim(store, "failing", days(0, 1)),
                        new ChunkOutcome.Again(new Failure.TimedOut("slow"), true),
                        1,
                        NOW,
                        NOW.plus(Duration.ofSeconds(1)));
        try (Snapshot snapshot = store.snapshot()) {
            assertThat(snapshot.number()).isEqualTo(first);
        }
        assertThat(commit(store, "second", PageContent.EMPTY).number()).isGreaterThan(first);
    }

    private static PageCommit withBody(ChunkClaim claim, PageContent content, RawBody body) {
        RawPage page = page("");
        return new PageCommit(
                claim,
                Optional.of(new RawPage(
                        page.origin(),
                        page.source(),
                        page.feed(),
                        page.request(),
                        page.startedAt(),
                        page.serverDate(),
                        page.status(),
                        page.mediaType(),
                        body)),
                1,
                content,
                List.of(),
                true,
                1,
                NOW);
    }

    private byte[] inflated() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Connection connection = Sql.connect(file);
                PreparedStatement parts =
                        connection.prepareStatement("SELECT body FROM raw_part ORDER BY raw_id, part");
                ResultSet row = parts.executeQuery()) {
            while (row.next()) {
                new InflaterInputStream(new ByteArrayInputStream(row.getBytes(1))).transferTo(all);
            }
        }
        return all.toByteArray();
    }
}
