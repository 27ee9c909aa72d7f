package org.healthwarehouse.testkit.person;

/** What the watch reports about breathing. */
final class BreathSamples {
    private BreathSamples() {}

    static void oxygen(DayPlan day, Tape tape) {
        day.chance().scatter(Stream.OXYGEN_TIME, day.frame().night(), 45, minute -> oxygen(day, minute, tape));
        day.chance().scatter(Stream.OXYGEN_TIME, day.frame().awake(), 200, minute -> oxygen(day, minute, tape));
    }

    private static void oxygen(DayPlan day, long minute, Tape tape) {
        if (day.wrist().isWorn(minute)) {
            double noise = day.chance().bell(Stream.OXYGEN_VALUE, minute);
            double value = 0.97 + 0.012 * noise - 0.015 * day.frame().illness();
            double bounded = Math.max(0.9, Math.min(1, value));
            tape.point(DeviceKind.WATCH, minute * Span.MINUTE_MS, Recorder.rounded(bounded, 0.01));
        }
    }

    static void rate(DayPlan day, Tape tape) {
        if (day.isNightWorn()) {
            day.chance().scatter(Stream.RESPIRATION_TIME, day.frame().night(), 12, minute -> rate(day, minute, tape));
        }
    }

    private static void rate(DayPlan day, long minute, Tape tape) {
        long ms = minute * Span.MINUTE_MS;
        if (day.night().isAsleepAt(ms)) {
            double noise = day.chance().bell(Stream.RESPIRATION_VALUE, minute);
            double value = 14.5 + 2.5 * day.frame().illness() + 1.1 * noise;
            tape.point(DeviceKind.WATCH, ms, Recorder.rounded(value, 0.5));
        }
    }
}
