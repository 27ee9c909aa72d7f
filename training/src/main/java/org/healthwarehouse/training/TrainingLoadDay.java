package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * The training load of a local date and what follows from it. Loads are in arbitrary units of one formula, which the
 * application chooses; what is not known is empty.
 *
 * @param date local date
 * @param load of the day; 0 on a known day without training
 * @param acute acute load, units per day
 * @param chronic chronic load, units per day
 * @param ratio acute:chronic workload ratio, see {@link WorkloadRatio}
 * @param fitness see {@link PerformanceDay}
 * @param fatigue see {@link PerformanceDay}
 * @param form see {@link PerformanceDay}
 * @param risk see {@link OvertrainingRisk}
 * @param riskReasons why the risk is not low, as sentences
 */
public record TrainingLoadDay(
        LocalDate date,
        OptionalDouble load,
        OptionalDouble acute,
        OptionalDouble chronic,
        OptionalDouble ratio,
        OptionalDouble fitness,
        OptionalDouble fatigue,
        OptionalDouble form,
        Optional<RiskLevel> risk,
        List<String> riskReasons) {
    /** @throws InvalidParameterException if a number is not finite, or a load or the ratio is negative */
    public TrainingLoadDay {
        load.ifPresent(value -> Rules.notNegative("training load", value));
        acute.ifPresent(value -> Rules.notNegative("acute load", value));
        chronic.ifPresent(value -> Rules.notNegative("chronic load", value));
        ratio.ifPresent(value -> Rules.notNegative("workload ratio", value));
        fitness.ifPresent(value -> Rules.finite("fitness", value));
        fatigue.ifPresent(value -> Rules.finite("fatigue", value));
        form.ifPresent(value -> Rules.finite("form", value));
        riskReasons = List.copyOf(riskReasons);
    }

    /** A date of which nothing is known. */
    public static TrainingLoadDay of(LocalDate date) {
        OptionalDouble unknown = OptionalDouble.empty();
        return new TrainingLoadDay(
                date, unknown, unknown, unknown, unknown, unknown, unknown, unknown, Optional.empty(), List.of());
    }

    /** The same date with its load. */
    public TrainingLoadDay load(double units) {
        return new TrainingLoadDay(
                date, OptionalDouble.of(units), acute, chronic, ratio, fitness, fatigue, form, risk, riskReasons);
    }

    /** The same date with acute and chronic load and their ratio. */
    public TrainingLoadDay workload(WorkloadRatio workload) {
        return new TrainingLoadDay(
                date,
                load,
                OptionalDouble.of(workload.acute()),
                OptionalDouble.of(workload.chronic()),
                workload.ratio(),
                fitness,
                fatigue,
                form,
                risk,
                riskReasons);
    }

    /** The same date with fitness, fatigue and form. */
    public TrainingLoadDay performance(PerformanceDay day) {
        return new TrainingLoadDay(
                date,
                load,
                acute,
                chronic,
                ratio,
                OptionalDouble.of(day.fitness()),
                OptionalDouble.of(day.fatigue()),
                OptionalDouble.of(day.form()),
                risk,
                riskReasons);
    }

    /** The same date with its risk and why. */
    public TrainingLoadDay risk(OvertrainingRisk found) {
        return new TrainingLoadDay(
                date,
                load,
                acute,
                chronic,
                ratio,
                fitness,
                fatigue,
                form,
                found.level(),
                found.reasons().stream().map(RiskReason::text).toList());
    }

    /** Without the numbers. */
    @Override
    public String toString() {
        return "TrainingLoadDay[" + date + "]";
    }
}
