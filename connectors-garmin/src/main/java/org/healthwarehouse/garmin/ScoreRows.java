package org.healthwarehouse.garmin;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordType;

/**
 * What Garmin rates of a date, on scales of its own; the same in the interface and in the export.
 *
 * @param type what it is
 * @param names the canonical name of each value, and those that it may have in an object, the best one first
 */
record ScoreRows(RecordType type, Map<String, List<String>> names) {
    static final ScoreRows ENDURANCE = new ScoreRows(
            GarminRecords.ENDURANCE_SCORE,
            Map.of("score", List.of("overallScore"), "classification", List.of("classification")));

    static final ScoreRows HILL = new ScoreRows(
            GarminRecords.HILL_SCORE,
            Map.of(
                    "score", List.of("overallScore"),
                    "strength", List.of("strengthScore"),
                    "endurance", List.of("enduranceScore"),
                    "vo2_max", List.of("vo2MaxPreciseValue", "vo2Max")));

    static final ScoreRows RACES = new ScoreRows(
            GarminRecords.RACE_PREDICTION,
            Map.of(
                    "time_5k", List.of("time5K", "raceTime5K"),
                    "time_10k", List.of("time10K", "raceTime10K"),
                    "time_half_marathon", List.of("timeHalfMarathon", "raceTimeHalf"),
                    "time_marathon", List.of("timeMarathon", "raceTimeMarathon")));

    static final ScoreRows FITNESS_AGE = new ScoreRows(
            DataTypes.FITNESS_AGE,
            Map.of("fitness_age", List.of("fitnessAge", "currentBioAge"), "age", List.of("chronologicalAge")));

    /**
     * What an object says; empty if it has none of the values.
     *
     * @throws BadItemException if it names no date
     */
    Optional<ParsedRecord> read(ExportItem item) throws BadItemException {
        LocalDate date = item.date("calendarDate")
                .or(() -> item.date("asOfDateGmt"))
                .orElseThrow(() -> new BadItemException("a required field is missing or unreadable: calendarDate"));
        Optional<String> device = ExportRows.deviceKey(item);
        ExportValues values = new ExportValues();
        boolean any = false;
        for (Map.Entry<String, List<String>> each : names.entrySet()) {
            for (String name : each.getValue()) {
                OptionalDouble number = values.has(each.getKey()) ? OptionalDouble.empty() : item.number(name);
                any |= number.isPresent();
                values.put(each.getKey(), number);
            }
        }
        if (!any) {
            return Optional.empty();
        }
        values.json("local_date", date.toString()).put("device", device);
        return Optional.of(ExportRows.record(
                type,
                Set.of(GarminKeys.day(date, device.orElse(""))),
                Telling.noon(date),
                Telling.noon(date),
                values.with(item)));
    }

    /** As a body of the web interface has it. */
    void tell(ExportItem item, Telling out) throws BadItemException {
        item.copy().date("calendarDate").ifPresent(out::date);
        read(item).ifPresent(out::record);
    }
}
