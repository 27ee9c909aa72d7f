package org.healthwarehouse.testkit.person;

import java.time.LocalDate;
import java.util.List;

/** Decides when the watch is left off: to charge, and for whole days, weekends and weeks. */
final class WatchHabit {
    /** The epoch began on a Thursday. */
    private static final int MONDAY_TO_EPOCH_DAYS = 3;

    private final Chance chance;

    WatchHabit(Chance chance) {
        this.chance = chance;
    }

    WristTime on(DayFrame frame, List<Activity> activities) {
        if (isAbsent(frame)) {
            return new WristTime(frame.whole());
        }
        Draws draws = chance.draws(Stream.CHARGING, frame.epochDay());
        Span charging = charging(frame, draws);
        boolean interruptsWorkout = overlapsWorkout(charging, activities);
        return new WristTime(interruptsWorkout ? Span.starting(frame.wake(), charging.minutes()) : charging);
    }

    private static Span charging(DayFrame frame, Draws draws) {
        int minutes = draws.whole(40, 80);
        boolean morning = draws.happens(0.55);
        long start = morning ? frame.wake() + draws.whole(3, 35) : frame.end() - minutes - draws.whole(20, 100);
        return Span.starting(Math.max(frame.wake(), start), minutes);
    }

    private static boolean overlapsWorkout(Span span, List<Activity> activities) {
        return activities.stream()
                .anyMatch(activity -> activity.isWorkout() && activity.span().overlaps(span));
    }

    private boolean isAbsent(DayFrame frame) {
        long day = frame.epochDay();
        long week = Math.floorDiv(day + MONDAY_TO_EPOCH_DAYS, 7);
        return isInAbsentWeek(frame.date())
                || chance.happens(Stream.DAY_WITHOUT_WATCH, day, 0.012)
                || (frame.isWeekend() && chance.happens(Stream.WEEKEND_WITHOUT_WATCH, week, 0.05));
    }

    /** One week in the first half of each year, and in every other year one more in the second half. */
    private boolean isInAbsentWeek(LocalDate date) {
        Draws draws = chance.draws(Stream.WEEKS_WITHOUT_WATCH, date.getYear());
        int first = draws.whole(5, 150);
        int second = draws.whole(190, 340);
        boolean twice = draws.happens(0.5);
        return isInWeekFrom(first, date) || (twice && isInWeekFrom(second, date));
    }

    private static boolean isInWeekFrom(int dayOfYear, LocalDate date) {
        return dayOfYear <= date.getDayOfYear() && date.getDayOfYear() < dayOfYear + 7;
    }
}
