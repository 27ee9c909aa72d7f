package org.healthwarehouse.testkit.fakes;

import java.util.Set;
import java.util.SplittableRandom;

/**
 * When an item of a fake vendor comes, changes and goes, in UTC epoch milliseconds.
 *
 * @param comes when it becomes visible
 * @param changes when it gets other values; never: {@link Long#MAX_VALUE}
 * @param goes when it vanishes; never: {@link Long#MAX_VALUE}
 */
record Life(long comes, long changes, long goes) {
    private static final long MINUTE = 60_000;

    /**
     * Draws the life of one item.
     *
     * @param within all of it happens sooner than this many milliseconds after the start; longer than the item
     */
    static Life draw(SplittableRandom dice, long start, long end, long within, Set<Change> kinds) {
        long left = start + within - end;
        boolean late = dice.nextInt(100) < 12;
        boolean changed = dice.nextInt(100) < 10;
        boolean gone = dice.nextInt(100) < 4;
        long prompt = dice.nextLong(Math.min(10 * MINUTE, left));
        long delay = dice.nextLong(left);
        long first = dice.nextLong(left);
        long second = dice.nextLong(left);
        return new Life(
                end + (late && kinds.contains(Change.LATE_UPLOADS) ? delay : prompt),
                changed && kinds.contains(Change.CORRECTIONS) ? end + first : Long.MAX_VALUE,
                gone && kinds.contains(Change.DELETIONS) ? end + second : Long.MAX_VALUE);
    }

    /** The same, but not visible before the given moment. */
    Life notBefore(long arrival) {
        return arrival <= comes ? this : new Life(arrival, changes, goes);
    }

    boolean isThere(long now) {
        return comes <= now && now < goes;
    }

    boolean isChanged(long now) {
        return changes <= now;
    }
}
