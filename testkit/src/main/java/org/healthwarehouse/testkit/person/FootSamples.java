package org.healthwarehouse.testkit.person;

import java.util.function.LongPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** What the phone and the watch report about going on foot; both see the same steps when both are there. */
final class FootSamples {
    /** Floors climbed in one minute of walking happen this often. */
    private static final double STAIRS = 0.06;

    private FootSamples() {}

    static void steps(DayPlan day, Tape tape) {
        perStep(day, activity -> 1, tape);
    }

    static void distance(DayPlan day, Tape tape) {
        perStep(day, activity -> activity.strideMetres(day.profile()), tape);
    }

    private static void perStep(DayPlan day, ToDoubleFunction<Activity> amount, Tape tape) {
        onFoot(day, (activity, device, startMs, endMs) -> {
            int steps = activity.stepsBetween(day.chance(), startMs, endMs);
            if (steps > 0) {
                tape.span(device, startMs, endMs, steps * amount.applyAsDouble(activity));
            }
        });
    }

    static void flights(DayPlan day, Tape tape) {
        LongPredicate stairs = minute -> day.chance().happens(Stream.FLIGHTS, minute, STAIRS);
        for (Activity activity : day.activities()) {
            if (activity.kind() == ActivityKind.WALKING) {
                minutes(activity).filter(stairs).forEach(minute -> flights(day, activity, minute, tape));
            }
        }
    }

    static long trueSteps(DayPlan day, long fromMs, long toMs) {
        long sum = 0;
        for (Activity activity : day.activities()) {
            sum += activity.stepsBetween(day.chance(), fromMs, toMs);
        }
        return sum;
    }

    /** The steps that at least one device was there to count, within a range of milliseconds. */
    static long recordedSteps(DayPlan day, long fromMs, long toMs) {
        long sum = 0;
        for (Activity activity : day.activities()) {
            if (activity.phone() || day.wrist().isWornThroughout(activity.span())) {
                sum += activity.stepsBetween(day.chance(), fromMs, toMs);
            } else {
                sum += stepsOnWrist(day, activity, fromMs, toMs);
            }
        }
        return sum;
    }

    private static long stepsOnWrist(DayPlan day, Activity activity, long fromMs, long toMs) {
        return minutes(activity)
                .filter(day.wrist()::isWorn)
                .map(minute -> activity.stepsBetween(
                        day.chance(),
                        Math.max(fromMs, minute * Span.MINUTE_MS),
                        Math.min(toMs, (minute + 1) * Span.MINUTE_MS)))
                .sum();
    }

    @FunctionalInterface
    private interface Piece {
        void reported(Activity activity, DeviceKind device, long startMs, long endMs);
    }

    private static void onFoot(DayPlan day, Piece piece) {
        for (Activity activity : day.activities()) {
            if (activity.kind().isOnFoot()) {
                byPhone(day, activity, piece);
                byWatch(day, activity, piece);
            }
        }
    }

    private static void byPhone(DayPlan day, Activity activity, Piece piece) {
        if (activity.phone() && activity.oddCuts()) {
            inOddPieces(day, activity, piece);
        } else if (activity.phone()) {
            minutes(activity).forEach(minute -> minute(activity, DeviceKind.PHONE, minute, piece));
        }
    }

    private static void byWatch(DayPlan day, Activity activity, Piece piece) {
        minutes(activity)
                .filter(day.wrist()::isWorn)
                .forEach(minute -> minute(activity, DeviceKind.WATCH, minute, piece));
    }

    private static void minute(Activity activity, DeviceKind device, long minute, Piece piece) {
        piece.reported(activity, device, minute * Span.MINUTE_MS, (minute + 1) * Span.MINUTE_MS);
    }

    private static void inOddPieces(DayPlan day, Activity activity, Piece piece) {
        Draws draws = day.chance().draws(Stream.STEP_CUTS, activity.span().from());
        long endMs = activity.span().toMs();
        for (long ms = activity.span().fromMs(); ms < endMs; ) {
            long next = Math.min(endMs, ms + draws.whole(2_500, 140_000));
            piece.reported(activity, DeviceKind.PHONE, ms, next);
            ms = next;
        }
    }

    private static void flights(DayPlan day, Activity activity, long minute, Tape tape) {
        double floors = 1 + (day.chance().bits(Stream.FLIGHTS, minute) & 1);
        if (activity.phone()) {
            tape.span(DeviceKind.PHONE, Span.starting(minute, 1), floors);
        }
        if (day.wrist().isWorn(minute)) {
            tape.span(DeviceKind.WATCH, Span.starting(minute, 1), floors);
        }
    }

    private static LongStream minutes(Activity activity) {
        return LongStream.range(activity.span().from(), activity.span().to());
    }
}
