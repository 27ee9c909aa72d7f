package org.healthwarehouse.sync;

import java.time.Duration;
import org.healthwarehouse.model.Failure;

/** Decides whether and when a failed attempt is repeated. Pure; computes delays and never waits. */
public interface RetryPolicy {
    /** How often a chunk is tried in all, the first time included. */
    int attempts();

    /** Whether trying the same again can help at all. */
    boolean retries(Failure failure);

    /**
     * How long to wait before the next attempt.
     *
     * @param attempt how many attempts have failed so far, from 1
     * @param random from 0 to 1, for jitter
     */
    Duration delay(int attempt, double random);

    /** The default: 3 attempts, waits of 1 s, 2 s, 4 s ... up to 60 s, each up to a fifth longer by chance. */
    static RetryPolicy exponential() {
        return Backoff.DEFAULT;
    }
}
