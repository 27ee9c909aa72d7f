package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.Optional;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Mean training load per day over the last days, each of which weighs the same.
 *
 * <p>Acute load is that of 7 days and chronic load that of 28 (Hulin et al. 2014, "Spikes in acute workload are
 * associated with increased injury risk in elite cricket fast bowlers", Br J Sports Med 48:708-712; Gabbett 2016, "The
 * training-injury prevention paradox", Br J Sports Med 50:273-280). Days of rest count as 0. Unknown days are left out
 * of the mean; with fewer than three quarters of the days known there is no answer. That share is ours.
 *
 * @param mean arbitrary units per day
 * @param knownDays over how many days
 * @param windowDays of how many
 */
public record RollingLoad(double mean, int knownDays, int windowDays) {
    /** Days of the acute load. */
    public static final int ACUTE_DAYS = 7;
    /** Days of the chronic load. */
    public static final int CHRONIC_DAYS = 28;

    /**
     * Acute load: the last 7 days.
     *
     * @param last the last of them
     * @return empty if fewer than 6 are known
     */
    public static Optional<RollingLoad> acute(DailyLoads loads, LocalDate last) {
        return over(loads, last, ACUTE_DAYS);
    }

    /**
     * Chronic load: the last 28 days, the acute ones included.
     *
     * @param last the last of them
     * @return empty if fewer than 21 are known
     */
    public static Optional<RollingLoad> chronic(DailyLoads loads, LocalDate last) {
        return over(loads, last, CHRONIC_DAYS);
    }

    /**
     * Mean load over any number of days.
     *
     * @param last the last of them
     * @param days how many
     * @return empty if fewer than three quarters of them, rounded up, are known
     * @throws InvalidParameterException if {@code days < 1}
     */
    public static Optional<RollingLoad> over(DailyLoads loads, LocalDate last, int days) {
        double[] known = loads.knownIn(last, Rules.atLeast("days of a rolling load", days, 1));
        return known.length < enough(days)
                ? Optional.empty()
                : Optional.of(new RollingLoad(Statistics.mean(known), known.length, days));
    }

    /** Three quarters, rounded up. */
    static int enough(int days) {
        return Math.toIntExact((3L * days + 3) / 4);
    }

    /** Whether every day was known. */
    public boolean complete() {
        return knownDays == windowDays;
    }
}
