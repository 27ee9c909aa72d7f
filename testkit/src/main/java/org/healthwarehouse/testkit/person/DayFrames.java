package org.healthwarehouse.testkit.person;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;

/** Draws the outline of days. The times are local wall-clock times, so they follow trips and summer time. */
final class DayFrames {
    /** Everything the person does starts on this grid, which all zone offsets in use share. */
    private static final int GRID_MINUTES = 5;

    private static final int WEEKEND_DELAY_MINUTES = 45;

    private final Profile profile;
    private final Trips trips;
    private final Wellbeing wellbeing;

    DayFrames(Profile profile) {
        this.profile = profile;
        this.trips = new Trips(profile);
        this.wellbeing = new Wellbeing(profile.chance());
    }

    DayFrame on(long epochDay) {
        return new DayFrame(
                LocalDate.ofEpochDay(epochDay),
                bedMinute(epochDay),
                wakeMinute(epochDay),
                bedMinute(epochDay + 1),
                trips.placeOn(epochDay),
                trips.placeOn(epochDay + 1),
                wellbeing.fitness(epochDay),
                wellbeing.illness(epochDay));
    }

    /** The day whose frame holds the minute. */
    long dayHolding(long minute) {
        Instant time = Instant.ofEpochSecond(minute * 60);
        long day = LocalDate.ofInstant(time, profile.home().zone()).toEpochDay();
        while (minute < bedMinute(day)) {
            day--;
        }
        while (minute >= bedMinute(day + 1)) {
            day++;
        }
        return day;
    }

    private long bedMinute(long epochDay) {
        double usual = -65 + delay(epochDay);
        double minutes = usual + 24 * profile.chance().bell(Stream.BED_TIME, epochDay);
        return onGrid(epochDay, minutes, -150, 90);
    }

    private long wakeMinute(long epochDay) {
        double usual = 410 + delay(epochDay) + 50 * wellbeing.illness(epochDay);
        double minutes = usual + 22 * profile.chance().bell(Stream.WAKE_TIME, epochDay);
        return onGrid(epochDay, minutes, 300, 570);
    }

    private static double delay(long epochDay) {
        DayOfWeek weekday = LocalDate.ofEpochDay(epochDay).getDayOfWeek();
        return weekday.compareTo(DayOfWeek.SATURDAY) >= 0 ? WEEKEND_DELAY_MINUTES : 0;
    }

    private long onGrid(long epochDay, double minutes, int earliest, int latest) {
        long sinceMidnight = Math.round(Math.max(earliest, Math.min(latest, minutes)));
        long second = LocalDate.ofEpochDay(epochDay)
                .atStartOfDay()
                .plusMinutes(sinceMidnight)
                .atZone(trips.placeOn(epochDay).zone())
                .toEpochSecond();
        return Math.floorDiv(second, GRID_MINUTES * 60L) * GRID_MINUTES;
    }
}
