package org.healthwarehouse.sync;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;
import org.healthwarehouse.model.InvalidParameterException;

/** When a slot of a schedule comes round. Pure: computes moments and never waits. */
public sealed interface SlotTime {
    /** The first moment strictly after the given one. The zone is that of the user. */
    Instant next(Instant after, ZoneId zone);

    /** The last moment that lies strictly after the one and not after the other; empty if there is none. */
    Optional<Instant> latest(Instant after, Instant until, ZoneId zone);

    /** How far two moments usually lie apart. */
    Duration period();

    /**
     * Again and again, one period after the other.
     *
     * @param period at least one second, in whole milliseconds
     */
    record Every(Duration period) implements SlotTime {
        /** @throws InvalidParameterException if the period is shorter than one second */
        public Every {
            if (period.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new InvalidParameterException(
                        "period of a slot", period, "must be at least one second", "give, for example, 2 hours");
            }
            period = period.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public Instant next(Instant after, ZoneId zone) {
            return after.plus(period);
        }

        @Override
        public Optional<Instant> latest(Instant after, Instant until, ZoneId zone) {
            long periods = Duration.between(after, until).dividedBy(period);
            return periods < 1 ? Optional.empty() : Optional.of(after.plus(period.multipliedBy(periods)));
        }

        @Override
        public String toString() {
            return "every " + period;
        }
    }

    /**
     * Once on every local date, or on those of one day of the week, at a local time. A time that is skipped when clocks
     * are put forward comes at the first moment after the skip; of a time that comes twice, the first counts; a date
     * that a zone leaves out altogether has no moment.
     *
     * @param time the local time
     * @param day on which day of the week only; empty for every day
     */
    record At(LocalTime time, Optional<DayOfWeek> day) implements SlotTime {
        /** Keeps the milliseconds only, as stores do. */
        public At {
            time = time.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public Instant next(Instant after, ZoneId zone) {
            // What an evening skips may only come after midnight: begin a day early.
            for (LocalDate date = LocalDate.ofInstant(after, zone).minusDays(1); ; date = date.plusDays(1)) {
                Optional<Instant> moment = on(date, zone).filter(at -> at.isAfter(after));
                if (moment.isPresent()) {
                    return moment.get();
                }
            }
        }

        @Override
        public Optional<Instant> latest(Instant after, Instant until, ZoneId zone) {
            LocalDate first = LocalDate.ofInstant(after, zone).minusDays(1);
            for (LocalDate date = LocalDate.ofInstant(until, zone).plusDays(1);
                    !date.isBefore(first);
                    date = date.minusDays(1)) {
                Optional<Instant> moment = on(date, zone).filter(at -> !at.isAfter(until));
                if (moment.isPresent()) {
                    return moment.filter(at -> at.isAfter(after));
                }
            }
            return Optional.empty();
        }

        /** The moment of that local date; empty if the zone has no such date or it is another day of the week. */
        private Optional<Instant> on(LocalDate date, ZoneId zone) {
            boolean wanted = day.isEmpty() || day.get() == date.getDayOfWeek();
            if (!wanted || !date.atStartOfDay(zone).toLocalDate().equals(date)) {
                return Optional.empty();
            }
            LocalDateTime local = date.atTime(time);
            ZoneOffsetTransition change = zone.getRules().getTransition(local);
            return Optional.of(
                    change != null && change.isGap()
                            ? change.getInstant()
                            : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant());
        }

        @Override
        public Duration period() {
            return Duration.ofDays(day.isPresent() ? 7 : 1);
        }

        @Override
        public String toString() {
            return day.map(on -> on.name().toLowerCase(java.util.Locale.ROOT) + " ")
                            .orElse("")
                    + time;
        }
    }
}
