package org.healthwarehouse.testkit.person;

/** What the watch reports about the sound around it. */
final class AudioSamples {
    private static final int MINUTES = 30;

    private AudioSamples() {}

    static void levels(DayPlan day, Tape tape) {
        Span awake = day.frame().awake();
        for (long from = awake.from(); from + MINUTES <= awake.to(); from += MINUTES) {
            Span cell = Span.starting(from, MINUTES);
            if (day.wrist().isWornThroughout(cell)) {
                double noise = 6 * day.chance().bell(Stream.AUDIO, from);
                double level = Math.max(30, surroundings(day, cell) + noise);
                tape.span(DeviceKind.WATCH, cell, Recorder.rounded(level, 0.01));
            }
        }
    }

    private static double surroundings(DayPlan day, Span cell) {
        return day.activities().stream()
                .filter(activity -> activity.span().overlaps(cell))
                .mapToDouble(activity -> loudness(activity.kind()))
                .max()
                .orElse(48);
    }

    private static double loudness(ActivityKind kind) {
        return switch (kind) {
            case FLIGHT -> 80;
            case TRANSIT -> 73;
            case WALKING, WALK_WORKOUT, RUN, CYCLE -> 64;
            case SWIM, STRENGTH -> 68;
            case POTTERING -> 53;
        };
    }
}
