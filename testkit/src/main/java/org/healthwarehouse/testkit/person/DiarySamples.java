package org.healthwarehouse.testkit.person;

/** What the person types into the phone. */
final class DiarySamples {
    private DiarySamples() {}

    static void mood(DayPlan day, Tape tape) {
        Draws draws = day.chance().draws(Stream.MOOD, day.epochDay());
        if (draws.happens(0.45)) {
            long ms = day.frame().awake().at(draws.unit()) * Span.MINUTE_MS + draws.whole(0, 59_999);
            double drift = 0.4 * day.chance().drift(Stream.MOOD_DRIFT, day.epochDay() / 9.0);
            double value = 0.25 + drift - 0.6 * day.frame().illness() + 0.2 * draws.bell();
            tape.point(DeviceKind.PHONE, ms, Recorder.rounded(Math.max(-1, Math.min(1, value)), 0.01));
        }
    }

    static void headache(DayPlan day, Tape tape) {
        symptom(day, Stream.HEADACHE, 0.03 + 0.3 * day.frame().illness(), tape);
    }

    static void coughing(DayPlan day, Tape tape) {
        symptom(day, Stream.COUGH, day.frame().illness() > 0.25 ? 0.7 : 0.002, tape);
    }

    private static void symptom(DayPlan day, Stream stream, double probability, Tape tape) {
        Draws draws = day.chance().draws(stream, day.epochDay());
        if (draws.happens(probability)) {
            Span awake = day.frame().awake();
            long from = awake.at(draws.between(0.05, 0.7));
            long to = Math.min(awake.to(), from + draws.whole(50, 300));
            tape.span(DeviceKind.PHONE, new Span(from, to), draws.whole(0, 3));
        }
    }
}
