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
                boolean opened =
                        range.contains(GRID.slot(slot)) && was.get().held() != Held.PURGED;
                assertThat(is.get().held()).isEqualTo(was.get().held());
                assertThat(is.get().fetchedAt()).isBeforeOrEqualTo(was.get().fetchedAt());
                assertThat(is.get().isReopened()).isEqualTo(opened && was.get().settled());
                if (opened) {
                    assertThat(is.get().dueAt()).hasValueSatisfying(due -> assertThat(due)
                            .isBeforeOrEqualTo(Grid.NOW));
                } else {
                    assertThat(is.get().settled()).isEqualTo(was.get().settled());
                    assertThat(is.get().dueAt()).isEqualTo(was.get().dueAt());
                }
            }
        }
    }

    @Property
    void openingTwiceIsOpeningOnce(
            @ForAll("ledgers") List<CoverageEntry> ledger, @ForAll("ranges") TimeRange range) {
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
    void aRefusalIsDueLaterEachTimeAndNeverBeyondThirtyDays(
            @ForAll("ledgers") List<CoverageEntry> ledger,
            @ForAll("ranges") TimeRange range,
            @ForAll("backoffs") Duration recheck) {
        List<CoverageEntry> lines = ledger;
        Instant asked = Grid.NOW.plusSeconds(1);
        Duration before = Duration.ZERO;
        for (int times = 0; times < 8; times++) {
            for (CoverageEntry refusal :
                    Unavailability.backingOff(range, lines, "not found", asked, recheck)) {
                lines = CoverageLedger.add(lines, refusal);
            }
            TimeRangeSet due = TimeRangeSet.of(GapDetector.byLedger()
                    .gaps(new GapQuery(range, asked, Optional.empty(), TimeRangeSet.EMPTY), lines)
                    .stream()
                    .map(Gap::range)
                    .toList());
            assertThat(due).isEqualTo(TimeRangeSet.EMPTY);
            Instant last = lines.stream()
                    .flatMap(line -> line.dueAt().stream())
                    .max(Instant::compareTo)
                    .orElse(asked);
            Duration wait = Duration.between(asked, last);
            assertThat(wait).isBetween(before.isZero() ? Duration.ZERO : Duration.ofMillis(1), Unavailability.LONGEST);
            before = wait;
            asked = last.isAfter(asked) ? last : asked;
        }
    }
}
