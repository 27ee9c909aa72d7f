package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * The recursion {@code today = yesterday + factor x (load - yesterday)}. An unknown day leaves the average as it was,
 * as if it had been an average day; a day of rest lets it decay.
 */
final class Smoothing {
    private Smoothing() {}

    static double step(double yesterday, double factor, OptionalDouble load) {
        return load.isPresent() ? yesterday + factor * (load.getAsDouble() - yesterday) : yesterday;
    }

    /** From the first known load, which is the first average, to this date; empty if no day up to then is known. */
    static OptionalDouble upTo(DailyLoads loads, LocalDate date, double factor) {
        OptionalDouble average = OptionalDouble.empty();
        for (LocalDate day = loads.first(); !day.isAfter(date); day = day.plusDays(1)) {
            OptionalDouble load = loads.on(day);
            average = average.isPresent() ? OptionalDouble.of(step(average.getAsDouble(), factor, load)) : load;
        }
        return average;
    }
}
