package org.healthwarehouse.testkit.person;

import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;

/** Sums up the recorded workouts of one day. */
final class Workouts {
    private static final long KEY = Chance.key("workout");

    private Workouts() {}

    static List<PersonWorkout> on(DayPlan day) {
        List<Activity> recorded = day.recordedWorkouts();
        if (recorded.isEmpty()) {
            return List.of();
        }
        HeartCurve curve = HeartCurve.of(day);
        return recorded.stream().map(activity -> summary(day, curve, activity)).toList();
    }

    private static PersonWorkout summary(DayPlan day, HeartCurve curve, Activity activity) {
        DoubleSummaryStatistics bpm = new DoubleSummaryStatistics();
        HeartSamples.during(day, curve, activity, (ms, value) -> bpm.accept(value));
        return new PersonWorkout(
                day.chance().uuid(KEY, activity.span().from()),
                Objects.requireNonNull(activity.kind().workout()),
                day.equipment().device(DeviceKind.WATCH),
                Instant.ofEpochMilli(activity.span().fromMs()),
                Instant.ofEpochMilli(activity.span().toMs()),
                kilocalories(day.profile(), activity),
                activity.metres(day.profile()),
                bpm.getAverage(),
                bpm.getMax());
    }

    private static double kilocalories(Profile profile, Activity activity) {
        double sum = 0;
        for (long minute = activity.span().from(); minute < activity.span().to(); minute++) {
            sum += activity.kilocalories(profile, minute);
        }
        return sum;
    }
}
