package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.coverage.Grid.EARLIER;
import static org.healthwarehouse.coverage.Grid.LATER;
import static org.healthwarehouse.coverage.Grid.NOW;
import static org.healthwarehouse.coverage.Grid.YESTERDAY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.junit.jupiter.api.Test;

class LedgerGapDetectorTest {
    private static final Grid GRID = Grid.MINUTES;
    private static final TimeRange WHOLE = GRID.whole();

    private final GapDetector detector = GapDetector.byLedger();

    private static GapQuery query() {
        return new GapQuery(WHOLE, NOW, Optional.empty(), TimeRangeSet.EMPTY);
    }

    private static GapQuery forcedSince(Instant instant) {
        return new GapQuery(WHOLE, NOW, Optional.of(instant), TimeRangeSet.EMPTY);
    }

    private static CoverageEntry unavailable(Optional<Instant> retryAt) {
        return new CoverageEntry(WHOLE, Held.UNAVAILABLE, "no device", retryAt.isEmpty(), EARLIER, retryAt, 0);
    }

    @Test
    void withoutALedgerTheWholeRangeWasNeverFetched() {
        assertThat(detector.gaps(query(), List.of())).containsExactly(new Gap(WHOLE, GapReason.NEVER_FETCHED));
    }

    @Test
    void whatIsSettledIsNoGap() {
        assertThat(detector.gaps(query(), List.of(CoverageEntry.settled(WHOLE, EARLIER))))
                .isEmpty();
    }

    @Test
    void theGapsAreWhatTheLinesLeaveOpen() {
        List<CoverageEntry> lines = List.of(
                CoverageEntry.settled(GRID.range(40, 50), EARLIER), CoverageEntry.settled(GRID.range(10, 20), EARLIER));

        assertThat(detector.gaps(query(), lines))
                .containsExactly(
                        new Gap(GRID.range(0, 10), GapReason.NEVER_FETCHED),
                        new Gap(GRID.range(20, 40), GapReason.NEVER_FETCHED),
                        new Gap(GRID.range(50, 60), GapReason.NEVER_FETCHED));
    }

    @Test
    void whatFailedLastTimeIsRetried() {
        GapQuery query = new GapQuery(WHOLE, NOW, Optional.empty(), TimeRangeSet.of(GRID.range(10, 20)));

        assertThat(detector.gaps(query, List.of(CoverageEntry.settled(GRID.range(15, 60), EARLIER))))
                .containsExactly(
                        new Gap(GRID.range(0, 10), GapReason.NEVER_FETCHED),
                        new Gap(GRID.range(10, 15), GapReason.RETRY_AFTER_FAILURE));
    }

    @Test
    void whatIsProvisionalIsAGapOnceItIsDue() {
        assertThat(detector.gaps(query(), List.of(CoverageEntry.provisional(WHOLE, EARLIER, NOW))))
                .containsExactly(new Gap(WHOLE, GapReason.PROVISIONAL));
        assertThat(detector.gaps(query(), List.of(CoverageEntry.provisional(WHOLE, EARLIER, LATER))))
                .isEmpty();
    }

    @Test
    void whatWasFetchedInTheFutureIsStale() {
        assertThat(detector.gaps(query(), List.of(CoverageEntry.provisional(WHOLE, LATER, LATER.plusSeconds(60)))))
                .containsExactly(new Gap(WHOLE, GapReason.STALE));
    }

    @Test
    void forcingCountsEverythingFetchedBeforeAsMissing() {
        assertThat(detector.gaps(forcedSince(YESTERDAY), List.of(CoverageEntry.settled(WHOLE, EARLIER))))
                .containsExactly(new Gap(WHOLE, GapReason.FORCED));
        assertThat(detector.gaps(forcedSince(NOW), List.of(CoverageEntry.provisional(WHOLE, EARLIER, YESTERDAY))))
                .containsExactly(new Gap(WHOLE, GapReason.FORCED));
    }

    @Test
    void forcingDoesNotAskAgainForWhatWasFetchedSince() {
        assertThat(detector.gaps(forcedSince(YESTERDAY), List.of(CoverageEntry.settled(WHOLE, YESTERDAY))))
                .isEmpty();
    }

    @Test
    void whatIsUnavailableIsNoGapBeforeItsTimeHasCome() {
        assertThat(detector.gaps(query(), List.of(unavailable(Optional.of(LATER)))))
                .isEmpty();
        assertThat(detector.gaps(query(), List.of(unavailable(Optional.empty()))))
                .isEmpty();
        assertThat(detector.gaps(query(), List.of(unavailable(Optional.of(NOW)))))
                .extracting(Gap::range)
                .containsExactly(WHOLE);
    }

    @Test
    void whatIsUnavailableCanBeForced() {
        assertThat(detector.gaps(forcedSince(NOW), List.of(unavailable(Optional.empty()))))
                .containsExactly(new Gap(WHOLE, GapReason.FORCED));
    }

    @Test
    void whatWasPurgedIsNoGapEvenIfForced() {
        assertThat(detector.gaps(forcedSince(NOW), List.of(Grid.purged(WHOLE, EARLIER))))
                .isEmpty();
    }

    @Test
    void linesThatReachBeyondTheRangeAreCut() {
        GapQuery middle = new GapQuery(GRID.range(20, 40), NOW, Optional.empty(), TimeRangeSet.EMPTY);

        assertThat(detector.gaps(middle, List.of(CoverageEntry.provisional(WHOLE, EARLIER, YESTERDAY))))
                .containsExactly(new Gap(GRID.range(20, 40), GapReason.PROVISIONAL));
    }

    @Test
    void neighboursWithTheSameReasonAreOneGap() {
        assertThat(detector.gaps(
                        query(),
                        List.of(
                                CoverageEntry.provisional(GRID.range(0, 30), EARLIER, YESTERDAY),
                                CoverageEntry.provisional(GRID.range(30, 60), YESTERDAY, NOW))))
                .containsExactly(new Gap(WHOLE, GapReason.PROVISIONAL));
    }

    @Provide
    Arbitrary<List<CoverageEntry>> ledgers() {
        return GRID.ledgers();
    }

    @Provide
    Arbitrary<GapQuery> queries() {
        Arbitrary<Optional<Instant>> forced =
                Arbitraries.of(Optional.empty(), Optional.of(YESTERDAY), Optional.of(NOW));
        return Combinators.combine(GRID.ranges(), forced, GRID.sets())
                .as((range, since, failed) -> new GapQuery(range, NOW, since, failed));
    }

    @Property
    void everyMinuteIsAGapForTheReasonThatTheRulesGive(
            @ForAll("queries") GapQuery query, @ForAll("ledgers") List<CoverageEntry> ledger, @ForAll Random random) {
        List<CoverageEntry> lines = new ArrayList<>(ledger);
        Collections.shuffle(lines, random);

        List<Gap> gaps = detector.gaps(query, lines);

        for (int slot = 0; slot < GRID.slots(); slot++) {
            TimeRange minute = GRID.slot(slot);
            Optional<GapReason> expected =
                    query.range().contains(minute) ? reason(query, minute, GRID.line(ledger, slot)) : Optional.empty();
            assertThat(gaps.stream().filter(gap -> gap.range().contains(minute)).map(Gap::reason))
                    .containsExactlyElementsOf(expected.stream().toList());
        }
    }

    private static Optional<GapReason> reason(GapQuery query, TimeRange minute, Optional<CoverageEntry> known) {
        if (known.isEmpty()) {
            return Optional.of(
                    query.failed().contains(minute) ? GapReason.RETRY_AFTER_FAILURE : GapReason.NEVER_FETCHED);
        }
        CoverageEntry line = known.get();
        boolean tooOld = query.forcedSince().map(line.fetchedAt()::isBefore).orElse(false);
        boolean due = line.dueAt().map(at -> !at.isAfter(NOW)).orElse(false);
        if (line.held() == Held.PURGED) {
            return Optional.empty();
        } else if (tooOld) {
            return Optional.of(GapReason.FORCED);
        } else if (line.settled()) {
            return Optional.empty();
        } else if (line.fetchedAt().isAfter(NOW)) {
            return Optional.of(GapReason.STALE);
        }
        return due ? Optional.of(GapReason.PROVISIONAL) : Optional.empty();
    }

    @Property
    void gapsAreAscendingAndNeighboursDiffer(
            @ForAll("queries") GapQuery query, @ForAll("ledgers") List<CoverageEntry> ledger) {
        List<Gap> gaps = detector.gaps(query, ledger);

        for (int i = 1; i < gaps.size(); i++) {
            Gap before = gaps.get(i - 1);
            Gap after = gaps.get(i);
            assertThat(before.range().end()).isBeforeOrEqualTo(after.range().start());
            assertThat(before.range().end().equals(after.range().start()) && before.reason() == after.reason())
                    .isFalse();
        }
    }

    @Property
    void howTheLedgerWasCutDoesNotMatter(
            @ForAll("queries") GapQuery query, @ForAll("ledgers") List<CoverageEntry> ledger) {
        assertThat(detector.gaps(query, GRID.shredded(ledger))).isEqualTo(detector.gaps(query, ledger));
    }
}
