package org.healthwarehouse.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A machine's clock that is wrong by an amount that can be changed, as when somebody sets it, while the true time goes
 * on as before. Thread-safe.
 */
public final class SkewedClock implements InstantSource {
    private final InstantSource truth;
    private volatile Duration skew = Duration.ZERO;

    /** A clock that is right until it is {@linkplain #skew(Duration) set}. */
    public SkewedClock(InstantSource truth) {
        this.truth = truth;
    }

    @Override
    public Instant instant() {
        return truth.instant().plus(skew);
    }

    /** How far it is ahead of the true time; negative if it is behind. */
    public Duration skew() {
        return skew;
    }

    /** Sets the clock so far ahead of the true time, or behind it by a negative duration. */
    public void skew(Duration ahead) {
        skew = ahead;
    }
}
