package org.healthwarehouse.training;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Somebody who does not exist, and is the same for the same seed. Lives by UTC. Each date depends on nothing but itself
 * and the seed, so that a later last date adds to what was told before and contradicts nothing.
 *
 * @param last last date that is told of
 */
record SampleAthlete(long seed, LocalDate last) {
    /** How many dates are told of. */
    static final int DAYS = 30;

    /** On how many of them, at the end, activities are told of too. */
    static final int ACTIVE_DAYS = 14;

    static final HeartRateProfile RATES = HeartRateProfile.of(50, 188).withThreshold(168);

    /** Four of any seven dates. */
    private static final Set<DayOfWeek> RUNS =
            Set.of(DayOfWeek.TUESDAY, DayOfWeek.THURSDAY, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private static final long SPREAD = 1_000_003;

    LocalDate first() {
        return last.minusDays(DAYS - 1L);
    }

    LocalDate firstActive() {
        return last.minusDays(ACTIVE_DAYS - 1L);
    }

    List<SampleDay> days() {
        return first().datesUntil(last.plusDays(1))
                .map(date -> SampleDay.of(date, random(date, 0)))
                .toList();
    }

    List<SampleRun> runs() {
        return runDates(firstActive(), last)
                .map(date -> SampleRun.of(date, random(date, 1)))
                .toList();
    }

    /** When the athlete runs, the last date included. */
    static Stream<LocalDate> runDates(LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1)).filter(date -> RUNS.contains(date.getDayOfWeek()));
    }

    private SplittableRandom random(LocalDate date, int purpose) {
        return new SplittableRandom((seed * SPREAD + date.toEpochDay()) * 2 + purpose);
    }
}
