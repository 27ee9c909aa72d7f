package org.healthwarehouse.testkit.person;

import java.util.Arrays;

/** The heart rate of one day without the noise of measuring it, minute by minute. */
final class HeartCurve {
    /** The share of the way to its target the heart goes in a minute: quick to rise, slow to recover. */
    private static final double RISE = 0.5;

    private static final double RECOVERY = 0.25;

    private final DayPlan day;
    private final long firstMinute;
    private final double[] bpm;

    private HeartCurve(DayPlan day) {
        this.day = day;
        this.firstMinute = day.frame().start();
        this.bpm = new double[day.frame().whole().minutes()];
    }

    static HeartCurve of(DayPlan day) {
        HeartCurve curve = new HeartCurve(day);
        curve.sleep();
        curve.sit();
        day.activities().forEach(curve::move);
        curve.smooth();
        return curve;
    }

    /** Between two minutes the curve is straight. */
    double at(long ms) {
        long minute = Math.floorDiv(ms, Span.MINUTE_MS);
        double here = bpm[index(minute)];
        double next = bpm[Math.min(index(minute) + 1, bpm.length - 1)];
        return here + (next - here) * Math.floorMod(ms, Span.MINUTE_MS) / Span.MINUTE_MS;
    }

    private int index(long minute) {
        return (int) (minute - firstMinute);
    }

    private void sleep() {
        double resting = day.restingBpm();
        Arrays.fill(bpm, 0, index(day.frame().wake()), resting + SleepStage.IN_BED.bpmAboveResting());
        for (SleepInterval stage : day.night().stages()) {
            int from = index(Math.floorDiv(stage.startMs(), Span.MINUTE_MS));
            int to = index(Math.floorDiv(stage.endMs() - 1, Span.MINUTE_MS)) + 1;
            Arrays.fill(bpm, from, to, resting + stage.stage().bpmAboveResting());
        }
    }

    private void sit() {
        double base = day.restingBpm() + 10 + 5 * day.frame().illness();
        Span awake = day.frame().awake();
        for (long minute = awake.from(); minute < awake.to(); minute++) {
            double progress = (minute - awake.from()) / (double) awake.minutes();
            double circadian = 4 * progress * (1 - progress);
            double mood = day.chance().drift(Stream.HEART_DRIFT, minute / 18.0);
            bpm[index(minute)] = base + 6 * circadian + 6 * mood;
        }
    }

    private void move(Activity activity) {
        if (!activity.kind().isSitting()) {
            double resting = day.restingBpm();
            double reserve = day.profile().maximumBpmOn(day.frame().date()) - resting;
            double target = resting + 8 + reserve * activity.kind().reserve() * activity.exertion();
            Arrays.fill(
                    bpm, index(activity.span().from()), index(activity.span().to()), target);
        }
    }

    private void smooth() {
        double now = bpm[0];
        for (int i = 0; i < bpm.length; i++) {
            now += (bpm[i] - now) * (bpm[i] > now ? RISE : RECOVERY);
            bpm[i] = now;
        }
    }
}
