package org.healthwarehouse.testkit.garmin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.testkit.fakes.Change;

/**
 * What is true of a person, date by date, as a function of the seed: what the watches on the wrist recorded, whether or
 * not it has come to the service yet.
 */
final class GarminDiary {
    private static final long HOUR = GarminCalendar.HOUR;
    private static final long NOON = 12 * HOUR;
    private static final int MOST_CYCLES = 700;

    private final Draw draw;
    private final GarminCalendar calendar;
    private final GarminWatches watches;
    private final LocalDate since;
    private final GarminNights nights;
    private final GarminReadings readings;
    private final GarminExercise exercise;

    GarminDiary(Draw draw, GarminSimulatorBuilder settings, long number) {
        this.draw = draw;
        calendar = new GarminCalendar(draw);
        since = settings.memberSince;
        Set<Change> changes = settings.changes;
        watches = GarminWatches.of(
                draw, 3_400_000_000L + 10 * number, settings.watchReplaced, changes.contains(Change.LATE_UPLOADS));
        nights = new GarminNights(draw.of("nights"));
        readings = new GarminReadings(draw.of("readings"), settings.readingMinutes);
        exercise = new GarminExercise(
                draw.of("exercise"),
                calendar,
                changes,
                settings.recordSeconds,
                10_000_000_000L + number * 100_000_000L);
    }

    GarminCalendar calendar() {
        return calendar;
    }

    GarminWatches watches() {
        return watches;
    }

    /** Which watch was worn when; nothing on dates on which none was. */
    List<GarminSegment> segments(LocalDate date) {
        if (!isWorn(date)) {
            return List.of();
        }
        long start = calendar.start(date);
        long end = calendar.end(date);
        GarminWatch everyday = watches.everyday(date);
        if (!draw.of("afternoon").of(date.toEpochDay()).oneIn(6)) {
            return List.of(new GarminSegment(everyday, start, end));
        }
        return List.of(
                new GarminSegment(everyday, start, start + NOON),
                new GarminSegment(watches.sport(), start + NOON, end));
    }

    private boolean isWorn(LocalDate date) {
        return !date.isBefore(since)
                && !draw.of("at home").of(date.toEpochDay()).oneIn(25);
    }

    /** What a watch counted, hour by hour. */
    List<GarminHour> hours(GarminSegment segment) {
        List<GarminHour> hours = new ArrayList<>();
        for (long from = segment.from(); from < segment.to(); from += HOUR) {
            Draw hour = draw.of("hour").of(from / HOUR);
            boolean still = hour.of("still").oneIn(3);
            int cycles = still ? 0 : hour.of("cycles").between(1, MOST_CYCLES);
            hours.add(new GarminHour(segment.watch(), from, from + HOUR, cycles, cycles / 25));
        }
        return hours;
    }

    /** What the watches read on a date, night and exercise apart, in order of time. */
    List<GarminReading> readings(LocalDate date) {
        List<GarminReading> all = new ArrayList<>();
        for (GarminSegment segment : segments(date)) {
            all.addAll(readings.of(segment));
            night(date)
                    .filter(night -> night.watch().equals(segment.watch()))
                    .ifPresent(night -> all.add(readings.resting(night)));
        }
        all.sort(Comparator.comparingLong(GarminReading::time));
        return all;
    }

    /** The night that ended on a date. */
    Optional<GarminNight> night(LocalDate date) {
        return isWorn(date)
                ? Optional.of(
                        nights.night(date, watches.everyday(date), calendar.start(date), isWorn(date.minusDays(1))))
                : Optional.empty();
    }

    /** Variability of the heart rate in a night. */
    List<GarminReading> variability(GarminNight night) {
        return nights.variability(night);
    }

    /** Those that began on a date, in order of time, deleted ones included. */
    List<GarminActivity> activities(LocalDate date) {
        return isWorn(date) ? exercise.activities(date, watches) : List.of();
    }

    /** The activity of that number, whatever became of it. */
    Optional<GarminActivity> activity(long id) {
        return activities(exercise.date(id)).stream()
                .filter(activity -> activity.id() == id)
                .findFirst();
    }

    /** What the watches made of the runs of a date. */
    List<GarminReading> oxygenUptake(LocalDate date) {
        return exercise.oxygenUptake(activities(date));
    }

    /** How the training of each watch that was worn stood on a date. */
    List<GarminLoad> loads(LocalDate date) {
        return segments(date).stream().map(exercise::load).toList();
    }

    /** How ready the person was, in order of time. */
    List<GarminSnapshot> snapshots(LocalDate date) {
        return isWorn(date)
                ? exercise.snapshots(date, watches.everyday(date), night(date), activities(date))
                : List.of();
    }

    /** Weights of a date, in order of time, deleted ones included. */
    List<GarminWeighing> weighings(LocalDate date) {
        return date.isBefore(since) ? List.of() : exercise.weighings(date);
    }
}
