package org.healthwarehouse.training;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known for {@link Readiness}. Everything may be missing. Immutable; begins with {@link #none()}.
 *
 * @param variability the week against the person's own band
 * @param restingRise by how much the resting heart rate is above the usual, beats per minute
 * @param sleep last night
 * @param performance fitness and form of the day
 * @param risk signs of too much training; it can raise a red flag but is no factor of the score, whose numbers it
 *     shares
 */
public record ReadinessInputs(
        Optional<HrvBaseline> variability,
        OptionalDouble restingRise,
        Optional<SleepNight> sleep,
        Optional<PerformanceDay> performance,
        Optional<OvertrainingRisk> risk) {
    /** @throws org.healthwarehouse.model.InvalidParameterException if the rise is not finite */
    public ReadinessInputs {
        restingRise.ifPresent(value -> Rules.finite("rise of the resting heart rate", value));
    }

    /** Nothing is known. */
    public static ReadinessInputs none() {
        return new ReadinessInputs(
                Optional.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** With the week's heart rate variability against the band. */
    public ReadinessInputs variability(HrvBaseline known) {
        return new ReadinessInputs(Optional.of(known), restingRise, sleep, performance, risk);
    }

    /** With the rise of the resting heart rate, in beats per minute. */
    public ReadinessInputs restingRise(double known) {
        return new ReadinessInputs(variability, OptionalDouble.of(known), sleep, performance, risk);
    }

    /** With last night. */
    public ReadinessInputs sleep(SleepNight known) {
        return new ReadinessInputs(variability, restingRise, Optional.of(known), performance, risk);
    }

    /** With fitness and form of the day. */
    public ReadinessInputs performance(PerformanceDay known) {
        return new ReadinessInputs(variability, restingRise, sleep, Optional.of(known), risk);
    }

    /** With the signs of too much training. */
    public ReadinessInputs risk(OvertrainingRisk known) {
        return new ReadinessInputs(variability, restingRise, sleep, performance, Optional.of(known));
    }
}
