package org.healthwarehouse.testkit.person;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One workout recorded by the watch. Its figures agree with the samples of the watch within it.
 *
 * @param uuid the identity, the same in every answer that holds this workout
 * @param type what was done
 * @param device the watch, as it was then
 * @param start when it began, inclusive
 * @param end when it ended, exclusive
 * @param energyKcal active energy in kilocalories
 * @param distanceMetres the distance in metres; 0 where the type has none
 * @param meanHeartRate mean of the heart-rate samples in beats per minute
 * @param maxHeartRate highest of the heart-rate samples in beats per minute
 */
public record PersonWorkout(
        UUID uuid,
        WorkoutType type,
        PersonDevice device,
        Instant start,
        Instant end,
        double energyKcal,
        double distanceMetres,
        double meanHeartRate,
        double maxHeartRate) {

    /** Checks that the workout lasts some time. */
    public PersonWorkout {
        Objects.requireNonNull(uuid, "uuid");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(device, "device");
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("workout starts at " + start + " but ends at " + end);
        }
    }

    /**
     * How long it lasted.
     *
     * @return the time from start to end
     */
    public Duration duration() {
        return Duration.between(start, end);
    }
}
