package org.healthwarehouse.testkit.garmin;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * Which dates that were put away are at hand again, and for how long. So many dates a day of UTC are reloaded; asking
 * for one that is on its way or at hand costs nothing. Guarded by the simulator's lock.
 */
final class GarminReloads {
    /** How long a reload takes. */
    private static final long TAKES = 10_000;

    private static final long DAY = 86_400_000;
    private static final long AT_HAND = 3 * DAY;

    private final int perDay;
    private final Map<LocalDate, Long> ready = new HashMap<>();
    private long day = Long.MIN_VALUE;
    private int today;

    GarminReloads(int perDay) {
        this.perDay = perDay;
    }

    boolean isAtHand(LocalDate date, long now) {
        Long from = ready.get(date);
        return from != null && from <= now && now < from + AT_HAND;
    }

    /** Asks for a date that was put away and has files; answers the service's word for what it does. */
    String request(LocalDate date, long now) {
        if (isAtHand(date, now)) {
            return "COMPLETE";
        }
        Long from = ready.get(date);
        if (from != null && now < from) {
            return "SUBMITTED";
        }
        if (Math.floorDiv(now, DAY) != day) {
            day = Math.floorDiv(now, DAY);
            today = 0;
        }
        if (today >= perDay) {
            return "DENIED";
        }
        today++;
        ready.put(date, now + TAKES);
        return "SUBMITTED";
    }
}
