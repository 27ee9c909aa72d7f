package org.healthwarehouse.sync;

import java.time.Duration;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Exponential back-off with jitter, as a value.
 *
 * @param attempts tries in all, the first included
 * @param firstDelay wait after the first failure
 * @param ceiling longest wait, jitter apart
 * @param multiplier by which each wait is longer than the one before
 * @param jitter the greatest part of a wait that chance adds, from 0 to 1
 */
public record Backoff(int attempts, Duration firstDelay, Duration ceiling, double multiplier, double jitter)
        implements RetryPolicy {
    /** 3 tries, 1 s, 2 s, ... at most 60 s, up to a fifth longer by chance. */
    public static final Backoff DEFAULT = new Backoff(3, Duration.ofSeconds(1), Duration.ofSeconds(60), 2, 0.2);

    /**
     * @throws InvalidParameterException if there is no attempt, a delay is negative, the waits would shrink, or the
     *     jitter is not from 0 to 1
     */
    public Backoff {
        if (attempts < 1
                || firstDelay.isNegative()
                || ceiling.isNegative()
                || !(multiplier >= 1 && multiplier <= Double.MAX_VALUE)
                || !(jitter >= 0 && jitter <= 1)) {
            throw new InvalidParameterException(
                    "back-off",
                    attempts + " tries, " + firstDelay + " to " + ceiling + ", times " + multiplier + ", jitter "
                            + jitter,
                    "must have at least one try, no negative delay, a multiplier of at least 1 and a jitter from 0 to 1",
                    "start from Backoff.DEFAULT");
        }
    }

    /** The same back-off with another first delay. */
    public Backoff firstDelay(Duration delay) {
        return new Backoff(attempts, delay, ceiling, multiplier, jitter);
    }

    @Override
    public boolean retries(Failure failure) {
        return failure instanceof Failure.TimedOut
                || failure instanceof Failure.Unreachable
                || failure instanceof Failure.RateLimited;
    }

    @Override
    public Duration delay(int attempt, double random) {
        double millis = Math.min(
                (double) ceiling.toMillis(), firstDelay.toMillis() * Math.pow(multiplier, Math.max(0, attempt - 1)));
        return Duration.ofMillis((long) (millis * (1 + jitter * random)));
    }
}
