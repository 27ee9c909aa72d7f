package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import org.healthwarehouse.model.Failure;

/** The pause after a 429: as told or as the back-off says, whichever is longer. Thread-safe. */
final class RateLimitPause {
    private Instant until = Instant.MIN;
    private Duration length = Duration.ZERO;
    private int inARow;

    /** The earliest moment of the next call; no pause lasts longer than was asked for because a clock was set back. */
    synchronized Instant until(Instant now) {
        Instant latest = now.plus(length);
        until = until.isAfter(latest) ? latest : until;
        return until;
    }

    /** One more 429 in a row. A pause never becomes shorter. */
    synchronized void begin(Failure.RateLimited limited, RetryPolicy policy, double random, Instant now) {
        inARow++;
        Duration backoff = policy.delay(inARow, random);
        Duration wait =
                limited.retryAfter().filter(told -> told.compareTo(backoff) > 0).orElse(backoff);
        Instant end = now.plus(wait);
        if (end.isAfter(until(now))) {
            until = end;
            length = wait;
        }
    }

    /** The vendor answered; a pause that it asked for before holds all the same. */
    synchronized void answered() {
        inARow = 0;
    }
}
