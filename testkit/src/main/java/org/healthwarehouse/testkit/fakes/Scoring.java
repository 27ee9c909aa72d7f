package org.healthwarehouse.testkit.fakes;

import java.util.Set;
import java.util.SplittableRandom;

/**
 * How a record of the paged listing is rated.
 *
 * @param at when, in UTC epoch milliseconds; never: {@link Long#MAX_VALUE}
 * @param verdict what it is from then on
 */
record Scoring(long at, String verdict) {
    private static final long HOUR = 3_600_000;

    /** Draws when and how something is rated that is complete since the given moment. */
    static Scoring draw(SplittableRandom dice, long since, Set<Change> changes) {
        long at = since + dice.nextLong(10 * HOUR);
        boolean never = dice.nextInt(150) == 0 && changes.contains(Change.UNRESOLVED);
        String verdict = dice.nextInt(30) == 0 ? "UNSCORABLE" : Entry.SCORED;
        return new Scoring(never ? Long.MAX_VALUE : at, verdict);
    }

    String stateAt(long now) {
        return at <= now ? verdict : Entry.PENDING;
    }
}
