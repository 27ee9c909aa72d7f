package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that one read may take, for all that it does: it asks how far sources are complete, and then for what is
 * missing.
 *
 * @param begun when the read began
 * @param whole how long it may take
 */
public record ReadBudget(Instant begun, Duration whole) {
    /** Of the whole, so much at most is for questions that come before anything is fetched. */
    private static final int PART = 3;

    /** When the read has to end. */
    public Instant deadline() {
        return begun.plus(whole);
    }

    /** How much is left; nothing if it is used up. */
    public Duration left(Instant now) {
        return until(deadline(), now);
    }

    /** How much is left for questions that come before anything is fetched. */
    Duration leftForQuestions(Instant now) {
        return until(begun.plus(whole.dividedBy(PART)), now);
    }

    /** A clock that was set back makes no read longer. */
    private Duration until(Instant end, Instant now) {
        Duration left = Duration.between(now.isBefore(begun) ? begun : now, end);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
