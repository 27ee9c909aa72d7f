package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StaleClaimException;
import org.healthwarehouse.storage.StoreStatistics;
import org.junit.jupiter.api.Test;

/** The rules about commits: whole or nothing, and nothing twice. */
public abstract class CommitRules extends StorageSubject {
    /** Instances are made by JUnit. */
    protected CommitRules() {}

    /** Rows, ledger and chunk belong together: with one of them missing, a resumed job would lose or repeat data. */
    @Test
    public void aCommitBringsRowsLedgerAndProgressTogether() {
        ChunkClaim claim = claim(days(0, 7));
        CommitReceipt receipt = store().commit(last(claim, samples(60, 61)));
        assertEquals(2, receipt.added());
        assertEquals(Set.of(HEART), receipt.touched());
        assertEquals(List.of("0=60.0watch", "1=61.0watch"), read(HEART));
        assertEquals(List.of(CoverageEntry.settled(days(0, 7), NOW)), ledger(days(0, 30)));
        assertEquals(ChunkState.DONE, chunk(claim.job(), 0).state());
        assertEquals(1, store().jobs().find(claim.job()).orElseThrow().chunksDone());
    }

    /** Where the last part of a page cannot be written, its first part must not stay. */
    @Test
    public void aCommitThatFailsAtItsEndLeavesNothing() {
        ChunkClaim claim = claim(days(0, 7));
        CoverageEntry line = CoverageEntry.settled(days(0, 7), NOW);
        PageCommit good = last(claim, samples(60, 61));
        PageCommit bad = new PageCommit(
                claim,
                good.page(),
                1,
                good.content(),
                List.of(
                        new PageCommit.CoverageChange(HEART, line),
                        new PageCommit.CoverageChange(of(BOB, DataTypes.HEART_RATE), line)),
                true,
                1,
                NOW);
        RuntimeException unused = assertThrows(RuntimeException.class, () -> store().commit(bad));
        requireNothingWritten(claim);
    }

    /** The same where the bytes of the page cannot be read. */
    @Test
    public void aCommitWhosePageCannotBeReadLeavesNothing() {
        ChunkClaim claim = claim(days(0, 7));
        PageCommit good = last(claim, samples(60, 61));
        RawPage page = good.page().orElseThrow();
        RawPage unreadable = new RawPage(
                page.origin(),
                page.source(),
                page.feed(),
                page.request(),
                page.startedAt(),
                page.serverDate(),
                page.status(),
                page.mediaType(),
                new GoneBody());
        PageCommit bad =
                new PageCommit(claim, Optional.of(unreadable), 1, good.content(), good.coverage(), true, 1, NOW);
        RuntimeException unused = assertThrows(RuntimeException.class, () -> store().commit(bad));
        requireNothingWritten(claim);
    }

    private void requireNothingWritten(ChunkClaim claim) {
        assertEquals(List.of(), read(HEART));
        assertEquals(List.of(), ledger(days(0, 30)));
        assertEquals(ChunkState.PENDING, chunk(claim.job(), 0).state());
        assertEquals(1, store().commit(last(claim, samples(60))).added(), "the claim must still be good");
    }

    /** Whoever lost the claim has an older answer than the one who took it over. */
    @Test
    public void aCommitUnderALostClaimWritesNothing() {
        ChunkClaim lost = claim(days(0, 7));
        store().jobs().releaseAll(OWNER);
        ChunkClaim next = claim(chunk(lost.job(), 0));
        assertTrue(next.fence() > lost.fence(), "a fence rises with every claim");
        StaleClaimException unused =
                assertThrows(StaleClaimException.class, () -> store().commit(last(lost, samples(60))));
        assertEquals(List.of(), read(HEART));
        assertEquals(1, store().commit(last(next, samples(70))).added());
    }

    /** An earlier page of a chunk neither finishes it nor claims anything. */
    @Test
    public void aPageThatIsNotTheLastKeepsItsChunkOpen() {
        ChunkClaim claim = claim(days(0, 7));
        PageCommit whole = last(claim, samples(60));
        CommitReceipt unused =
                store().commit(new PageCommit(claim, whole.page(), 1, whole.content(), List.of(), false, 1, NOW));
        assertEquals(ChunkState.PENDING, chunk(claim.job(), 0).state());
        assertEquals(List.of("0=60.0watch"), read(HEART));
        assertEquals(List.of(), ledger(days(0, 30)));
    }

    /** Provisional ranges are asked again every day; what came before must cost nothing. */
    @Test
    public void whatIsUnchangedIsNotWrittenAgain() {
        CommitReceipt first = commit(content());
        StoreStatistics before = store().care().statistics();
        CommitReceipt again = commit(content());
        assertEquals(3, first.added());
        assertEquals(0, again.added() + again.changed(), "an unchanged row was written");
        assertEquals(3, again.unchanged());
        assertEquals(Set.of(), again.touched());
        StoreStatistics after = store().care().statistics();
        assertEquals(before.rowsByType(), after.rowsByType());
        assertEquals(before.rawBytes(), after.rawBytes(), "the same bytes were kept twice");
    }

    private static PageContent content() {
        return new PageContent(List.of(batch("watch", 60, 61)), List.of(workout("a", 1, 2, 5000)), List.of());
    }

    /** A correction replaces the row; a row beside it would double the day. */
    @Test
    public void whatIsChangedReplacesWhatWasThere() {
        CommitReceipt unused = commit(content());
        CommitReceipt again =
                commit(new PageContent(List.of(batch("watch", 60, 99)), List.of(workout("a", 1, 3, 6000)), List.of()));
        assertEquals(2, again.changed());
        assertEquals(0, again.added());
        assertEquals(1, again.unchanged());
        assertEquals(Set.of(HEART, WORKOUTS), again.touched());
        assertEquals(List.of("0=60.0watch", "1=99.0watch"), read(HEART));
        assertEquals(1, read(WORKOUTS).size());
        assertTrue(read(WORKOUTS).get(0).contains("6000"));
    }

    /** What a person's own export adds must neither double a record nor blur what the vendor's interface said of it. */
    @Test
    public void whatTwoTellIsOneRecordInWhichTheBetterWordCounts() {
        CommitReceipt unused = commit(records(told(RecordOrigin.CSV, Map.of("distance", 5L, "laps", 12L))));
        CommitReceipt better = commit(records(workout("a", 1, 2, 5012.5)));
        assertEquals(1, better.changed());
        CommitReceipt again = commit(records(told(RecordOrigin.CSV, Map.of("distance", 6L, "laps", 13L))));
        assertEquals(1, again.changed());
        assertEquals(1, read(WORKOUTS).size());
        String shown = read(WORKOUTS).get(0);
        assertTrue(shown.contains("5012.5") && shown.contains("\"laps\":13"), shown);
    }

    /** An old export that is read again must not bring back what the vendor has deleted since. */
    @Test
    public void whatTheVendorDeletedStaysGoneWhenAnExportIsReadAgain() {
        ParsedRecord row = told(RecordOrigin.CSV, Map.of("laps", 12L));
        CommitReceipt first = commit(records(row));
        CommitReceipt deleted = commit(new PageContent(
                List.of(),
                List.of(),
                List.of(),
                List.of(new PageContent.Deletion(DataTypes.WORKOUT, RecordKey.uuid("a"))),
                List.of(),
                List.of()));
        CommitReceipt again = commit(records(row));
        assertEquals(List.of(1, 1, 0), List.of(first.added(), deleted.changed(), again.added() + again.changed()));
        assertEquals(List.of(), read(WORKOUTS));
        assertEquals(1, commit(records(workout("a", 1, 2, 5000))).added(), "the vendor itself brings it back");
    }

    private static ParsedRecord told(RecordOrigin who, Map<String, Object> values) {
        ParsedRecord plain = workout("a", 1, 2, 0);
        return new ParsedRecord(
                plain.type(),
                plain.keys(),
                plain.start(),
                plain.end(),
                Optional.empty(),
                false,
                Attributes.of(values),
                Optional.of(who));
    }

    /** Vendors push a page again whenever they did not hear that it came. */
    @Test
    public void whatIsPushedTwiceChangesNothing() {
        CommitReceipt first = store().ingest(pushed(NOW, samples(60, 61)));
        StoreStatistics before = store().care().statistics();
        CommitReceipt again = store().ingest(pushed(NOW, samples(60, 61)));
        assertEquals(List.of(2, 0, 2), List.of(first.added(), again.added() + again.changed(), again.unchanged()));
        assertTrue(again.number() > first.number());
        StoreStatistics after = store().care().statistics();
        assertEquals(before.rowsByType(), after.rowsByType());
        assertEquals(before.rawBytes(), after.rawBytes(), "the same bytes were kept twice");
        assertEquals(List.of(), ledger(days(0, 30)), "nobody claimed anything");
    }

    /** A page that waited in a queue must not undo what was told since. */
    @Test
    public void whatCameLaterThanAPushStays() {
        CommitReceipt unused = store().ingest(pushed(NOW, samples(60)));
        CommitReceipt late = store().ingest(pushed(NOW.minusSeconds(60), samples(50)));
        assertEquals(0, late.added() + late.changed());
        assertEquals(List.of("0=60.0watch"), read(HEART));
    }

    /** An answer that is on its way while a push comes may be older than the push; nobody can tell. */
    @Test
    public void aPushEndsTheClaimsAroundIt() {
        ChunkClaim claim = claim(days(0, 7));
        CommitReceipt unused = store().ingest(pushed(NOW, samples(60)));
        StaleClaimException unusedToo =
                assertThrows(StaleClaimException.class, () -> store().commit(last(claim, samples(50))));
        assertEquals(List.of("0=60.0watch"), read(HEART));
        assertEquals(ChunkState.PENDING, chunk(claim.job(), 0).state());
    }

    private static IngestCommit pushed(Instant at, PageContent content) {
        RawPage page = new RawPage(
                RawPage.Origin.PUSH,
                VENDOR,
                FEED,
                Optional.empty(),
                at,
                Optional.empty(),
                0,
                "text/plain",
                RawBody.of("pushed".getBytes(StandardCharsets.UTF_8)));
        return new IngestCommit(ANN, VENDOR, FEED, new JobId("push"), days(0, 1), Optional.of(page), 1, content, NOW);
    }

    /** A watch and a phone that measure at one moment are two series. */
    @Test
    public void twoDevicesNeverCollapse() {
        CommitReceipt unused =
                commit(new PageContent(List.of(batch("watch", 60), batch("strap", 61)), List.of(), List.of()));
        assertEquals(Set.of("0=60.0watch", "0=61.0strap"), Set.copyOf(read(HEART)));
    }

    /** Readers compare numbers to know whether anything changed. */
    @Test
    public void theNumberRisesWithEveryCommit() {
        try (Snapshot empty = store().snapshot()) {
            assertEquals(0, empty.number());
        }
        long first = commit(samples(60)).number();
        long second = commit(samples(60, 61)).number();
        assertTrue(first > 0 && second > first, "commit numbers must rise");
        try (Snapshot snapshot = store().snapshot()) {
            assertEquals(second, snapshot.number());
        }
    }

    /** Whoever reads a year while a sync runs sees the store as it was when they began. */
    @Test
    public void aSnapshotDoesNotMove() {
        CommitReceipt unused = commit(samples(60));
        try (Snapshot before = store().snapshot()) {
            long number = before.number();
            CommitReceipt other = commit(samples(99, 100));
            assertEquals(List.of("0=60.0watch"), read(before, HEART));
            assertEquals(number, before.number());
            assertTrue(other.number() > number);
        }
        assertEquals(List.of("0=99.0watch", "1=100.0watch"), read(HEART));
    }
}
