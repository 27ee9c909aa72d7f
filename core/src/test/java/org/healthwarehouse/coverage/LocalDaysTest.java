package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.healthwarehouse.model.TimeRange;
import org.junit.jupiter.api.Test;

class LocalDaysTest {
    private static final LocalDate DATE = LocalDate.of(2026, 3, 29);

    private static TimeRange range(String start, String end) {
        return TimeRange.of(Instant.parse(start), Instant.parse(end));
    }

    @Test
    void withoutAnyKnownDateADateMayBeAnywhereOnEarth() {
        assertThat(LocalDays.UNKNOWN.interval(DATE)).isEqualTo(range("2026-03-28T10:00:00Z", "2026-03-30T12:00:00Z"));
    }

    @Test
    void nearAKnownDateItIsAtItsOffsetsWithAnHourForAChangeOfClocks() {
        // Clocks are put forward: UTC+1 at the start, UTC+2 at the end.
        LocalDays days = LocalDays.of(Map.of(DATE, range("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")));

        assertThat(days.interval(DATE).duration()).isEqualTo(Duration.ofHours(23));
        assertThat(days.interval(DATE.plusDays(7))).isEqualTo(range("2026-04-04T21:00:00Z", "2026-04-06T00:00:00Z"));
        assertThat(days.interval(DATE.plusDays(8)).duration())
                .as("too far away to say anything")
                .isEqualTo(Duration.ofHours(50));
    }

    @Test
    void anUnknownDateLikeliestLiesBetweenItsKnownNeighbours() {
        LocalDays days = LocalDays.of(Map.of(
                DATE.minusDays(1), range("2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z"),
                DATE.plusDays(1), range("2026-03-29T22:00:00Z", "2026-03-30T22:00:00Z")));

        assertThat(days.likeliest(DATE)).isEqualTo(range("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"));
        assertThat(days.likeliest(DATE.plusDays(1))).isEqualTo(days.interval(DATE.plusDays(1)));
        assertThat(days.likeliest(DATE.plusDays(2)).start()).isEqualTo(Instant.parse("2026-03-30T22:00:00Z"));
    }

    @Test
    void anIntervalOutsideAnyPlaceOnEarthIsCut() {
        LocalDays days = LocalDays.of(Map.of(DATE, range("2026-03-28T23:00:00Z", "2026-03-29T01:00:00Z")));

        assertThat(days.interval(DATE).end())
                .as("half a day was told, but no date ends that early")
                .isEqualTo(Instant.parse("2026-03-29T10:00:00Z"));
    }

    @Test
    void theLaterWordCounts() {
        TimeRange later = range("2026-03-28T22:00:00Z", "2026-03-29T22:00:00Z");
        LocalDays days = LocalDays.of(Map.of(DATE, range("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")))
                .with(LocalDays.of(Map.of(DATE, later)));

        assertThat(days.interval(DATE)).isEqualTo(later);
    }

    @Test
    void whatWasReckonedNeverCountsWhereAnotherIsExact() {
        TimeRange exact = range("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
        TimeRange guess = range("2026-03-28T22:00:00Z", "2026-03-29T22:00:00Z");
        LocalDays reckoned = LocalDays.reckoned(Map.of(DATE, guess));

        assertThat(LocalDays.of(Map.of(DATE, exact)).with(reckoned).interval(DATE))
                .isEqualTo(exact);
        assertThat(reckoned.with(LocalDays.of(Map.of(DATE, exact)))
                        .with(reckoned)
                        .interval(DATE))
                .isEqualTo(exact);
        TimeRange other = range("2026-03-28T23:00:00Z", "2026-03-29T23:00:00Z");
        assertThat(reckoned.with(LocalDays.reckoned(Map.of(DATE, other))).interval(DATE))
                .as("of two guesses the later counts")
                .isEqualTo(other);
    }

    @Test
    void theFirstAndTheLastDateOfAllCanBeAskedFor() {
        LedgerAxis axis = LedgerAxis.of(TimeAxis.LOCAL_DATE, LocalDays.UNKNOWN);
        TimeRange all = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);

        assertThat(axis.toLedger(all)).isEqualTo(all);
        assertThat(axis.toUtc(all)).isEqualTo(all);
    }

    @Test
    void aHoleThatTheVendorLeavesBetweenTwoDatesAsksForBoth() {
        LocalDays days = LocalDays.of(Map.of(
                DATE,
                range("2026-03-28T23:00:00Z", "2026-03-29T20:00:00Z"),
                DATE.plusDays(1),
                range("2026-03-29T22:00:00Z", "2026-03-30T22:00:00Z")));

        assertThat(LedgerAxis.of(TimeAxis.LOCAL_DATE, days)
                        .toLedger(range("2026-03-29T20:30:00Z", "2026-03-29T21:00:00Z")))
                .isEqualTo(TimeRange.ofDates(DATE, DATE.plusDays(2)));
    }
}
