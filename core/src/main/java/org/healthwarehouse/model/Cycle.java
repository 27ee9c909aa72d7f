package org.healthwarehouse.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A day as the body has it: from falling asleep to falling asleep the next time. What a source does not say is empty;
 * what it says besides is in {@link #record}.
 *
 * @param start when it began, UTC
 * @param end when it ended, UTC; empty for the one that goes on
 * @param strain load on heart and vessels as the source rates it; WHOOP from 0 to 21
 * @param energyKcal energy burned, at rest and by moving, {@code kcal}
 * @param heartRateMean mean heart rate, {@code /min}
 * @param heartRateMax highest heart rate, {@code /min}
 * @param scoreState whether the source has rated it: scored, pending or unscorable
 * @param localDate local date on which it began, as the source says; usually the evening before the day it is for
 * @param record everything that is held of it
 */
public record Cycle(
        Instant start,
        Optional<Instant> end,
        OptionalDouble strain,
        OptionalDouble energyKcal,
        OptionalDouble heartRateMean,
        OptionalDouble heartRateMax,
        Optional<String> scoreState,
        Optional<LocalDate> localDate,
        HealthRecord record) {

    /**
     * Reads a record of type {@link DataTypes#CYCLE}.
     *
     * @throws InvalidParameterException if it is of another type
     */
    public static Cycle of(HealthRecord record) {
        Values values = Values.of(record, DataTypes.CYCLE);
        boolean goesOn = record.open() && record.end().equals(record.start());
        return new Cycle(
                record.start(),
                goesOn ? Optional.empty() : Optional.of(record.end()),
                values.number("strain"),
                values.number("energy"),
                values.number("heart_rate_mean"),
                values.number("heart_rate_max"),
                values.text("score_state"),
                values.date("local_date"),
                record);
    }
}
