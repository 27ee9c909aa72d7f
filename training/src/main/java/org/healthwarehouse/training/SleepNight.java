package org.healthwarehouse.training;

import java.time.Duration;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * One night.
 *
 * @param asleep time asleep
 * @param need what this person needs. For adults it is at least 7 hours (Watson et al. 2015, "Recommended amount of
 *     sleep for a healthy adult", J Clin Sleep Med 11:591-592)
 */
public record SleepNight(Duration asleep, Duration need) {
    /** @throws InvalidParameterException if time asleep is negative or the need not positive */
    public SleepNight {
        if (asleep.isNegative()) {
            throw new InvalidParameterException(
                    "time asleep", "negative", "must not be negative", "give the end after the start");
        }
        Rules.positive("sleep need", (double) need.toMillis());
    }

    /** Which part of the need was met; above 1 for more. */
    double part() {
        return (double) asleep.toMillis() / need.toMillis();
    }
}
