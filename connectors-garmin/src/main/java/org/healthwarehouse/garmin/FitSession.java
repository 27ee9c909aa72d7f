package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.fit.FitMessage;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;

/**
 * A session of an activity: one sport from start to end. A multisport activity has several.
 *
 * @param startMs UTC epoch milliseconds
 * @param endMs UTC epoch milliseconds
 * @param sport canonical name
 * @param known values of the canonical fields
 * @param vendor what has no canonical field, in the words of the format
 */
record FitSession(long startMs, long endMs, String sport, Map<String, Object> known, Map<String, Object> vendor) {
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("total_timer_time", "duration"),
            Map.entry("total_distance", "distance"),
            Map.entry("avg_heart_rate", "heart_rate_mean"),
            Map.entry("max_heart_rate", "heart_rate_max"),
            Map.entry("avg_speed", "speed_mean"),
            Map.entry("max_speed", "speed_max"),
            Map.entry("enhanced_avg_speed", "speed_mean"),
            Map.entry("enhanced_max_speed", "speed_max"),
            Map.entry("avg_power", "power_mean"),
            Map.entry("max_power", "power_max"),
            Map.entry("normalized_power", "power_normalized"),
            Map.entry("total_training_effect", "training_effect_aerobic"),
            Map.entry("total_anaerobic_training_effect", "training_effect_anaerobic"),
            Map.entry("total_ascent", "elevation_ascended"),
            Map.entry("total_descent", "elevation_descended"));

    /** The most that the format can say. */
    private static final double LONGEST_SECONDS = 0xFFFF_FFFFL / 1000.0;

    private static final Set<String> VENDOR_FIELDS = Set.of("sub_sport", "total_elapsed_time", "total_calories");

    /** A session as its message says it; empty if it has no place in time. */
    static Optional<FitSession> of(FitMessage message) {
        long start = message.timeMs("start_time");
        if (start == FitMessage.NO_TIME) {
            return Optional.empty();
        }
        double elapsed = message.value("total_elapsed_time");
        double seconds = Double.isNaN(elapsed) ? message.value("total_timer_time") : elapsed;
        boolean sane = seconds >= 0 && seconds <= LONGEST_SECONDS;
        long end = start + (sane ? Math.round(seconds * 1000) : 0);
        Map<String, Object> known = new TreeMap<>();
        FIELDS.forEach((field, name) -> put(known, name, message.value(field)));
        String sport = Sports.name(message.value("sport"));
        // On foot the format counts one foot only.
        double feet = Sports.isOnFoot(sport) ? 2 : 1;
        put(known, "cadence_mean", message.value("avg_cadence") * feet);
        put(known, "cadence_max", message.value("max_cadence") * feet);
        Map<String, Object> vendor = new TreeMap<>();
        VENDOR_FIELDS.forEach(field -> put(vendor, field, message.value(field)));
        return Optional.of(new FitSession(start, end, sport, known, vendor));
    }

    private static void put(Map<String, Object> values, String name, double value) {
        if (FitLap.says(name, value)) {
            values.put(name, value);
        }
    }

    boolean contains(long timeMs) {
        return startMs <= timeMs && timeMs <= endMs;
    }

    /** The workout; its keys are the second in which it began and, if it is known, the file. */
    ParsedRecord workout(FitOutline outline) {
        Map<String, Object> values = new TreeMap<>(known);
        values.put("workout_type", sport);
        if (!outline.device().key().isEmpty()) {
            values.put("device", outline.device().key());
        }
        outline.offset().ifPresent(offset -> {
            values.put("time_zone", offset.getId());
            values.put(
                    "local_date",
                    Instant.ofEpochMilli(startMs).atOffset(offset).toLocalDate().toString());
        });
        List<Object> laps = outline.laps(this);
        if (laps.size() > 1) {
            values.put("laps", laps);
        }
        if (!vendor.isEmpty()) {
            values.put("vendor", vendor);
        }
        Set<RecordKey> keys = new HashSet<>(Set.of(GarminKeys.start(Instant.ofEpochMilli(startMs))));
        outline.key(this).ifPresent(keys::add);
        return new ParsedRecord(
                DataTypes.WORKOUT,
                keys,
                Instant.ofEpochMilli(startMs),
                Instant.ofEpochMilli(endMs),
                Optional.empty(),
                false,
                Attributes.of(values));
    }
}
