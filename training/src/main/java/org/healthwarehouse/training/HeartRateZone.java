package org.healthwarehouse.training;

import org.healthwarehouse.model.InvalidParameterException;

/**
 * One heart rate zone.
 *
 * @param name what the source calls it: {@code 1} to {@code 5}, or {@code 5a}
 * @param from lowest heart rate of the zone, beats per minute, inclusive
 * @param below where the next zone begins, beats per minute, exclusive; infinite for the last
 */
public record HeartRateZone(String name, double from, double below) {
    /** @throws InvalidParameterException if the bounds do not rise */
    public HeartRateZone {
        Rules.notNegative("lower bound of a zone", from);
        if (!(below > from)) {
            throw new InvalidParameterException("heart rate zone", name, "must not be empty", "give rising bounds");
        }
    }

    /** Whether a heart rate in beats per minute lies in the zone. */
    public boolean contains(double rate) {
        return rate >= from && rate < below;
    }
}
