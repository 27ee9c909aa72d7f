package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.KeptPage;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.RawStore;
import org.healthwarehouse.storage.ReplayCommit;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StaleClaimException;
import org.junit.jupiter.api.Test;

/** The rules about the vendors' bytes and what is read off them anew; for storages that keep them. */
public abstract class RawRules extends KeepingRules {
    private static final TimeRange ALWAYS = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);

    /** Instances are made by JUnit. */
    protected RawRules() {}

    private RawStore raw() {
        RawStore raw = store().raw();
        assumeTrue(!raw.equals(RawStore.NONE), "the storage keeps no bytes");
        return raw;
    }

    private List<KeptPage> pages(TimeRange asked) {
        return raw().pages(ANN, VENDOR, FEED, asked);
    }

    /** A parser of ten years from now gets what the vendor sent, and what was asked. */
    @Test
    public void bytesAreReadBackAsTheyCame() throws IOException {
        long number = commit(samples(60)).number();
        List<KeptPage> pages = pages(days(0, 30));
        assertEquals(1, pages.size());
        KeptPage page = pages.get(0);
        assertEquals(number, page.number());
        assertEquals(days(0, 30), page.asked());
        assertEquals(1, page.parserVersion());
        assertEquals(
                Optional.of(new FetchRequest.Window(ANN, FEED, days(0, 30), Optional.empty())),
                page.page().request());
        assertEquals(NOW, page.page().startedAt());
        try (InputStream in = page.page().body().open()) {
            assertArrayEquals("{}".getBytes(StandardCharsets.UTF_8), in.readAllBytes());
        }
    }

    /** The last page that names an item has the last word on it; bytes that came twice are two pages. */
    @Test
    public void pagesAreListedInTheOrderInWhichTheyWereFetched() {
        long first = store().commit(last(claim(days(10, 5)), samples(60))).number();
        long second = store().commit(last(claim(days(0, 12)), samples(61))).number();
        long third = store().commit(last(claim(days(20, 5)), samples(62))).number();
        assertEquals(
                List.of(first, second, third),
                pages(ALWAYS).stream().map(KeptPage::number).toList());
        assertEquals(
                List.of(first, second),
                pages(days(11, 3)).stream().map(KeptPage::number).toList());
    }

    /** Whoever wants no bytes to be kept must not find them in a backup. */
    @Test
    public void bytesThatAreNotWantedAreNotKept() {
        RawStore unused = raw();
        CommitReceipt receipt = store().commit(
                        last(claim(days(0, 30)), samples(60)).keeping(new PageCommit.Keeping(false, Optional.empty())));
        assertEquals(1, receipt.added());
        assertEquals(List.of(), pages(ALWAYS));
    }

    /** Rows and ledger live on without the bytes they were read off. */
    @Test
    public void droppedBytesAreGoneAndNothingElse() {
        long first = commit(samples(60)).number();
        long second = commit(samples(61)).number();
        assertEquals(1, raw().drop(ANN, VENDOR, FEED, List.of(first)));
        assertEquals(
                List.of(second), pages(ALWAYS).stream().map(KeptPage::number).toList());
        assertEquals(List.of("0=61.0watch"), read(HEART));
        assertEquals(0, raw().drop(ANN, VENDOR, FEED, List.of(first)), "dropped twice");
    }

    /** What the newer parser reads takes the place of what the older one read; and that stays readable. */
    @Test
    public void whatIsReadAgainTakesThePlaceOfWhatWasRead() {
        long page = commit(samples(60, 61)).number();
        CommitReceipt receipt = replay(claim(days(0, 30)), Map.of(page, samples(70)));
        assertEquals(List.of("0=70.0watch"), read(HEART));
        assertEquals(Set.of(HEART), receipt.touched());
        assertTrue(receipt.number() > page, "the number rises with what is read");
        try (Snapshot before = store().snapshot(page)) {
            assertEquals(List.of("0=60.0watch", "1=61.0watch"), read(before, HEART));
        }
        assertEquals(
                receipt.number(),
                replay(claim(days(0, 30)), Map.of(page, samples(70))).number(),
                "nothing is written twice");
    }

    /** What came from elsewhere is none of the parser's business. */
    @Test
    public void rowsOfPagesThatAreNotReadAgainStay() {
        long older = commit(samples(60, 61)).number();
        long newer = commit(samples(65)).number();
        assertTrue(newer > older);
        CommitReceipt unused = replay(claim(days(0, 30)), Map.of(older, samples(70, 71)));
        assertEquals(List.of("0=65.0watch", "1=71.0watch"), read(HEART));
    }

    /** An older page still names what the source has taken away since. */
    @Test
    public void whatItsSourceTookAwayDoesNotComeBack() {
        long page = commit(records(workout("a", 1, 2, 5000))).number();
        CommitReceipt unused = commit(new PageContent(
                List.of(),
                List.of(),
                List.of(),
                List.of(new PageContent.Deletion(WORKOUTS.type(), RecordKey.uuid("a"))),
                List.of(),
                List.of()));
        CommitReceipt unusedToo =
                replay(claim(days(0, 30)), Map.of(page, records(workout("a", 1, 2, 6000), workout("b", 3, 4, 1000))));
        assertEquals(1, read(WORKOUTS).size());
        assertTrue(read(WORKOUTS).get(0).contains("1000"));
    }

    /** A newer parser may know better whether a date is exact; what pages of elsewhere say of it stays. */
    @Test
    public void aDateThatIsReadAgainIsAsExactAsItIsToldNow() {
        LocalDay exact = new LocalDay(LocalDate.ofInstant(T0, ZoneOffset.UTC), days(0, 1));
        LocalDay reckoned = LocalDay.reckoned(exact.date(), TimeRange.of(T0.plusSeconds(3600), T0.plusSeconds(90_000)));
        long page = commit(told(exact)).number();
        CommitReceipt unused = replay(claim(days(0, 30)), Map.of(page, told(reckoned)));
        assertEquals(List.of(reckoned), daysOf());
        long other = commit(told(reckoned)).number();
        unused = replay(claim(days(0, 30)), Map.of(page, told(exact)));
        assertEquals(List.of(exact), daysOf(), "whatever came later was only reckoned");
        unused = replay(claim(days(0, 30)), Map.of(other, told(reckoned)));
        assertEquals(List.of(exact), daysOf());
    }

    private static PageContent told(LocalDay day) {
        return new PageContent(List.of(), List.of(), List.of(), List.of(), List.of(day), List.of());
    }

    private List<LocalDay> daysOf() {
        try (Snapshot snapshot = store().snapshot()) {
            return snapshot.localDays(ANN, VENDOR, days(0, 30));
        }
    }

    /** Somebody else may be at it already. */
    @Test
    public void whatIsReadAgainUnderALostClaimIsNotWritten() {
        long page = commit(samples(60)).number();
        ChunkClaim claim = claim(days(0, 30));
        store().jobs().releaseAll(OWNER);
        StaleClaimException unused =
                assertThrows(StaleClaimException.class, () -> replay(claim, Map.of(page, samples(70))));
        assertEquals(List.of("0=60.0watch"), read(HEART));
        assertEquals(ChunkState.PENDING, chunk(claim.job(), 0).state());
    }

    private CommitReceipt replay(ChunkClaim claim, Map<Long, PageContent> contents) {
        List<ReplayCommit.Page> read = new ArrayList<>();
        contents.forEach((number, content) -> read.add(new ReplayCommit.Page(number, content, PageContent.EMPTY)));
        return raw().replay(new ReplayCommit(
                claim, ALWAYS, Set.of(HEART, WORKOUTS), read, Map.of(), true, 2, List.of(), List.of(), NOW));
    }
}
