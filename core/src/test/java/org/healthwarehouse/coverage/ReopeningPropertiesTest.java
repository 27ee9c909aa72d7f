package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/** Opening settled time again, over random ledgers. */
class ReopeningPropertiesTest {
    private static final Grid GRID = Grid.MINUTES;

    @Provide
    Arbitrary<List<CoverageEntry>> ledgers() {
        return GRID.ledgers();
    }

    @Provide
    Arbitrary<TimeRange> ranges() {
        return GRID.ranges();
    }

    @Provide
    Arbitrary<Duration> backoffs() {
        return Arbitraries.of(Duration.ZERO, Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(40));
    }

    @Property
    void insideEverythingButThePurgedIsDueAndOutsideNothingChanges(
            @ForAll("ledgers") List<CoverageEntry> ledger, @ForAll("ranges") TimeRange range) {
        List<CoverageEntry> after = Reopening.reopen(ledger, range, Grid.NOW);

        for (int slot = 0; slot < GRID.slots(); slot++) {
            Optional<CoverageEntry> was = GRID.line(ledger, slot);
            Optional<CoverageEntry> is = GRID.line(after, slot);
            assertThat(is.isPresent()).isEqualTo(was.isPresent());
            if (was.isPresent()) {
                boolean opened = range.contains(GRID.slot(slot)) && was.get().held() != Held.PURGED;
                assertThat(is.get().held()).isEqualTo(was.get().held());
                assertThat(is.get().fetchedAt()).isBeforeOrEqualTo(was.get().fetchedAt());
                assertThat(is.get().isReopened()).isEqualTo(opened && was.get().settled());
                if (opened) {
                    assertThat(is.get().dueAt())
                            .hasValueSatisfying(due -> assertThat(due).isBeforeOrEqualTo(Grid.NOW));
                } else {
                    assertThat(is.get().settled()).isEqualTo(was.get().settled());
                    assertThat(is.get().dueAt()).isEqualTo(was.get().dueAt());
                }
            }
        }
    }

    @Property
    void openingTwiceIsOpeningOnce(@ForAll("ledgers") List<CoverageEntry> ledger, @ForAll("ranges") TimeRange range) {
        List<CoverageEntry> once = Reopening.reopen(ledger, range, Grid.NOW);

        assertThat(Reopening.reopen(once, range, Grid.NOW)).isEqualTo(once);
    }

    @Property
    void allOfItIsAGapThatSaysWhy(@ForAll("ledgers") List<CoverageEntry> ledger, @ForAll("ranges") TimeRange range) {
        TimeRangeSet opened = CoverageLedger.ranges(ledger, line -> line.settled() && line.held() != Held.PURGED)
                .intersection(TimeRangeSet.of(range));

        List<Gap> gaps = GapDetector.byLedger()
                .gaps(
                        new GapQuery(GRID.whole(), Grid.NOW, Optional.empty(), TimeRangeSet.EMPTY),
                        Reopening.reopen(ledger, range, Grid.NOW));

        assertThat(TimeRangeSet.of(gaps.stream()
                        .filter(gap -> gap.reason() == GapReason.REOPENED)
                        .map(Gap::range)
                        .toList()))
                .isEqualTo(opened);
    }

    @Property
    void afterARefusalNothingOfTheRangeIsDueAndAnswersOnlyLaterChangeThat(
            @ForAll("ledgers") List<CoverageEntry> ledger,
            @ForAll("ranges") TimeRange range,
            @ForAll("backoffs") Duration recheck) {
        Instant asked = Grid.NOW.plusSeconds(1);
        List<CoverageEntry> lines = ledger;
        for (CoverageEntry refusal : Unavailability.backingOff(range, ledger, "not found", asked, recheck)) {
            assertThat(refusal.dueAt().orElseThrow())
                    .isAfter(asked)
                    .isBeforeOrEqualTo(asked.plus(Unavailability.LONGEST));
            lines = CoverageLedger.add(lines, refusal);
        }
        assertThat(GapDetector.byLedger().gaps(new GapQuery(range, asked, Optional.empty(), TimeRangeSet.EMPTY), lines))
                .isEmpty();
        assertThat(CoverageLedger.ranges(lines, line -> line.held() == Held.HELD))
                .isEqualTo(CoverageLedger.ranges(ledger, line -> line.held() == Held.HELD));
    }

    @Property
    void everyBackOffIsTwiceTheLastUpToThirtyDays(
            @ForAll("backoffs") Duration recheck, @ForAll @IntRange(max = 19) int refusals) {
        Duration next = Unavailability.backoff(recheck, refusals).multipliedBy(2);

        assertThat(Unavailability.backoff(recheck, refusals + 1))
                .isEqualTo(next.compareTo(Unavailability.LONGEST) > 0 ? Unavailability.LONGEST : next);
    }
}
