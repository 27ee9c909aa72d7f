package org.healthwarehouse.testkit.person;

/** What the scale and the cuff report, and the watch about washing hands. */
final class BathroomSamples {
    private BathroomSamples() {}

    static void weight(DayPlan day, Tape tape) {
        Draws draws = day.chance().draws(Stream.WEIGHT, day.epochDay());
        if (day.isAtHome() && draws.happens(0.4)) {
            long ms = (day.frame().wake() + draws.whole(4, 20)) * Span.MINUTE_MS + draws.whole(0, 59_999);
            double drift = 3.5 * day.chance().drift(Stream.WEIGHT_DRIFT, day.epochDay() / 120.0);
            double value = day.profile().weightKg() + drift + 0.35 * draws.bell();
            tape.point(DeviceKind.SCALE, ms, Recorder.rounded(value, 0.05));
        }
    }

    static void systolic(DayPlan day, Tape tape) {
        bloodPressure(day, tape, 119, 7);
    }

    static void diastolic(DayPlan day, Tape tape) {
        bloodPressure(day, tape, 76, 5);
    }

    /** Both values take the same draws, so they share their instant and rise and fall together. */
    private static void bloodPressure(DayPlan day, Tape tape, double usual, double deviation) {
        Draws draws = day.chance().draws(Stream.BLOOD_PRESSURE, day.epochDay());
        if (day.isAtHome() && draws.happens(0.08)) {
            long minute = day.frame().awake().at(draws.between(0.75, 0.95));
            double value = usual + deviation * draws.bell() + 4 * day.frame().illness();
            tape.point(DeviceKind.CUFF, minute * Span.MINUTE_MS + draws.whole(0, 59_999), Math.rint(value));
        }
    }

    static void handwashing(DayPlan day, Tape tape) {
        day.chance().scatter(Stream.HANDWASHING, day.frame().awake(), 140, minute -> {
            if (day.wrist().isWorn(minute)) {
                Draws draws = day.chance().draws(Stream.HANDWASHING, minute);
                long startMs = minute * Span.MINUTE_MS + draws.whole(0, 15_000);
                tape.span(DeviceKind.WATCH, startMs, startMs + draws.whole(20_000, 44_000), 0);
            }
        });
    }
}
