package org.healthwarehouse.training;

import java.time.Duration;
import java.time.LocalDate;
import java.util.SplittableRandom;

/**
 * A date of a {@link SampleAthlete} and the night that ends on it.
 *
 * @param restingRate heart rate at rest, {@code /min}
 * @param rmssd variability of the night, {@code ms}
 * @param stress mean of the date, 0 to 100
 */
record SampleDay(
        LocalDate date,
        int steps,
        int restingRate,
        int rmssd,
        int stress,
        Duration light,
        Duration deep,
        Duration rem,
        Duration awake) {
    static SampleDay of(LocalDate date, SplittableRandom random) {
        return new SampleDay(
                date,
                random.nextInt(5_000, 14_000),
                random.nextInt(48, 55),
                random.nextInt(52, 78),
                random.nextInt(18, 42),
                Duration.ofMinutes(random.nextInt(200, 270)),
                Duration.ofMinutes(random.nextInt(55, 95)),
                Duration.ofMinutes(random.nextInt(75, 120)),
                Duration.ofMinutes(random.nextInt(5, 35)));
    }

    Duration asleep() {
        return light.plus(deep).plus(rem);
    }
}
