package org.healthwarehouse.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How recovered the body is after a night. What a source does not say is empty, and so are the numbers while it is
 * still reckoning; what it says besides is in {@link #record}.
 *
 * @param start when the time began that it speaks of, UTC
 * @param end when that time ended, UTC; equal to the start for a moment
 * @param score the source's own rating, {@code %} from 0 to 100
 * @param restingHeartRate heart rate at rest, {@code /min}
 * @param hrvRmssdMillis heart rate variability as RMSSD, {@code ms}
 * @param spo2 oxygen saturation, {@code %} from 0 to 100
 * @param skinTemperatureCelsius temperature of the skin, {@code Cel}
 * @param calibrating whether the source still gets to know the person
 * @param scoreState whether the source has rated it: scored, pending or unscorable
 * @param cycleId identity of the cycle that it belongs to
 * @param sleepId identity of the sleep that it was rated after
 * @param localDate local date that it is for, as the source says
 * @param record everything that is held of it
 */
public record Recovery(
        Instant start,
        Instant end,
        OptionalDouble score,
        OptionalDouble restingHeartRate,
        OptionalDouble hrvRmssdMillis,
        OptionalDouble spo2,
        OptionalDouble skinTemperatureCelsius,
        Optional<Boolean> calibrating,
        Optional<String> scoreState,
        Optional<String> cycleId,
        Optional<String> sleepId,
        Optional<LocalDate> localDate,
        HealthRecord record) {

    /**
     * Reads a record of type {@link DataTypes#RECOVERY}.
     *
     * @throws InvalidParameterException if it is of another type
     */
    public static Recovery of(HealthRecord record) {
        Values values = Values.of(record, DataTypes.RECOVERY);
        return new Recovery(
                record.start(),
                record.end(),
                values.number("score"),
                values.number("resting_heart_rate"),
                values.number("hrv_rmssd"),
                values.number("spo2"),
                values.number("skin_temperature"),
                values.flag("calibrating"),
                values.text("score_state"),
                values.text("cycle_id"),
                values.text("sleep_id"),
                values.date("local_date"),
                record);
    }
}
