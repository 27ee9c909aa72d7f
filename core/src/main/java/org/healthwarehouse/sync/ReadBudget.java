package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that one read may take from when it knows what its sources offer: it asks how far they are complete, and
 * then for what is missing. Listing what is offered, about once a day, comes before and has a limit of its own.
 *
 * @param begun when it was known what the sources offer
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
