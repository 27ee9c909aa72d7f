package org.healthwarehouse.model;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A workout. What a source does not say is empty; what it says besides is in {@link #record}.
 *
 * @param start when it began, UTC
 * @param end when it ended, UTC
 * @param kind kind of sport in lower snake case, for example {@code running}; {@code other} if it is not known
 * @param activeTime time of exercise without pauses; from start to end if the source does not say
 * @param distanceMetres distance covered
 * @param activeEnergyKcal energy burned by moving
 * @param heartRateMean mean heart rate, {@code /min}
 * @param heartRateMax highest heart rate, {@code /min}
 * @param elevationGainMetres metres climbed
 * @param record everything that is held of it
 */
public record Workout(
        Instant start,
        Instant end,
        String kind,
        Duration activeTime,
        OptionalDouble distanceMetres,
        OptionalDouble activeEnergyKcal,
        OptionalDouble heartRateMean,
        OptionalDouble heartRateMax,
        OptionalDouble elevationGainMetres,
        HealthRecord record) {

    /**
     * Reads a record of type {@link DataTypes#WORKOUT}.
     *
     * @throws InvalidParameterException if it is of another type
     */
    public static Workout of(HealthRecord record) {
        Values values = Values.of(record, DataTypes.WORKOUT);
        return new Workout(
                record.start(),
                record.end(),
                values.text("workout_type").orElse("other"),
                values.seconds("duration").orElse(Duration.between(record.start(), record.end())),
                values.number("distance"),
                values.number("active_energy"),
                values.number("heart_rate_mean"),
                values.number("heart_rate_max"),
                values.number("elevation_ascended"),
                record);
    }
}
