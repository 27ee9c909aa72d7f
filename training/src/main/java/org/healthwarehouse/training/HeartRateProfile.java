package org.healthwarehouse.training;

import java.util.OptionalDouble;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * The heart rates that belong to a person and that zones and training impulses are measured against.
 *
 * @param resting heart rate at rest, beats per minute
 * @param maximum highest heart rate the person can reach, beats per minute; measured, or estimated by the caller
 * @param threshold heart rate at the lactate threshold, beats per minute, where it is known
 */
public record HeartRateProfile(double resting, double maximum, OptionalDouble threshold) {
    /**
     * @throws InvalidParameterException if a rate is not positive, or they are not resting &lt; threshold &lt; maximum
     */
    public HeartRateProfile {
        Rules.positive("resting heart rate", resting);
        Rules.positive("maximum heart rate", maximum);
        threshold.ifPresent(rate -> Rules.positive("threshold heart rate", rate));
        if (resting >= maximum) {
            throw new InvalidParameterException(
                    "heart rate profile", "resting, maximum", "must rise", "give a resting rate below the maximum");
        }
        if (threshold.isPresent() && (threshold.getAsDouble() <= resting || threshold.getAsDouble() >= maximum)) {
            throw new InvalidParameterException(
                    "heart rate profile",
                    "resting, threshold, maximum",
                    "must rise",
                    "give a threshold between the resting and the maximum rate");
        }
    }

    /**
     * A profile without a threshold.
     *
     * @param resting beats per minute
     * @param maximum beats per minute
     * @throws InvalidParameterException if a rate is not positive, or resting is not below the maximum
     */
    public static HeartRateProfile of(double resting, double maximum) {
        return new HeartRateProfile(resting, maximum, OptionalDouble.empty());
    }

    /**
     * The same profile with a threshold.
     *
     * @param rate beats per minute
     * @throws InvalidParameterException if the rate is not between resting and maximum
     */
    public HeartRateProfile withThreshold(double rate) {
        return new HeartRateProfile(resting, maximum, OptionalDouble.of(rate));
    }

    /**
     * Heart rate reserve, {@code maximum - resting}, in beats per minute (Karvonen, Kentala, Mustala 1957, "The effects
     * of training on heart rate", Ann Med Exp Biol Fenn 35:307-315).
     */
    public double reserve() {
        return maximum - resting;
    }

    /**
     * Which part of the reserve a heart rate uses, {@code (rate - resting) / (maximum - resting)}. Below the resting
     * rate it is 0 and above the maximum 1, because the formulas that use it were fitted between the two.
     *
     * @param rate beats per minute
     * @return 0 to 1
     * @throws InvalidParameterException if the rate is not positive
     */
    public double reserveFraction(double rate) {
        return Math.min(1, Math.max(0, (Rules.positive("heart rate", rate) - resting) / reserve()));
    }
}
