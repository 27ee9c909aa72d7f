package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.healthwarehouse.model.TimeRange;

class LedgerAxisPropertiesTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 20);
    private static final int DAYS = 30;
    private static final int QUARTERS = 4;

    /** A calendar as somebody lived it: at each midnight an offset from UTC, in quarters of an hour. */
    record Life(List<Integer> offsets, List<Boolean> known) {
        TimeRange interval(int day) {
            return new TimeRange(midnight(day), midnight(day + 1));
        }

        private Instant midnight(int day) {
            return FIRST.plusDays(day)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .minus(Duration.ofMinutes(15L * offsets.get(day)));
        }

        LedgerAxis axis(boolean all) {
            Map<LocalDate, TimeRange> days = new HashMap<>();
            for (int day = 0; day < DAYS; day++) {
                if (all || known.get(day)) {
                    days.put(FIRST.plusDays(day), interval(day));
                }
            }
            return LedgerAxis.of(TimeAxis.LOCAL_DATE, LocalDays.of(days));
        }
    }

    /** Somebody who travels now and then, as far as anybody can, and whose clocks are put forward and back. */
    @Provide
    Arbitrary<Life> travellers() {
        return Arbitraries.randomValue(random -> life(random, 12));
    }

    /** Somebody who stays at home, where clocks are put forward or back once. */
    @Provide
    Arbitrary<Life> atHome() {
        return Arbitraries.randomValue(random -> {
            int home = -12 * QUARTERS + QUARTERS + random.nextInt(24 * QUARTERS);
            int change = random.nextInt(DAYS);
            int by = random.nextBoolean() ? QUARTERS : -QUARTERS;
            List<Integer> offsets = new ArrayList<>();
            List<Boolean> known = new ArrayList<>();
            for (int day = 0; day <= DAYS; day++) {
                offsets.add(day < change ? home : home + by);
                known.add(random.nextInt(3) == 0);
            }
            return new Life(offsets, known);
        });
    }

    private static Life life(Random random, int journeys) {
        List<Integer> offsets = new ArrayList<>();
        List<Boolean> known = new ArrayList<>();
        int offset = anywhere(random);
        for (int day = 0; day <= DAYS; day++) {
            offset = random.nextInt(DAYS) < journeys ? anywhere(random) : offset;
            // No date ends before it begins: who crosses the date line eastwards at midnight lives no such date.
            offset = day > 0 ? Math.min(offset, offsets.get(day - 1) + 23 * QUARTERS) : offset;
            offsets.add(offset);
            known.add(random.nextBoolean());
        }
        return new Life(offsets, known);
    }

    private static int anywhere(Random random) {
        return -12 * QUARTERS + random.nextInt(26 * QUARTERS + 1);
    }

    @Provide
    Arbitrary<TimeRange> ranges() {
        long start = FIRST.plusDays(9).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        return Combinators.combine(
                        Arbitraries.longs().between(0, Duration.ofDays(10).toMillis()),
                        Arbitraries.longs().between(1, Duration.ofDays(3).toMillis()))
                .as((from, length) -> TimeRange.ofMillis(start + from, start + from + length));
    }

    private static void assertEveryTrueDateIsAsked(Life life, LedgerAxis axis, TimeRange range) {
        TimeRange asked = axis.toLedger(range);
        for (int day = 0; day < DAYS; day++) {
            if (life.interval(day).intersects(range)) {
                LocalDate date = FIRST.plusDays(day);
                assertThat(asked.contains(TimeRange.ofDates(date, date.plusDays(1))))
                        .as("%s, which was %s, is asked for %s", date, life.interval(day), range)
                        .isTrue();
            }
        }
    }

    @Property
    void everyDateOfTheRangeIsAskedWhereverTheUserWas(
            @ForAll("travellers") Life life, @ForAll("ranges") TimeRange range) {
        assertEveryTrueDateIsAsked(life, life.axis(true), range);
        assertEveryTrueDateIsAsked(life, LedgerAxis.of(TimeAxis.LOCAL_DATE, LocalDays.UNKNOWN), range);
    }

    @Property
    void fewKnownDatesAreEnoughForSomebodyAtHomeWhoseClocksChange(
            @ForAll("atHome") Life life, @ForAll("ranges") TimeRange range) {
        assertEveryTrueDateIsAsked(life, life.axis(false), range);
    }

    @Property
    void whereAllDatesAreKnownNoOtherIsAsked(@ForAll("travellers") Life life, @ForAll("ranges") TimeRange range) {
        TimeRange asked = life.axis(true).toLedger(range);
        assertThat(life.interval(day(asked.start())).intersects(range)).isTrue();
        assertThat(life.interval(day(asked.end()) - 1).intersects(range)).isTrue();
    }

    private static int day(Instant midnight) {
        return (int) (LedgerAxis.firstDate(new TimeRange(midnight, midnight.plusSeconds(1)))
                        .toEpochDay()
                - FIRST.toEpochDay());
    }

    @Property
    void whatIsAskedMapsBackToAllOfTheRange(@ForAll("travellers") Life life, @ForAll("ranges") TimeRange range) {
        for (LedgerAxis axis :
                List.of(life.axis(true), life.axis(false), LedgerAxis.of(TimeAxis.LOCAL_DATE, LocalDays.UNKNOWN))) {
            assertThat(axis.toUtc(axis.toLedger(range)).contains(range)).isTrue();
        }
    }

    @Property
    void aLongerRangeNeverAsksLess(
            @ForAll("travellers") Life life, @ForAll("ranges") TimeRange one, @ForAll("ranges") TimeRange other) {
        TimeRange both = one.hull(other);
        for (LedgerAxis axis : List.of(life.axis(true), life.axis(false))) {
            assertThat(axis.toLedger(both).contains(axis.toLedger(one))).isTrue();
            assertThat(axis.toLedger(both).contains(axis.toLedger(other))).isTrue();
        }
    }

    @Property
    void inUtcNothingIsMappedAndWithoutAnAxisEverythingIsTheOneCell(@ForAll("ranges") TimeRange range) {
        assertThat(LedgerAxis.UTC.toLedger(range)).isEqualTo(range);
        assertThat(LedgerAxis.UTC.toUtc(range)).isEqualTo(range);
        LedgerAxis none = LedgerAxis.of(TimeAxis.NONE, LocalDays.UNKNOWN);
        assertThat(none.toLedger(range)).isEqualTo(LedgerAxis.CURRENT);
        assertThat(none.toUtc(LedgerAxis.CURRENT).contains(range)).isTrue();
    }
}
