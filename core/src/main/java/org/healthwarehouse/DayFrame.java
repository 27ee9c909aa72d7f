package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.Cycle;
import org.healthwarehouse.model.Sleep;
import org.healthwarehouse.model.TimeRange;

/**
 * A date and the times that have to be known to tell of its day.
 *
 * @param date which date
 * @param dates the time that may belong to the date
 * @param over whether the date is over wherever the person was
 * @param nights what belongs to it
 * @param asOf the present
 */
record DayFrame(LocalDate date, TimeRange dates, boolean over, List<DayNights.Linked> nights, Instant asOf) {
    /** A cycle that goes on for longer after its date says nothing new about the day: the strap is not worn. */
    private static final Duration LONGEST_AFTER = Duration.ofDays(1);

    static DayFrame of(LocalDate date, DayRecords records, Instant asOf) {
        TimeRange dates = records.interval(date);
        return new DayFrame(date, dates, !asOf.isBefore(dates.end()), records.nights(date), asOf);
    }

    /** Everything that has to be known. */
    TimeRange whole() {
        TimeRange whole = dates;
        for (DayNights.Linked night : nights) {
            whole = night.sleep().map(DayFrame::time).map(whole::hull).orElse(whole);
            whole = night.cycle().map(this::time).map(whole::hull).orElse(whole);
        }
        return whole;
    }

    /** When cycle and recovery of a night must be looked for. */
    TimeRange around(Optional<Sleep> sleep) {
        return sleep.map(DayFrame::time).orElse(dates);
    }

    /** When workouts must be looked for. */
    TimeRange active() {
        return nights.stream()
                .flatMap(night -> night.cycle().stream())
                .map(this::time)
                .reduce(TimeRange::hull)
                .orElse(dates);
    }

    private static TimeRange time(Sleep sleep) {
        return range(sleep.start(), sleep.end());
    }

    private TimeRange time(Cycle cycle) {
        Instant latest = dates.end().plus(LONGEST_AFTER);
        Instant end = cycle.end().orElse(latest);
        return range(cycle.start(), end.isBefore(latest) ? end : latest);
    }

    private static TimeRange range(Instant start, Instant end) {
        return new TimeRange(start, end.isAfter(start) ? end : start.plusMillis(1));
    }
}
