package org.healthwarehouse.testkit.person;

import java.util.List;

/** What the watch reports about the heart. */
final class HeartSamples {
    private static final int LOWEST_BPM = 36;
    private static final long WORKOUT_STEP_MS = 5_000;
    private static final double DROPOUT = 0.02;

    @FunctionalInterface
    interface Beat {
        void at(long ms, double bpm);
    }

    private HeartSamples() {}

    static void rate(DayPlan day, Tape tape) {
        HeartCurve curve = HeartCurve.of(day);
        List<Activity> workouts = day.recordedWorkouts();
        for (long minute = day.frame().start(); minute < day.frame().end(); minute++) {
            if (day.wrist().isWorn(minute) && !isWithin(workouts, minute)) {
                oncePerMinute(day, curve, minute, tape);
            }
        }
        workouts.forEach(workout -> during(day, curve, workout, (ms, bpm) -> tape.point(DeviceKind.WATCH, ms, bpm)));
    }

    /** The dense readings within a recorded workout. */
    static void during(DayPlan day, HeartCurve curve, Activity workout, Beat beat) {
        for (long ms = workout.span().fromMs(); ms < workout.span().toMs(); ms += WORKOUT_STEP_MS) {
            beat.at(ms, measured(day, curve, ms));
        }
    }

    private static boolean isWithin(List<Activity> workouts, long minute) {
        for (Activity workout : workouts) {
            if (workout.span().contains(minute)) {
                return true;
            }
        }
        return false;
    }

    private static void oncePerMinute(DayPlan day, HeartCurve curve, long minute, Tape tape) {
        if (!day.chance().happens(Stream.HEART_DROPOUT, minute, DROPOUT)) {
            long ms = minute * Span.MINUTE_MS + (long) (day.chance().unit(Stream.HEART_TIME, minute) * 50_000);
            tape.point(DeviceKind.WATCH, ms, measured(day, curve, ms));
        }
    }

    /** Whole beats, but for a half one in forty readings: readers must not take heart rate for an integer. */
    private static double measured(DayPlan day, HeartCurve curve, long ms) {
        long bits = day.chance().bits(Stream.HEART_NOISE, ms);
        double whole = Math.rint(curve.at(ms) + 1.6 * Chance.bell(bits));
        double half = bits % 40 == 0 ? 0.5 : 0;
        return Math.max(LOWEST_BPM, whole) + half;
    }

    static void resting(DayPlan day, Tape tape) {
        long minute = day.frame().awake().at(0.5);
        if (day.wrist().isWorn(minute)) {
            tape.point(DeviceKind.WATCH, minute * Span.MINUTE_MS, Math.rint(day.restingBpm()));
        }
    }

    static void variability(DayPlan day, Tape tape) {
        day.chance().scatter(Stream.HRV_TIME, day.frame().night(), 70, minute -> variability(day, minute, 1, tape));
        day.chance().scatter(Stream.HRV_TIME, day.frame().awake(), 280, minute -> variability(day, minute, 0.8, tape));
    }

    private static void variability(DayPlan day, long minute, double share, Tape tape) {
        if (day.wrist().isWorn(minute)) {
            double form =
                    (1 + 0.12 * day.frame().fitness()) * (1 - 0.35 * day.frame().illness());
            double noise = 1 + 0.16 * day.chance().bell(Stream.HRV_VALUE, minute);
            double value = day.profile().variabilityMs() * share * form * noise;
            tape.span(DeviceKind.WATCH, Span.starting(minute, 1), Recorder.rounded(value, 0.001));
        }
    }
}
