package org.healthwarehouse.garmin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.healthwarehouse.garmin.fit.FitMessage;

/**
 * A lap of an activity: a part of it, for which somebody pressed a button, or a kilometre was over.
 *
 * @param startMs UTC epoch milliseconds
 * @param values by the names that a workout has for them
 */
record FitLap(long startMs, Map<String, Object> values) {
    /** Fields of the message; where two say the same, the better one comes later. */
    private static final List<String> FIELDS = List.of(
            "total_timer_time duration",
            "total_distance distance",
            "avg_heart_rate heart_rate_mean",
            "max_heart_rate heart_rate_max",
            "avg_speed speed_mean",
            "enhanced_avg_speed speed_mean",
            "max_speed speed_max",
            "enhanced_max_speed speed_max",
            "avg_power power_mean",
            "max_power power_max",
            "normalized_power power_normalized",
            "total_ascent elevation_ascended",
            "total_descent elevation_descended");

    /** A lap as its message says it; empty if it has no place in time. */
    static Optional<FitLap> of(FitMessage message) {
        long start = message.timeMs("start_time");
        if (start == FitMessage.NO_TIME) {
            return Optional.empty();
        }
        Map<String, Object> values = new TreeMap<>();
        values.put("start", Instant.ofEpochMilli(start).toString());
        for (String field : FIELDS) {
            String[] names = field.split(" ", -1);
            double value = message.value(names[0]);
            if (says(names[1], value)) {
                values.put(names[1], value);
            }
        }
        return Optional.of(new FitLap(start, values));
    }

    /** Whether a value says anything: a heart that did not beat was not measured. */
    static boolean says(String name, double value) {
        return !Double.isNaN(value) && !(name.startsWith("heart_rate") && value <= 0);
    }
}
