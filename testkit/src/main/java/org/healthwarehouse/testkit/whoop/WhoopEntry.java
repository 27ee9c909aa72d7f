package org.healthwarehouse.testkit.whoop;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * A record as it looks at one moment. Times are UTC epoch milliseconds.
 *
 * @param kind what it is
 * @param id a UUID, or the number of a cycle
 * @param cycle number of the cycle that it belongs to
 * @param sleep the sleep that a recovery was rated after; else empty
 * @param start when it began; of a recovery, when its sleep did
 * @param end when it ended; empty while it goes on
 * @param created when the vendor got to know it
 * @param updated when it last changed
 * @param state how far the vendor has come with its rating
 * @param offsetMinutes how far the member's clock was from UTC
 * @param nap whether a sleep is a nap
 * @param figures from which all numbers are drawn
 */
record WhoopEntry(
        WhoopKind kind,
        String id,
        long cycle,
        String sleep,
        long start,
        OptionalLong end,
        long created,
        long updated,
        String state,
        int offsetMinutes,
        boolean nap,
        Draw figures) {
    static final String SCORED = "SCORED";
    static final String PENDING = "PENDING_SCORE";

    boolean isScored() {
        return state.equals(SCORED);
    }

    boolean isOpen() {
        return end.isEmpty() || state.equals(PENDING);
    }

    /** Whether the vendor selects it for a range: it overlaps; a recovery by its sleep. */
    boolean isSelected(long from, long to) {
        return start < to && end.orElse(Long.MAX_VALUE) > from;
    }

    /** When it is, as far as the interface tells: a recovery is only known to have been made. */
    long toldStart() {
        return kind == WhoopKind.RECOVERY ? created : start;
    }

    /** The same for its end; what goes on counts as a moment. */
    long toldEnd() {
        return kind == WhoopKind.RECOVERY ? created : end.orElse(start);
    }

    /** Whether it has a part in the range, as far as the interface tells. */
    boolean intersects(long from, long to) {
        return toldStart() < to && (toldEnd() > from || toldStart() >= from);
    }

    ZoneOffset offset() {
        return ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
    }

    LocalDate localDate(long moment) {
        return Instant.ofEpochMilli(moment).atOffset(offset()).toLocalDate();
    }

    double figure(String name, double low, double high, int decimals) {
        return figures.of(name).between(low, high, decimals);
    }

    long count(String name, long low, long high) {
        return low + figures.of(name).below(high - low);
    }
}
