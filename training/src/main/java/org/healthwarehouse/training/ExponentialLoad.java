package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.Optional;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Exponentially weighted moving average of the daily load: {@code today = load x lambda + (1 - lambda) x yesterday}
 * with {@code lambda = 2 / (N + 1)}.
 *
 * <p>Source: Williams, West, Cross, Stokes 2017, "Better way to determine the acute:chronic workload ratio?", Br J
 * Sports Med 51:209-210, with N = 7 for the acute and N = 28 for the chronic load. The source does not say how the
 * average begins; here it begins with the load of the first known day. Days of rest count as 0. An unknown day leaves
 * the average as it was, and with fewer than three quarters of the last N days known there is no answer; both are ours.
 *
 * @param mean arbitrary units per day
 * @param knownDays how many of the last N days are known
 * @param days N
 */
public record ExponentialLoad(double mean, int knownDays, int days) {
    /**
     * Acute load, N = 7.
     *
     * @param date the last day that counts
     * @return empty if fewer than 6 of the last 7 days are known
     */
    public static Optional<ExponentialLoad> acute(DailyLoads loads, LocalDate date) {
        return of(loads, date, RollingLoad.ACUTE_DAYS);
    }

    /**
     * Chronic load, N = 28.
     *
     * @param date the last day that counts
     * @return empty if fewer than 21 of the last 28 days are known
     */
    public static Optional<ExponentialLoad> chronic(DailyLoads loads, LocalDate date) {
        return of(loads, date, RollingLoad.CHRONIC_DAYS);
    }

    /**
     * The average for any N.
     *
     * @param date the last day that counts
     * @param days N
     * @return empty if fewer than three quarters of the last N days, rounded up, are known
     * @throws InvalidParameterException if {@code days < 1}
     */
    public static Optional<ExponentialLoad> of(DailyLoads loads, LocalDate date, int days) {
        int known = loads.knownIn(date, Rules.atLeast("days of an exponential load", days, 1)).length;
        if (known < RollingLoad.enough(days)) {
            return Optional.empty();
        }
        double mean = Smoothing.upTo(loads, date, lambda(days)).orElseThrow();
        return Optional.of(new ExponentialLoad(mean, known, days));
    }

    /**
     * {@code 2 / (N + 1)}.
     *
     * @param days N
     * @throws InvalidParameterException if {@code days < 1}
     */
    public static double lambda(int days) {
        return 2.0 / (Rules.atLeast("days of an exponential load", days, 1) + 1);
    }
}
