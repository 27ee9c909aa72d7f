package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Acute:chronic workload ratio (ACWR): how the load of the last week compares with what the person is used to.
 *
 * <p>The ratio describes a change of load. That it predicts injuries is disputed (Impellizzeri, Tenan, Kempton, Novak,
 * Coutts 2020, "Acute:chronic workload ratio: conceptual issues and fundamental pitfalls", Int J Sports Physiol Perform
 * 15:907-913).
 *
 * @param acute arbitrary units per day
 * @param chronic arbitrary units per day
 */
public record WorkloadRatio(double acute, double chronic) {
    /** @throws org.healthwarehouse.model.InvalidParameterException if a load is negative or not finite */
    public WorkloadRatio {
        Rules.notNegative("acute load", acute);
        Rules.notNegative("chronic load", chronic);
    }

    /**
     * Rolling means, coupled: the 7 days are part of the 28 (Gabbett 2016, "The training-injury prevention paradox", Br
     * J Sports Med 50:273-280). While all 28 days are known it cannot exceed 4.
     *
     * @param date the last day that counts
     * @return empty if too few days are known, see {@link RollingLoad}
     */
    public static Optional<WorkloadRatio> coupled(DailyLoads loads, LocalDate date) {
        return RollingLoad.acute(loads, date)
                .flatMap(acute -> RollingLoad.chronic(loads, date)
                        .map(chronic -> new WorkloadRatio(acute.mean(), chronic.mean())));
    }

    /**
     * Rolling means, uncoupled: the 7 days against the 21 before them, so that no day stands on both sides (Windt,
     * Gabbett 2019, "Is it all for naught? What does mathematical coupling mean for acute:chronic workload ratios?", Br
     * J Sports Med 53:988-990).
     *
     * @param date the last day that counts
     * @return empty if too few days are known, see {@link RollingLoad}
     */
    public static Optional<WorkloadRatio> uncoupled(DailyLoads loads, LocalDate date) {
        LocalDate before = date.minusDays(RollingLoad.ACUTE_DAYS);
        return RollingLoad.acute(loads, date)
                .flatMap(acute -> RollingLoad.over(loads, before, RollingLoad.CHRONIC_DAYS - RollingLoad.ACUTE_DAYS)
                        .map(chronic -> new WorkloadRatio(acute.mean(), chronic.mean())));
    }

    /**
     * Exponentially weighted means of 7 and 28 days (Williams et al. 2017, see {@link ExponentialLoad}).
     *
     * @param date the last day that counts
     * @return empty if too few days are known
     */
    public static Optional<WorkloadRatio> exponential(DailyLoads loads, LocalDate date) {
        return ExponentialLoad.acute(loads, date)
                .flatMap(acute -> ExponentialLoad.chronic(loads, date)
                        .map(chronic -> new WorkloadRatio(acute.mean(), chronic.mean())));
    }

    /**
     * {@code acute / chronic}.
     *
     * @return empty where the chronic load is 0: the division has no meaning, neither for somebody who begins after a
     *     long rest (who would be infinitely above the usual) nor for somebody who goes on resting
     */
    public OptionalDouble ratio() {
        return chronic == 0 ? OptionalDouble.empty() : OptionalDouble.of(acute / chronic);
    }
}
