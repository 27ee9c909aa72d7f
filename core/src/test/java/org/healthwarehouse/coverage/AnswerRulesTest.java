package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerRulesTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-06-15");
    private static final Settling WEEKLY =
            new Settling(Duration.ofDays(7), Duration.ofHours(2), Duration.ofHours(4), Duration.ofDays(7));

    /** Every day holds something. */
    private static final AnswerData FULL = new AnswerData() {
        @Override
        public TimeRangeSet utcDays() {
            return TimeRangeSet.of(new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST));
        }

        @Override
        public boolean holds(LocalDate date, TimeRange interval) {
            return true;
        }
    };

    private static AnswerData without(Set<LocalDate> dates) {
        return new AnswerData() {
            @Override
            public TimeRangeSet utcDays() {
                return FULL.utcDays();
            }

            @Override
            public boolean holds(LocalDate date, TimeRange interval) {
                return !dates.contains(date);
            }
        };
    }

    /** Two hours ahead of UTC, always. */
    private static final LedgerAxis DATES = LedgerAxis.of(TimeAxis.LOCAL_DATE, LocalDays.of(always(2)));

    private static Map<LocalDate, TimeRange> always(int hoursAhead) {
        Map<LocalDate, TimeRange> days = new HashMap<>();
        for (LocalDate date = TODAY.minusDays(100); date.isBefore(TODAY.plusDays(5)); date = date.plusDays(1)) {
            Instant start = date.atStartOfDay(ZoneOffset.ofHours(hoursAhead)).toInstant();
            days.put(date, new TimeRange(start, start.plus(Duration.ofDays(1))));
        }
        return days;
    }

    private static TimeRange dates(int firstAgo, int lastAgo) {
        return TimeRange.ofDates(TODAY.minusDays(firstAgo), TODAY.minusDays(lastAgo - 1L));
    }

    private static AnswerRules rules(@Nullable Instant watermark) {
        return new AnswerRules(WEEKLY, true, Optional.ofNullable(watermark), NOW);
    }

    private static List<CoverageEntry> dateLines(TimeRange dates, @Nullable Instant watermark, AnswerData data) {
        return rules(watermark).lines(TimeRangeSet.of(dates), DATES, data).entries();
    }

    @Test
    void aDateIsSettledOnceItsTrueEndIsOldEnough() {
        assertThat(dateLines(dates(20, 7), null, FULL))
                .containsExactly(
                        CoverageEntry.settled(dates(20, 8), NOW),
                        CoverageEntry.provisional(dates(7, 7), NOW, NOW.plus(Duration.ofDays(7))));
    }

    @Test
    void todayIsDueAsItsNewestPartIsAndTomorrowIsNotClaimed() {
        assertThat(dateLines(dates(0, -1), null, FULL))
                .containsExactly(CoverageEntry.provisional(dates(0, 0), NOW, NOW.plus(Duration.ofHours(4))));
    }

    @Test
    void todayIsProvisionalEvenIfAnswersAreFinalAtOnce() {
        Settling atOnce = new Settling(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofHours(6));
        AnswerRules rules = new AnswerRules(atOnce, true, Optional.empty(), NOW);

        assertThat(rules.lines(TimeRangeSet.of(dates(1, 0)), DATES, FULL).entries())
                .containsExactly(
                        CoverageEntry.settled(dates(1, 1), NOW),
                        CoverageEntry.provisional(dates(0, 0), NOW, NOW.plus(Duration.ofHours(6))));
    }

    @Test
    void anEmptyDateIsDueByItsAge() {
        AnswerData empty = without(Set.of(TODAY.minusDays(10), TODAY.minusDays(3), TODAY));
        assertThat(dateLines(dates(10, 10), null, empty))
                .containsExactly(CoverageEntry.provisional(
                        dates(10, 10),
                        NOW,
                        Instant.parse("2026-06-05T22:00:00Z").plus(Duration.ofDays(30))));
        assertThat(dateLines(dates(3, 3), null, empty))
                .containsExactly(CoverageEntry.provisional(
                        dates(3, 3), NOW, Instant.parse("2026-06-12T22:00:00Z").plus(Duration.ofDays(3))));
        assertThat(dateLines(dates(0, 0), null, empty)).containsExactlyElementsOf(dateLines(dates(0, 0), null, FULL));
    }

    @Test
    void aDateInWhichTheWatermarkLiesIsNotSettledNorAnyLaterOne() {
        Instant watermark = Instant.parse("2026-06-03T08:00:00Z");
        assertThat(dateLines(dates(14, 9), watermark, without(Set.of(TODAY.minusDays(10)))))
                .as("beyond the watermark an empty date is as good as any other")
                .containsExactly(
                        CoverageEntry.settled(dates(14, 13), NOW),
                        CoverageEntry.provisional(dates(12, 9), NOW, NOW.plus(Duration.ofDays(7))));
    }

    @Test
    void whatIsNeverCalledCompleteSettlesAfterThirtyDays() {
        AnswerRules.Lines lines =
                rules(NOW.minus(Duration.ofDays(60))).lines(TimeRangeSet.of(dates(40, 28)), DATES, FULL);

        assertThat(lines.entries())
                .containsExactly(
                        CoverageEntry.settled(dates(40, 31), NOW),
                        CoverageEntry.provisional(dates(30, 28), NOW, NOW.plus(Duration.ofDays(7))));
        assertThat(TimeRangeSet.of(lines.neverCompleted())).isEqualTo(TimeRangeSet.of(dates(40, 31)));
    }

    @Test
    void inUtcTheLineIsCutAtTheWatermark() {
        Instant watermark = NOW.minus(Duration.ofDays(12));
        TimeRange range = new TimeRange(NOW.minus(Duration.ofDays(20)), NOW.plus(Duration.ofDays(1)));

        AnswerRules.Lines lines = rules(watermark).lines(TimeRangeSet.of(range), LedgerAxis.UTC, FULL);

        assertThat(lines.entries())
                .containsExactly(
                        CoverageEntry.settled(new TimeRange(range.start(), watermark), NOW),
                        CoverageEntry.provisional(new TimeRange(watermark, NOW), NOW, NOW.plus(Duration.ofDays(7))));
        assertThat(lines.neverCompleted()).isEmpty();
    }

    @Test
    void inUtcWhatIsNeverCalledCompleteSettlesToo() {
        Instant month = NOW.minus(Duration.ofDays(30));
        TimeRange range = new TimeRange(NOW.minus(Duration.ofDays(40)), NOW.minus(Duration.ofDays(20)));

        AnswerRules.Lines lines =
                rules(NOW.minus(Duration.ofDays(60))).lines(TimeRangeSet.of(range), LedgerAxis.UTC, FULL);

        assertThat(lines.neverCompleted()).containsExactly(new TimeRange(range.start(), month));
        assertThat(lines.entries()).first().isEqualTo(CoverageEntry.settled(new TimeRange(range.start(), month), NOW));
    }

    @Test
    void aCurrentValueIsProvisionalAndDueWhenItIsNoLongerFresh() {
        AnswerRules rules = new AnswerRules(Settling.CURRENT_VALUE, true, Optional.empty(), NOW);

        assertThat(rules.lines(
                                TimeRangeSet.of(LedgerAxis.CURRENT),
                                LedgerAxis.of(TimeAxis.NONE, LocalDays.UNKNOWN),
                                FULL)
                        .entries())
                .containsExactly(CoverageEntry.provisional(LedgerAxis.CURRENT, NOW, NOW.plus(Duration.ofDays(1))));
    }

    @Property
    void nothingIsSettledThatIsNotOverCompleteAndOldEnough(
            @ForAll @IntRange(min = 0, max = 1200) int watermarkHoursAgo,
            @ForAll @IntRange(min = -12, max = 14) int offset,
            @ForAll @IntRange(min = 0, max = 60) int firstAgo) {
        Instant watermark = NOW.minus(Duration.ofHours(watermarkHoursAgo));
        LedgerAxis axis = LedgerAxis.of(TimeAxis.LOCAL_DATE, LocalDays.of(always(offset)));

        AnswerRules.Lines lines = rules(watermark).lines(TimeRangeSet.of(dates(firstAgo, -1)), axis, FULL);

        for (LocalDate date = TODAY.minusDays(firstAgo); date.isBefore(TODAY.plusDays(2)); date = date.plusDays(1)) {
            TimeRange cell = TimeRange.ofDates(date, date.plusDays(1));
            Instant end = axis.interval(date).end();
            boolean old = !end.isAfter(NOW.minus(Duration.ofDays(30)));
            boolean settled = !end.isAfter(NOW.minus(Duration.ofDays(7))) && (!end.isAfter(watermark) || old);
            boolean begun = axis.interval(date).start().isBefore(NOW);
            assertThat(lines.entries().stream().filter(line -> line.range().contains(cell)))
                    .as("%s", date)
                    .hasSize(begun ? 1 : 0)
                    .allMatch(line -> line.settled() == settled);
        }
    }
}
