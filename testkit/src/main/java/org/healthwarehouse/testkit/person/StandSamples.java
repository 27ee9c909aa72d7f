package org.healthwarehouse.testkit.person;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** What the watch reports about the clock hours of the waking day. */
final class StandSamples {
    private static final int STOOD = 0;
    private static final int IDLE = 1;

    private StandSamples() {}

    static void hours(DayPlan day, Tape tape) {
        long change = Math.max(day.frame().wake(), day.zoneChange());
        hours(day, new Span(day.frame().wake(), change), day.frame().place().zone(), tape);
        hours(day, new Span(change, day.frame().end()), day.frame().nextPlace().zone(), tape);
    }

    private static void hours(DayPlan day, Span part, ZoneId zone, Tape tape) {
        for (long minute = firstFullHour(part.from(), zone); minute + 60 <= part.to(); minute += 60) {
            Span hour = Span.starting(minute, 60);
            if (day.wrist().isWornThroughout(hour)) {
                tape.span(DeviceKind.WATCH, hour, stands(day, hour) ? STOOD : IDLE);
            }
        }
    }

    private static long firstFullHour(long minute, ZoneId zone) {
        Instant time = Instant.ofEpochSecond((minute + 59) * 60);
        return Span.minuteOf(time.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant());
    }

    private static boolean stands(DayPlan day, Span hour) {
        boolean moves = day.activities().stream()
                .anyMatch(activity ->
                        activity.kind().isOnFoot() && activity.span().overlaps(hour));
        return moves && day.chance().happens(Stream.STAND, hour.from(), 0.93);
    }
}
