package org.healthwarehouse.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a source says of a local date as a whole. What it does not say is empty; what it says besides is in
 * {@link #record}.
 *
 * @param start when the local date began, UTC
 * @param end when it ended, UTC; 23 to 25 hours later, more for travellers
 * @param localDate the date, as the source says
 * @param steps steps taken
 * @param distanceMetres distance covered on foot
 * @param elevationGainMetres metres climbed
 * @param energy energy burned
 * @param heartRate heart rates of the date
 * @param moderateActivity time of moderate exercise
 * @param vigorousActivity time of vigorous exercise
 * @param stress stress, as the source rates it
 * @param bodyBattery energy left, as the source rates it
 * @param spo2Mean mean oxygen saturation, {@code %} from 0 to 100
 * @param respiratoryRateAwake mean breaths per minute while awake
 * @param record everything that is held of it
 */
public record DailySummary(
        Instant start,
        Instant end,
        Optional<LocalDate> localDate,
        OptionalDouble steps,
        OptionalDouble distanceMetres,
        OptionalDouble elevationGainMetres,
        Energy energy,
        HeartRates heartRate,
        Optional<Duration> moderateActivity,
        Optional<Duration> vigorousActivity,
        Stress stress,
        BodyBattery bodyBattery,
        OptionalDouble spo2Mean,
        OptionalDouble respiratoryRateAwake,
        HealthRecord record) {

    /**
     * Energy burned, {@code kcal}.
     *
     * @param total all of it
     * @param active by moving
     * @param basal at rest
     */
    public record Energy(OptionalDouble total, OptionalDouble active, OptionalDouble basal) {}

    /**
     * Heart rates, {@code /min}.
     *
     * @param mean mean of the date
     * @param min lowest
     * @param max highest
     * @param resting at rest
     */
    public record HeartRates(OptionalDouble mean, OptionalDouble min, OptionalDouble max, OptionalDouble resting) {}

    /**
     * Stress on the source's own scale; Garmin's goes from 0 to 100.
     *
     * @param mean mean of the date
     * @param max highest
     */
    public record Stress(OptionalDouble mean, OptionalDouble max) {}

    /**
     * Energy left on the source's own scale; Garmin's goes from 0 to 100.
     *
     * @param high most of the date
     * @param low least of the date
     * @param charged what it rose by, all rises added up
     * @param drained what it fell by, all falls added up
     */
    public record BodyBattery(
            OptionalDouble high, OptionalDouble low, OptionalDouble charged, OptionalDouble drained) {}

    /**
     * Reads a record of type {@link DataTypes#DAILY_SUMMARY}.
     *
     * @throws InvalidParameterException if it is of another type
     */
    public static DailySummary of(HealthRecord record) {
        Values values = Values.of(record, DataTypes.DAILY_SUMMARY);
        return new DailySummary(
                record.start(),
                record.end(),
                values.date("local_date"),
                values.number("steps"),
                values.number("distance"),
                values.number("elevation_ascended"),
                new Energy(
                        values.number("total_energy"), values.number("active_energy"), values.number("basal_energy")),
                new HeartRates(
                        values.number("heart_rate_mean"),
                        values.number("heart_rate_min"),
                        values.number("heart_rate_max"),
                        values.number("resting_heart_rate")),
                values.seconds("moderate_activity"),
                values.seconds("vigorous_activity"),
                new Stress(values.number("stress_mean"), values.number("stress_max")),
                new BodyBattery(
                        values.number("body_battery_high"),
                        values.number("body_battery_low"),
                        values.number("body_battery_charged"),
                        values.number("body_battery_drained")),
                values.number("spo2_mean"),
                values.number("respiratory_rate_awake"),
                record);
    }
}
