package org.healthwarehouse.testkit.person;

import java.time.ZoneId;
import java.util.List;

/** Everything that is settled about one day before any device reports it. */
record DayPlan(
        Profile profile,
        DayFrame frame,
        SleepNight night,
        List<Activity> activities,
        List<Journey> journeys,
        WristTime wrist,
        Equipment equipment) {

    static DayPlan of(Profile profile, DayFrame frame) {
        Agenda agenda = Routine.of(profile, frame);
        List<Activity> activities = agenda.activities();
        return new DayPlan(
                profile,
                frame,
                SleepNight.of(profile.chance(), frame),
                activities,
                agenda.journeys(),
                new WatchHabit(profile.chance()).on(frame, activities),
                Equipment.on(profile, frame.date()));
    }

    Chance chance() {
        return profile.chance();
    }

    long epochDay() {
        return frame.epochDay();
    }

    boolean isAtHome() {
        return frame.place().equals(profile.home()) && !frame.isTravelDay();
    }

    boolean isPhoneForgotten() {
        return Routine.isPhoneForgotten(profile, frame);
    }

    boolean isNightWorn() {
        return wrist.isWornThroughout(frame.night());
    }

    /** The workouts the watch saw from start to end; others happen unrecorded. */
    List<Activity> recordedWorkouts() {
        return activities.stream()
                .filter(activity -> activity.isWorkout() && wrist.isWornThroughout(activity.span()))
                .toList();
    }

    double restingBpm() {
        return profile.restingBpm()
                - 3 * frame.fitness()
                + 9 * frame.illness()
                + 1.2 * chance().bell(Stream.RESTING_HEART_RATE, epochDay());
    }

    /** The minute the clocks change to the next place; the end of the day when they do not. */
    long zoneChange() {
        return journeys.stream()
                .filter(Journey::airborne)
                .findFirst()
                .map(flight -> flight.span().to())
                .orElse(frame.end());
    }

    ZoneId zoneAt(long minute) {
        Place place = minute < zoneChange() ? frame.place() : frame.nextPlace();
        return place.zone();
    }
}
