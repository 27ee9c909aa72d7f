package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;
import org.junit.jupiter.api.Test;

/** The rules about the ledger. {@link org.healthwarehouse.coverage.CoverageLedger} knows them; a storage applies it. */
public abstract class LedgerRules extends RecordRules {
    private static final LocalDate DATE = LocalDate.ofInstant(T0, ZoneOffset.UTC);

    /** Instances are made by JUnit. */
    protected LedgerRules() {}

    private void enter(TimeRange chunk, CoverageEntry... lines) {
        CommitReceipt unused = store().commit(last(claim(chunk), PageContent.EMPTY, lines));
    }

    private static CoverageEntry line(TimeRange range, Held held) {
        return new CoverageEntry(range, held, held == Held.HELD ? "" : "some reason", true, NOW, Optional.empty(), 0);
    }

    /** What was said last about a moment counts; a moment is never in two states. */
    @Test
    public void theNewerLineWins() {
        CoverageEntry provisional = CoverageEntry.provisional(days(0, 10), NOW, NOW.plusSeconds(60));
        enter(days(0, 10), provisional);
        enter(days(3, 2), CoverageEntry.settled(days(3, 2), NOW));
        assertEquals(
                List.of(
                        provisional.over(days(0, 3)),
                        CoverageEntry.settled(days(3, 2), NOW),
                        provisional.over(days(5, 5))),
                ledger(days(0, 30)));
    }

    /** Years of settled chunks are a handful of lines. */
    @Test
    public void neighboursThatSayTheSameMerge() {
        enter(days(0, 5), CoverageEntry.settled(days(0, 5), NOW));
        enter(days(5, 5), CoverageEntry.settled(days(5, 5), NOW.plusSeconds(60)));
        assertEquals(List.of(CoverageEntry.settled(days(0, 10), NOW)), ledger(days(0, 30)));
    }

    /** That a vendor can no longer tell does not undo what it told. */
    @Test
    public void unavailableNeverLowersWhatIsHeld() {
        enter(days(0, 5), CoverageEntry.settled(days(0, 5), NOW));
        enter(days(3, 5), line(days(3, 5), Held.UNAVAILABLE));
        assertEquals(
                List.of(CoverageEntry.settled(days(0, 5), NOW), line(days(5, 3), Held.UNAVAILABLE)),
                ledger(days(0, 30)));
    }

    /** What a person removed on purpose does not come back by itself. */
    @Test
    public void whatWasPurgedStaysPurged() {
        enter(days(0, 5), line(days(0, 5), Held.PURGED));
        enter(days(0, 8), CoverageEntry.settled(days(0, 8), NOW));
        assertEquals(
                List.of(line(days(0, 5), Held.PURGED), CoverageEntry.settled(days(5, 3), NOW)), ledger(days(0, 30)));
    }

    /** A guess from what the clock said once would be hours off where clocks changed or the person travelled. */
    @Test
    public void aDateThatWasReckonedNeverTakesThePlaceOfAnExactOne() {
        LocalDay exact = new LocalDay(DATE, new TimeRange(T0.minusSeconds(3600), T0.plusSeconds(22 * 3600)));
        LocalDay early = LocalDay.reckoned(DATE, days(0, 1));
        LocalDay late = LocalDay.reckoned(DATE, new TimeRange(T0.plusSeconds(3600), T0.plusSeconds(25 * 3600)));
        tell(early);
        tell(late);
        assertEquals(List.of(late), told(), "of two that were reckoned the later counts");
        tell(exact, early);
        assertEquals(List.of(exact), told());
        tell(early);
        assertEquals(List.of(exact), told());
    }

    private void tell(LocalDay... days) {
        CommitReceipt unused =
                commit(new PageContent(List.of(), List.of(), List.of(), List.of(), List.of(days), List.of()));
    }

    private List<LocalDay> told() {
        try (Snapshot snapshot = store().snapshot()) {
            return snapshot.localDays(ANN, VENDOR, days(0, 30));
        }
    }

    /** Lines are answered whole, so that two questions never give two versions of one line. */
    @Test
    public void linesAreNotCutAtTheEdgesOfAQuestion() {
        enter(days(0, 10), CoverageEntry.settled(days(0, 10), NOW));
        assertEquals(List.of(CoverageEntry.settled(days(0, 10), NOW)), ledger(days(4, 1)));
        assertEquals(List.of(), ledger(days(10, 1)));
    }
}
