package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Load, monotony and strain of seven days.
 *
 * <p>Source: Foster C 1998, "Monitoring training in athletes with reference to overtraining syndrome", Med Sci Sports
 * Exerc 30:1164-1168: monotony is the mean daily load divided by its standard deviation, strain is the week's load
 * multiplied by the monotony. Days of rest count as 0. The source does not print which standard deviation it means;
 * this is that of a sample (divided by 6), as spreadsheets compute it. All seven days must be known, because a day left
 * out would change the load and its spread.
 *
 * @param last last day of the seven
 * @param load sum of the week, arbitrary units
 * @param mean arbitrary units per day
 * @param standardDeviation of the daily loads, arbitrary units
 */
public record TrainingWeek(LocalDate last, double load, double mean, double standardDeviation) {
    private static final int DAYS = 7;

    /**
     * The seven days that end with this one.
     *
     * @return empty unless all of them are known
     */
    public static Optional<TrainingWeek> endingOn(DailyLoads loads, LocalDate last) {
        double[] week = loads.knownIn(last, DAYS);
        if (week.length < DAYS) {
            return Optional.empty();
        }
        return Optional.of(new TrainingWeek(
                last, Arrays.stream(week).sum(), Statistics.mean(week), Statistics.standardDeviation(week)));
    }

    /**
     * {@code mean / standard deviation}, without unit.
     *
     * @return empty where all days had the same load, see {@link #uniform()}
     */
    public OptionalDouble monotony() {
        return standardDeviation == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean / standardDeviation);
    }

    /**
     * {@code load x monotony}, arbitrary units.
     *
     * @return empty where there is no monotony
     */
    public OptionalDouble strain() {
        return monotony().isPresent() ? OptionalDouble.of(load * monotony().getAsDouble()) : OptionalDouble.empty();
    }

    /**
     * Whether every day had the same load above 0, so that monotony grows beyond all bounds. A week of rest is not
     * uniform in this sense: it has no monotony at all.
     */
    public boolean uniform() {
        return standardDeviation == 0 && mean > 0;
    }
}
