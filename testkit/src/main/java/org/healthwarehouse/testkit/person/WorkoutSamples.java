package org.healthwarehouse.testkit.person;

/** What the watch reports about training. */
final class WorkoutSamples {
    private static final double BRISK_MET = 4;

    private WorkoutSamples() {}

    static void cycling(DayPlan day, Tape tape) {
        distance(day, ActivityKind.CYCLE, tape);
    }

    static void swimming(DayPlan day, Tape tape) {
        distance(day, ActivityKind.SWIM, tape);
    }

    private static void distance(DayPlan day, ActivityKind kind, Tape tape) {
        for (Activity workout : day.recordedWorkouts()) {
            if (workout.kind() == kind) {
                Span span = workout.span();
                for (long minute = span.from(); minute < span.to(); minute++) {
                    tape.span(DeviceKind.WATCH, Span.starting(minute, 1), workout.metres(day.profile(), minute));
                }
            }
        }
    }

    static void exerciseTime(DayPlan day, Tape tape) {
        for (Activity activity : day.activities()) {
            if (activity.kind().met() >= BRISK_MET) {
                exerciseTime(day, activity.span(), tape);
            }
        }
    }

    private static void exerciseTime(DayPlan day, Span span, Tape tape) {
        for (long minute = span.from(); minute < span.to(); minute++) {
            if (day.wrist().isWorn(minute)) {
                tape.span(DeviceKind.WATCH, Span.starting(minute, 1), 1);
            }
        }
    }

    static void vo2Max(DayPlan day, Tape tape) {
        for (Activity workout : day.recordedWorkouts()) {
            boolean onFoot = workout.kind().isOnFoot();
            long end = workout.span().to();
            if (onFoot && day.chance().happens(Stream.VO2_MAX, end, 0.4)) {
                tape.point(DeviceKind.WATCH, workout.span().toMs() - 1_000, vo2Max(day, end));
            }
        }
    }

    private static double vo2Max(DayPlan day, long index) {
        double forAge = 52 - 0.3 * day.profile().ageOn(day.frame().date());
        double form = 3.5 * day.frame().fitness() - 3 * day.frame().illness();
        double noise = 0.4 * day.chance().bell(Stream.VO2_MAX, index);
        return Recorder.rounded(Math.max(15, forAge + form + noise), 0.01);
    }
}
