package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.junit.jupiter.api.Test;

class LateArrivalTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Instant TODAY = Instant.parse("2026-06-15T00:00:00Z");

    private static TimeRange day(int ago) {
        return new TimeRange(TODAY.minus(Duration.ofDays(ago)), TODAY.minus(Duration.ofDays(ago - 1)));
    }

    private static List<CoverageEntry> lines(TimeRange range, TimeRangeSet withData) {
        return LateArrival.keepEmptyDaysOpen(Settling.DEFAULT.entries(range, NOW), withData, NOW);
    }

    @Test
    void anEmptyDayOfTheLastMonthStaysOpenUntilThirtyDaysAfterItsEnd() {
        assertThat(lines(day(12), TimeRangeSet.EMPTY))
                .containsExactly(
                        CoverageEntry.provisional(day(12), NOW, day(12).end().plus(Duration.ofDays(30))));
    }

    @Test
    void aDayWithDataSettles() {
        assertThat(lines(day(12), TimeRangeSet.of(day(12)))).containsExactly(CoverageEntry.settled(day(12), NOW));
    }

    @Test
    void anEmptyDayThatWasOlderWhenItWasAskedSettlesAtOnce() {
        assertThat(lines(day(40), TimeRangeSet.EMPTY)).containsExactly(CoverageEntry.settled(day(40), NOW));
    }

    @Test
    void aDecadeOfEmptyDaysBecomesAHandfulOfLines() {
        TimeRange decade = new TimeRange(TODAY.minus(Duration.ofDays(3650)), NOW);

        assertThat(lines(decade, TimeRangeSet.EMPTY)).hasSizeLessThan(30);
    }

    @Test
    void anEmptyDayIsDueAtOneThreeSevenAndThirtyDaysAfterItsEnd() {
        Instant end = NOW.minus(Duration.ofDays(40));
        assertThat(List.of(0, 1, 2, 3, 6, 7, 29).stream()
                        .map(age -> LateArrival.due(end, Optional.empty(), end.plus(Duration.ofDays(age)))
                                .orElseThrow())
                        .map(due -> Duration.between(end, due).toDays()))
                .containsExactly(1L, 3L, 3L, 7L, 7L, 30L, 30L);
        assertThat(LateArrival.due(end, Optional.empty(), end.plus(Duration.ofDays(30))))
                .isEmpty();
    }

    @Test
    void anEmptyDayThatIsDueWithinADayAnywayIsNotAskedOnceMore() {
        Instant soon = NOW.plus(Duration.ofDays(1));
        assertThat(LateArrival.due(NOW.minus(Duration.ofHours(60)), Optional.of(soon), NOW))
                .contains(soon);
        assertThat(LateArrival.due(NOW.minus(Duration.ofHours(60)), Optional.of(soon.plusMillis(1)), NOW))
                .contains(NOW.plus(Duration.ofHours(12)));
    }

    @Test
    void whereProvisionalTimeIsCheckedWeeklyEmptyDaysAreCheckedMoreOften() {
        Settling weekly = new Settling(Duration.ofDays(7), Duration.ofHours(2), Duration.ZERO, Duration.ofDays(7));
        TimeRange days = new TimeRange(day(3).start(), day(2).end());

        assertThat(LateArrival.keepEmptyDaysOpen(weekly.entries(days, NOW), TimeRangeSet.of(day(3)), NOW))
                .containsExactlyInAnyOrder(
                        CoverageEntry.provisional(day(2), NOW, day(2).end().plus(Duration.ofDays(3))),
                        CoverageEntry.provisional(day(3), NOW, NOW.plus(Duration.ofDays(7))));
    }

    @Property
    void theLinesTogetherAreExactlyTheRange(
            @ForAll @IntRange(min = 1, max = 900) int hoursAgo,
            @ForAll @IntRange(min = 1, max = 500) int hours,
            @ForAll @IntRange(min = 0, max = 40) int dayWithData) {
        Instant start = NOW.minus(Duration.ofHours(hoursAgo));
        Instant end = start.plus(Duration.ofHours(hours));
        TimeRange range = new TimeRange(start, end.isBefore(NOW) ? end : NOW);

        List<CoverageEntry> lines = lines(range, TimeRangeSet.of(day(dayWithData)));

        assertThat(TimeRangeSet.of(lines.stream().map(CoverageEntry::range).toList()))
                .isEqualTo(TimeRangeSet.of(range));
        assertThat(lines.stream()
                        .mapToLong(line -> line.range().duration().toMillis())
                        .sum())
                .as("no line overlaps another")
                .isEqualTo(range.duration().toMillis());
        assertThat(lines)
                .filteredOn(line -> line.range().intersects(day(dayWithData))
                        && line.range().end().isBefore(NOW.minus(Duration.ofDays(7))))
                .allMatch(CoverageEntry::settled);
    }
}
