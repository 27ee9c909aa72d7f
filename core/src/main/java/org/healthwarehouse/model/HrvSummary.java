package org.healthwarehouse.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Heart rate variability of a night or another time, beside what is usual for the person. What a source does not say is
 * empty; what it says besides is in {@link #record}.
 *
 * @param start when the time began that it speaks of, UTC
 * @param end when that time ended, UTC
 * @param localDate local date that it is for; that of waking up for a night
 * @param context when it was measured: {@code sleep}, {@code morning}, {@code all_day} or {@code activity}
 * @param nightMeanMillis mean of the night by the source's own measure, {@code ms}
 * @param nightMaxMillis highest of five minutes of the night, {@code ms}
 * @param weekMeanMillis mean of the last seven nights, {@code ms}
 * @param rmssdMillis RMSSD, {@code ms}, where the source says that it is one
 * @param sdnnMillis SDNN, {@code ms}, where the source says that it is one
 * @param pnn50 share of neighbouring intervals that differ by more than 50 ms, {@code %} from 0 to 100
 * @param balancedFromMillis from this on it is what is usual for the person, {@code ms}
 * @param balancedToMillis up to this it is what is usual for the person, {@code ms}
 * @param status how the source judges it, in lower case, for example {@code balanced}
 * @param record everything that is held of it
 */
public record HrvSummary(
        Instant start,
        Instant end,
        Optional<LocalDate> localDate,
        Optional<String> context,
        OptionalDouble nightMeanMillis,
        OptionalDouble nightMaxMillis,
        OptionalDouble weekMeanMillis,
        OptionalDouble rmssdMillis,
        OptionalDouble sdnnMillis,
        OptionalDouble pnn50,
        OptionalDouble balancedFromMillis,
        OptionalDouble balancedToMillis,
        Optional<String> status,
        HealthRecord record) {

    /**
     * Reads a record of type {@link DataTypes#HRV_SUMMARY}.
     *
     * @throws InvalidParameterException if it is of another type
     */
    public static HrvSummary of(HealthRecord record) {
        Values values = Values.of(record, DataTypes.HRV_SUMMARY);
        return new HrvSummary(
                record.start(),
                record.end(),
                values.date("local_date"),
                values.text("context"),
                values.number("night_mean"),
                values.number("night_max"),
                values.number("week_mean"),
                values.number("rmssd"),
                values.number("sdnn"),
                values.number("pnn50"),
                values.number("balanced_from"),
                values.number("balanced_to"),
                values.text("status"),
                record);
    }
}
