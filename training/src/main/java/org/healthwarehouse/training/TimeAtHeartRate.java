package org.healthwarehouse.training;

import java.time.Duration;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * A stretch of a training with one heart rate: a whole session with its mean, or the time until the next sample.
 *
 * @param duration how long; not negative
 * @param rate beats per minute; positive
 */
public record TimeAtHeartRate(Duration duration, double rate) {
    /** @throws InvalidParameterException if the duration is negative or the rate not positive */
    public TimeAtHeartRate {
        if (duration.isNegative()) {
            throw new InvalidParameterException(
                    "time at a heart rate", "negative", "must not be negative", "give the end after the start");
        }
        Rules.positive("heart rate", rate);
    }

    /** The duration in minutes, with its fraction. */
    public double minutes() {
        return duration.toNanos() / 60e9;
    }
}
