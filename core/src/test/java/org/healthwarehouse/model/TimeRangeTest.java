package org.healthwarehouse.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private static TimeRange days(int first, int endExclusive) {
        return new TimeRange(NEW_YEAR.plus(Duration.ofDays(first)), NEW_YEAR.plus(Duration.ofDays(endExclusive)));
    }

    @Test
    void refusesAReversedRangeAndSaysToExchangeTheEnds() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> days(3, 1))
                .withMessageContainingAll(
                        "2026-01-04T00:00:00Z to 2026-01-02T00:00:00Z",
                        "must start before it ends",
                        "exchange start and end");
    }

    @Test
    void refusesAnEmptyRangeAndSaysToGiveALaterEnd() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> days(3, 3))
                .withMessageContainingAll(
                        "2026-01-04T00:00:00Z", "must start before it ends", "give an end after the start");
    }

    @Test
    void refusesARangeThatIsEmptyOnceCutToMilliseconds() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> new TimeRange(NEW_YEAR.plusNanos(1), NEW_YEAR.plusNanos(999_999)));
    }

    @ParameterizedTest
    @CsvSource({
        "0001-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z, 9999-12-31T23:59:59Z",
        "1899-12-31T23:59:59.999Z, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z, 2200-01-01T00:00:00.001Z",
        "-1000000000-01-01T00:00:00Z, +1000000000-12-31T23:59:59.999999999Z"
    })
    void refusesYearsThatNobodyMeans(Instant start, Instant end) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> new TimeRange(start, end))
                .withMessageContainingAll(
                        start + " to " + end,
                        "must lie between 1900-01-01T00:00:00Z and 2200-01-01T00:00:00Z",
                        "check the year");
    }

    @Test
    void refusesMillisecondsThatAreNoDate() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> TimeRange.ofMillis(Long.MIN_VALUE, Long.MAX_VALUE))
                .withMessageContaining("check the year");
    }

    @Test
    void acceptsTheWholeTimeThatIsSupported() {
        assertThatNoException().isThrownBy(() -> new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST));
    }

    @Test
    void theExceptionCarriesTheFailureAsAValue() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> days(1, 0))
                .satisfies(refused -> assertThat(refused.failure())
                        .isInstanceOf(Failure.InvalidParameter.class)
                        .returns(refused.getMessage(), Failure::message));
    }

    @Test
    void containsItsStartButNotItsEnd() {
        TimeRange range = days(1, 2);

        assertThat(range.contains(range.start())).isTrue();
        assertThat(range.contains(range.end().minusMillis(1))).isTrue();
        assertThat(range.contains(range.end())).isFalse();
        assertThat(range.contains(range.start().minusMillis(1))).isFalse();
    }

    @Test
    void containsARangeThatReachesUpToItsEdgesOnly() {
        assertThat(days(1, 5).contains(days(1, 5))).isTrue();
        assertThat(days(1, 5).contains(days(2, 5))).isTrue();
        assertThat(days(1, 5).contains(days(0, 5))).isFalse();
        assertThat(days(1, 5).contains(days(1, 6))).isFalse();
    }

    @Test
    void rangesThatOnlyTouchHaveNothingInCommon() {
        assertThat(days(0, 1).intersects(days(1, 2))).isFalse();
        assertThat(days(1, 2).intersects(days(0, 1))).isFalse();
        assertThat(days(0, 1).intersection(days(1, 2))).isEmpty();
    }

    @Test
    void intersectsARangeWithAMillisecondInCommon() {
        TimeRange first = days(0, 1);
        TimeRange second = new TimeRange(first.end().minusMillis(1), first.end().plusMillis(5));

        assertThat(first.intersects(second)).isTrue();
        assertThat(first.intersection(second))
                .contains(new TimeRange(first.end().minusMillis(1), first.end()));
    }

    @Test
    void intersectionIsTheSameFromBothSides() {
        assertThat(days(0, 3).intersection(days(1, 5))).contains(days(1, 3));
        assertThat(days(1, 5).intersection(days(0, 3))).contains(days(1, 3));
        assertThat(days(0, 9).intersection(days(2, 4))).contains(days(2, 4));
    }

    @Test
    void hullReachesAcrossTheHoleBetweenTwoRanges() {
        assertThat(days(0, 1).hull(days(4, 5))).isEqualTo(days(0, 5));
        assertThat(days(4, 5).hull(days(0, 1))).isEqualTo(days(0, 5));
        assertThat(days(0, 9).hull(days(4, 5))).isEqualTo(days(0, 9));
    }

    @Test
    void isCutToMilliseconds() {
        assertThat(new TimeRange(NEW_YEAR.plusNanos(1_999_999), NEW_YEAR.plusNanos(3_500_000)))
                .isEqualTo(TimeRange.ofMillis(NEW_YEAR.toEpochMilli() + 1, NEW_YEAR.toEpochMilli() + 3));
    }

    @Test
    void millisecondsBefore1970AreCutDownwardsToo() {
        assertThat(new TimeRange(Instant.parse("1969-12-31T23:59:59.9995Z"), NEW_YEAR).startMs())
                .isEqualTo(-1);
    }

    @Test
    void datesAreWrittenAsTheirUtcMidnights() {
        assertThat(TimeRange.ofDates(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 3, 30)))
                .hasToString("2026-03-29T00:00:00Z/2026-03-30T00:00:00Z");
    }

    @Test
    void durationIsTheTimeFromStartToEnd() {
        assertThat(TimeRange.of(NEW_YEAR, NEW_YEAR.plus(Duration.ofDays(3))).duration())
                .isEqualTo(Duration.ofDays(3));
    }

    @Test
    void sortsByStartThenByEnd() {
        assertThat(List.of(days(2, 3), days(0, 9), days(0, 1)).stream().sorted())
                .containsExactly(days(0, 1), days(0, 9), days(2, 3));
    }
}
