package org.healthwarehouse.whoop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;

/** Reads a workout. */
final class WorkoutReader {
    private static final List<String> ZONES = List.of(
            "zone_zero_milli",
            "zone_one_milli",
            "zone_two_milli",
            "zone_three_milli",
            "zone_four_milli",
            "zone_five_milli");

    private WorkoutReader() {}

    static ParsedRecord read(Item item) throws MalformedResponseException {
        RecordKey key = RecordKey.uuid(item.requiredIdentity("id"));
        Instant start = item.requiredTime("start");
        Optional<Instant> end = item.time("end");
        Optional<Instant> updated = item.time("updated_at");
        Values values = new Values();
        values.putPlace(item, start);
        boolean pending = values.putState(item);
        Optional<String> sport = item.text("sport_name").filter(text -> !text.isBlank());
        values.put("name", sport);
        values.put("workout_type", sport.map(WorkoutReader::snakeCase));
        // The vendor knows no pauses.
        values.putSeconds(
                "duration",
                end.map(moment -> OptionalDouble.of(
                                (double) Duration.between(start, moment).toMillis()))
                        .orElse(OptionalDouble.empty()));
        Item score = item.object("score");
        score(score, values);
        item.putBack("score", score);
        return new ParsedRecord(
                DataTypes.WORKOUT,
                Set.of(key),
                start,
                end.orElse(start),
                updated,
                pending || end.isEmpty(),
                values.with(item));
    }

    private static void score(Item score, Values values) throws MalformedResponseException {
        values.put("strain", score.number("strain"));
        values.put("heart_rate_mean", score.number("average_heart_rate"));
        values.put("heart_rate_max", score.number("max_heart_rate"));
        values.putEnergy("active_energy", score.number("kilojoule"));
        values.put("recorded", score.number("percent_recorded"));
        values.put("distance", score.number("distance_meter"));
        values.put("elevation_ascended", score.number("altitude_gain_meter"));
        values.put("elevation_change", score.number("altitude_change_meter"));
        // Version 1 of the interface, of which some answers may be left, wrote the singular.
        zones(score, score.left().containsKey("zone_durations") ? "zone_durations" : "zone_duration", values);
    }

    /** All six zones in order, or none: a list cannot tell which one is missing. */
    private static void zones(Item score, String name, Values values) throws MalformedResponseException {
        Item zones = score.object(name);
        if (zones.left().keySet().containsAll(ZONES)) {
            List<Double> seconds = new ArrayList<>();
            for (String zone : ZONES) {
                seconds.add(zones.number(zone).orElseThrow() / 1000);
            }
            values.put("zone_durations", seconds);
        }
        score.putBack(name, zones);
    }

    /** {@code hiking/rucking} becomes {@code hiking_rucking}. */
    private static String snakeCase(String sport) {
        return sport.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "");
    }
}
