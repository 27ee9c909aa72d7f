package org.healthwarehouse.testkit.person;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the plan of any day, and keeps the ones used last because callers tend to stay near. */
final class Days {
    private static final int KEPT = 128;

    private final Profile profile;
    private final DayFrames frames;
    private final Map<Long, DayPlan> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    Days(Profile profile) {
        this.profile = profile;
        this.frames = new DayFrames(profile);
    }

    DayPlan holding(Instant time) {
        return plan(frames.dayHolding(Span.minuteOf(time)));
    }

    /** Calls with each day that holds some moment of the range, in order. */
    void forEach(Instant from, Instant to, Consumer<DayPlan> action) {
        if (!from.isBefore(to)) {
            return;
        }
        long last = frames.dayHolding(Span.minuteOf(to.minusNanos(1)));
        for (long day = frames.dayHolding(Span.minuteOf(from)); day <= last; day++) {
            action.accept(plan(day));
        }
    }

    /** Two threads may both make the same missing plan: cheaper than making others wait, and the plans are equal. */
    private DayPlan plan(long epochDay) {
        DayPlan known = find(epochDay);
        return known == null ? keep(epochDay, DayPlan.of(profile, frames.on(epochDay))) : known;
    }

    private @Nullable DayPlan find(long epochDay) {
        synchronized (kept) {
            return kept.get(epochDay);
        }
    }

    private DayPlan keep(long epochDay, DayPlan plan) {
        synchronized (kept) {
            kept.put(epochDay, plan);
            if (kept.size() > KEPT) {
                Iterator<Long> oldestFirst = kept.keySet().iterator();
                oldestFirst.next();
                oldestFirst.remove();
            }
        }
        return plan;
    }
}
