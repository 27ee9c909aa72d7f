package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * What is usual for a person: mean and standard deviation of one value a day over the last days. Days without a value
 * are left out.
 *
 * @param mean in the unit of the values
 * @param standardDeviation of a sample (divided by n - 1), in the unit of the values
 * @param days over how many days
 */
public record Baseline(double mean, double standardDeviation, int days) {
    /**
     * The baseline over the days that end with one.
     *
     * @param values one for each local date that has one
     * @param last last day
     * @param days how many days to look back, the last included
     * @param minimum how many values are needed, at least 2
     * @return empty if there are fewer
     * @throws InvalidParameterException if {@code minimum < 2}, {@code days < minimum}, or a value is not finite
     */
    public static Optional<Baseline> over(Map<LocalDate, Double> values, LocalDate last, int days, int minimum) {
        Rules.atLeast("values needed for a baseline", minimum, 2);
        Rules.atLeast("days of a baseline", days, minimum);
        double[] found = LongStream.range(0, days)
                .mapToObj(ago -> values.get(last.minusDays(ago)))
                .filter(Objects::nonNull)
                .mapToDouble(value -> Rules.finite("value of a baseline", value))
                .toArray();
        return found.length < minimum
                ? Optional.empty()
                : Optional.of(new Baseline(Statistics.mean(found), Statistics.standardDeviation(found), found.length));
    }
}
