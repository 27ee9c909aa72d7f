package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.coverage.Grid.EARLIER;
import static org.healthwarehouse.coverage.Grid.LATER;
import static org.healthwarehouse.coverage.Grid.NOW;
import static org.healthwarehouse.coverage.Grid.YESTERDAY;

import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.junit.jupiter.api.Test;

class CoverageLedgerTest {
    private static TimeRange minutes(int first, int endExclusive) {
        return Grid.MINUTES.range(first, endExclusive);
    }

    private static CoverageEntry unavailable(TimeRange range) {
        return new CoverageEntry(range, Held.UNAVAILABLE, "no device", true, NOW, Optional.empty(), 0);
    }

    @Test
    void theFirstStatementIsTheOnlyLine() {
        CoverageEntry first = CoverageEntry.settled(minutes(0, 10), NOW);

        assertThat(CoverageLedger.add(List.of(), first)).containsExactly(first);
    }

    @Test
    void settledNeighboursBecomeOneLineOfTheOldestFetchTime() {
        assertThat(Grid.ledger(List.of(
                        CoverageEntry.settled(minutes(10, 20), EARLIER),
                        CoverageEntry.settled(minutes(20, 30), NOW),
                        CoverageEntry.settled(minutes(0, 10), YESTERDAY))))
                .containsExactly(CoverageEntry.settled(minutes(0, 30), EARLIER));
    }

    @Test
    void provisionalNeighboursStayApartIfTheirTimesDiffer() {
        CoverageEntry old = CoverageEntry.provisional(minutes(0, 10), EARLIER, YESTERDAY);
        CoverageEntry young = CoverageEntry.provisional(minutes(10, 20), YESTERDAY, NOW);

        assertThat(Grid.ledger(List.of(old, young))).containsExactly(old, young);
    }

    @Test
    void provisionalNeighboursThatSayTheSameBecomeOneLine() {
        assertThat(Grid.ledger(List.of(
                        CoverageEntry.provisional(minutes(0, 10), EARLIER, NOW),
                        CoverageEntry.provisional(minutes(10, 20), EARLIER, NOW))))
                .containsExactly(CoverageEntry.provisional(minutes(0, 20), EARLIER, NOW));
    }

    @Test
    void aNewerStatementCutsTheOlderOneInTwo() {
        CoverageEntry whole = CoverageEntry.provisional(minutes(0, 30), EARLIER, YESTERDAY);
        CoverageEntry middle = CoverageEntry.settled(minutes(10, 20), NOW);

        assertThat(Grid.ledger(List.of(whole, middle)))
                .containsExactly(whole.over(minutes(0, 10)), middle, whole.over(minutes(20, 30)));
    }

    @Test
    void unavailableNeverLowersWhatIsHeld() {
        CoverageEntry held = CoverageEntry.settled(minutes(10, 20), EARLIER);
        CoverageEntry refused = unavailable(minutes(0, 30));

        assertThat(Grid.ledger(List.of(held, refused)))
                .containsExactly(refused.over(minutes(0, 10)), held, refused.over(minutes(20, 30)));
    }

    @Test
    void whatIsHeldAndDueIsDueLaterOnceTheSourceCannotTell() {
        CoverageEntry held = CoverageEntry.provisional(minutes(10, 20), EARLIER, YESTERDAY);
        CoverageEntry refused =
                new CoverageEntry(minutes(0, 30), Held.UNAVAILABLE, "no device", false, NOW, Optional.of(LATER), 3);

        assertThat(Grid.ledger(List.of(held, refused)))
                .containsExactly(
                        refused.over(minutes(0, 10)),
                        new CoverageEntry(minutes(10, 20), Held.HELD, "", false, EARLIER, Optional.of(LATER), 3),
                        refused.over(minutes(20, 30)));
    }

    @Test
    void heldTakesThePlaceOfUnavailable() {
        CoverageEntry held = CoverageEntry.settled(minutes(0, 30), NOW);

        assertThat(Grid.ledger(List.of(unavailable(minutes(10, 20)), held))).containsExactly(held);
    }

    @Test
    void purgedStaysPurgedWhateverIsFetched() {
        CoverageEntry purged = Grid.purged(minutes(10, 20), EARLIER);
        CoverageEntry fetched = CoverageEntry.settled(minutes(0, 30), NOW);

        assertThat(Grid.ledger(List.of(purged, fetched)))
                .containsExactly(fetched.over(minutes(0, 10)), purged, fetched.over(minutes(20, 30)));
    }

    @Test
    void whatIsHeldCanBePurged() {
        CoverageEntry held = CoverageEntry.settled(minutes(0, 30), EARLIER);
        CoverageEntry purged = Grid.purged(minutes(0, 20), NOW);

        assertThat(Grid.ledger(List.of(held, purged))).containsExactly(purged, held.over(minutes(20, 30)));
    }

    @Test
    void rangesPicksTheLinesThatPass() {
        List<CoverageEntry> lines = Grid.ledger(List.of(
                CoverageEntry.settled(minutes(0, 10), NOW),
                unavailable(minutes(10, 20)),
                CoverageEntry.settled(minutes(20, 30), NOW)));

        assertThat(CoverageLedger.ranges(lines, line -> line.held() == Held.HELD))
                .isEqualTo(TimeRangeSet.of(minutes(0, 10), minutes(20, 30)));
        assertThat(CoverageLedger.unknown(minutes(5, 40), lines)).isEqualTo(TimeRangeSet.of(minutes(30, 40)));
    }
}
