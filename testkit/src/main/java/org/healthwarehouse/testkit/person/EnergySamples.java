package org.healthwarehouse.testkit.person;

/** What the watch reports about energy. */
final class EnergySamples {
    private static final int AWAKE_MINUTES = 5;
    private static final int IN_BED_MINUTES = 30;

    private EnergySamples() {}

    static void active(DayPlan day, Tape tape) {
        for (Activity activity : day.activities()) {
            moving(day, activity, tape);
        }
        whileWorn(day, day.frame().awake(), AWAKE_MINUTES, cell -> {
            if (isQuiet(day, cell)) {
                double share = 0.06 + 0.2 * day.chance().unit(Stream.ACTIVE_ENERGY, cell.from());
                tape.span(DeviceKind.WATCH, cell, Recorder.rounded(share * cell.minutes(), 0.001));
            }
        });
    }

    private static void moving(DayPlan day, Activity activity, Tape tape) {
        if (!activity.kind().isSitting()) {
            whileWorn(
                    day,
                    activity.span(),
                    1,
                    minute -> tape.span(DeviceKind.WATCH, minute, activity.kilocalories(day.profile(), minute.from())));
        }
    }

    private static boolean isQuiet(DayPlan day, Span cell) {
        return day.activities().stream()
                .noneMatch(activity ->
                        !activity.kind().isSitting() && activity.span().overlaps(cell));
    }

    static void basal(DayPlan day, Tape tape) {
        whileWorn(day, day.frame().night(), IN_BED_MINUTES, cell -> basal(day, cell, 0.92, tape));
        whileWorn(day, day.frame().awake(), AWAKE_MINUTES, cell -> basal(day, cell, 1.04, tape));
    }

    private static void basal(DayPlan day, Span cell, double share, Tape tape) {
        double noise = 1 + 0.01 * day.chance().bell(Stream.BASAL_ENERGY, cell.from());
        double value = basalPerMinute(day) * cell.minutes() * share * noise;
        tape.span(DeviceKind.WATCH, cell, Recorder.rounded(value, 0.001));
    }

    /** The Mifflin-St Jeor estimate without its term for sex. */
    private static double basalPerMinute(DayPlan day) {
        Profile profile = day.profile();
        double perDay = 10 * profile.weightKg()
                + 6.25 * profile.heightCm()
                - 5.0 * profile.ageOn(day.frame().date());
        return Math.max(900, perDay) / 1440;
    }

    @FunctionalInterface
    private interface Cell {
        void worn(Span cell);
    }

    /** Full cells only: what is left over at the end of a stretch goes unreported. */
    private static void whileWorn(DayPlan day, Span stretch, int minutes, Cell action) {
        for (long from = stretch.from(); from + minutes <= stretch.to(); from += minutes) {
            Span cell = Span.starting(from, minutes);
            if (day.wrist().isWornThroughout(cell)) {
                action.worn(cell);
            }
        }
    }
}
