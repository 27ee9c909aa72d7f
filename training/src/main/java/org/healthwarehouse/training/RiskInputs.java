package org.healthwarehouse.training;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known for {@link OvertrainingRisk}. Everything may be missing. Immutable; begins with {@link #none()}.
 *
 * @param workload acute and chronic load
 * @param week the last seven days
 * @param strainBorder the strain above which this person has become ill before, arbitrary units
 * @param form form of the day on the scale of TSS
 * @param variability the week against the person's own band
 * @param restingRise by how much the resting heart rate is above the usual, beats per minute
 */
public record RiskInputs(
        Optional<WorkloadRatio> workload,
        Optional<TrainingWeek> week,
        OptionalDouble strainBorder,
        OptionalDouble form,
        Optional<HrvBaseline> variability,
        OptionalDouble restingRise) {
    /**
     * @throws org.healthwarehouse.model.InvalidParameterException if a number is not finite or the border not positive
     */
    public RiskInputs {
        strainBorder.ifPresent(border -> Rules.positive("strain border", border));
        form.ifPresent(value -> Rules.finite("form", value));
        restingRise.ifPresent(value -> Rules.finite("rise of the resting heart rate", value));
    }

    /** Nothing is known. */
    public static RiskInputs none() {
        return new RiskInputs(
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.empty());
    }

    /** With acute and chronic load. */
    public RiskInputs workload(WorkloadRatio known) {
        return new RiskInputs(Optional.of(known), week, strainBorder, form, variability, restingRise);
    }

    /** With the last seven days. */
    public RiskInputs week(TrainingWeek known) {
        return new RiskInputs(workload, Optional.of(known), strainBorder, form, variability, restingRise);
    }

    /** With the person's own border of strain, in arbitrary units. */
    public RiskInputs strainBorder(double known) {
        return new RiskInputs(workload, week, OptionalDouble.of(known), form, variability, restingRise);
    }

    /** With the form of the day, on the scale of TSS. */
    public RiskInputs form(double known) {
        return new RiskInputs(workload, week, strainBorder, OptionalDouble.of(known), variability, restingRise);
    }

    /** With the week's heart rate variability against the band. */
    public RiskInputs variability(HrvBaseline known) {
        return new RiskInputs(workload, week, strainBorder, form, Optional.of(known), restingRise);
    }

    /** With the rise of the resting heart rate, in beats per minute. */
    public RiskInputs restingRise(double known) {
        return new RiskInputs(workload, week, strainBorder, form, variability, OptionalDouble.of(known));
    }
}
