package org.healthwarehouse.testkit.whoop;

import java.util.Set;
import org.healthwarehouse.testkit.fakes.Change;

/**
 * What becomes of a sleep or a workout: when it comes, is edited, goes, and is rated, in UTC epoch milliseconds;
 * {@link Long#MAX_VALUE} is never.
 */
record WhoopFate(long comes, long edited, long goes, long rated, String verdict) {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** A strap that lay in a drawer is read so late at most. */
    private static final long LATEST_UPLOAD = 9 * DAY;
    /** Changes end an hour before the fourteen days after which an answer settles. */
    private static final long WITHIN = 14 * DAY - HOUR;

    /**
     * Draws it.
     *
     * @param start when it began; all changes happen within two weeks of that
     * @param end when it ended; nothing is known of it before
     */
    static WhoopFate draw(Draw draw, long start, long end, Set<Change> changes) {
        boolean late = draw.of("late").below(100) < 12 && changes.contains(Change.LATE_UPLOADS);
        boolean edited = draw.of("edited").below(100) < 10 && changes.contains(Change.CORRECTIONS);
        boolean gone = draw.of("gone").below(100) < 4 && changes.contains(Change.DELETIONS);
        boolean unresolved = draw.of("unresolved").oneIn(150) && changes.contains(Change.UNRESOLVED);
        long comes = end + draw.of("comes").below(late ? LATEST_UPLOAD - (end - start) : 10 * MINUTE);
        long left = start + WITHIN - comes;
        return new WhoopFate(
                comes,
                edited ? comes + draw.of("edit").below(left) : Long.MAX_VALUE,
                gone ? comes + draw.of("go").below(left) : Long.MAX_VALUE,
                unresolved ? Long.MAX_VALUE : comes + draw.of("rating").below(10 * HOUR),
                draw.of("verdict").oneIn(30) ? "UNSCORABLE" : WhoopEntry.SCORED);
    }

    boolean isThere(long now) {
        return comes <= now && now < goes;
    }

    boolean isEdited(long now) {
        return edited <= now;
    }

    String state(long now) {
        return rated <= now ? verdict : WhoopEntry.PENDING;
    }

    /** When it last changed. */
    long updated(long now) {
        long last = rated <= now ? rated : comes;
        return isEdited(now) ? Math.max(last, edited) : last;
    }
}
