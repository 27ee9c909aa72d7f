package org.healthwarehouse.storage.sqlite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The views that applications for training expect under names of their own: days, sleeps, activities, the heart rates
 * in them, and heart rate variability, of all sources. First what identifies a row, then the usual columns in the units
 * that people expect; moments are Unix seconds.
 */
final class HealthViews {
    private static final String MINUTES = " / 60.0";

    private HealthViews() {}

    /** What they are called. */
    static List<String> names() {
        return List.copyOf(all().keySet());
    }

    /** The statements that make them, by name. */
    static Map<String, String> all() {
        Map<String, String> views = new LinkedHashMap<>();
        views.put("daily_metrics", days());
        views.put("sleep_sessions", sleeps());
        views.put("activities", activities());
        views.put("heart_rate_samples", heartRates());
        views.put("hrv_readings", variability());
        return views;
    }

    private static String days() {
        return new ViewText("daily_metrics", "daily_summary")
                .value("r.record_id", "id")
                .owner()
                .field("local_date", "date")
                .field("steps", "steps")
                .field("distance", "distance")
                .field("total_energy", "total_calories")
                .field("active_energy", "active_calories")
                .field("basal_energy", "resting_calories")
                .value(ViewText.samples("flights_climbed", "sum(p.value)", ""), "floors")
                .field("elevation_ascended", "elevation_gain")
                .field("moderate_activity", MINUTES, "moderate_intensity_minutes")
                .field("vigorous_activity", MINUTES, "vigorous_intensity_minutes")
                .field("resting_heart_rate", "resting_heart_rate")
                .field("heart_rate_max", "max_heart_rate")
                .field("heart_rate_mean", "avg_heart_rate")
                .field("heart_rate_min", "min_heart_rate")
                .value(hrvOfNight(), "hrv")
                .field("stress_mean", "stress_avg")
                .field("stress_max", "stress_max")
                .field("body_battery_high", "body_battery_high")
                .field("body_battery_low", "body_battery_low")
                .field("body_battery_charged", "body_battery_charged")
                .field("body_battery_drained", "body_battery_drained")
                .value(ViewText.ofDate("recovery", ViewText.attribute("x", "score")), "recovery")
                .value(mainSleep("sum(" + ViewText.attribute("x", "asleep") + ")" + MINUTES), "sleep_minutes")
                .value(mainSleep("max(" + ViewText.attribute("x", "score") + ")"), "sleep_score")
                .value(last("vo2_max"), "vo2_max")
                .value(ViewText.ofDate("fitness_age", ViewText.attribute("x", "fitness_age")), "fitness_age")
                .value(last("body_mass"), "weight")
                .value(last("body_mass_index"), "bmi")
                .value(last("body_fat"), "body_fat")
                .value(last("muscle_mass"), "muscle_mass")
                .ends();
    }

    private static String hrv(String record) {
        return "coalesce(" + ViewText.attribute(record, "rmssd") + ", " + ViewText.attribute(record, "night_mean")
                + ")";
    }

    /** That of the morning, of the day or of an activity is another one. */
    private static String hrvOfNight() {
        return ViewText.ofDate(
                "hrv_summary",
                hrv("x"),
                " AND coalesce(" + ViewText.attribute("x", "context")
                        + ", 'sleep') = 'sleep' ORDER BY x.end_ms DESC LIMIT 1");
    }

    /** Of the sleeps that are no naps and end on the date of the row. */
    private static String mainSleep(String value) {
        return ViewText.ofDate("sleep", value, " AND NOT coalesce(" + ViewText.attribute("x", "nap") + ", 0)");
    }

    private static String last(String type) {
        return ViewText.samples(type, "p.value", " ORDER BY p.start_ms DESC LIMIT 1");
    }

    private static String sleeps() {
        return new ViewText("sleep_sessions", "sleep")
                .value("r.record_id", "id")
                .owner()
                .value(ViewText.KEY, "sleep_id")
                .field("local_date", "date")
                .times()
                .field("nap", "nap")
                .field("asleep", MINUTES, "total_minutes")
                .field("deep", MINUTES, "deep_minutes")
                .field("light", MINUTES, "light_minutes")
                .field("rem", MINUTES, "rem_minutes")
                .field("awake", MINUTES, "awake_minutes")
                .field("score", "sleep_score")
                .json("scores", "sub_scores")
                .field("awakenings", "awakenings")
                .field("efficiency", "efficiency")
                .field("heart_rate_mean", "avg_heart_rate")
                .value(
                        "CASE WHEN NOT coalesce(" + ViewText.attribute("r", "nap") + ", 0) THEN " + hrvOfNight()
                                + " END",
                        "hrv")
                .field("respiratory_rate", "respiration")
                .field("spo2_mean", "spo2_avg")
                .field("spo2_min", "spo2_min")
                .json("stages", "stages")
                .ends();
    }

    private static String activities() {
        return new ViewText("activities", "workout")
                .value("r.record_id", "id")
                .owner()
                .value(ViewText.KEY, "activity_id")
                .field("workout_type", "activity_type")
                .field("name", "name")
                .times()
                .field("local_date", "date")
                .field("duration", "duration")
                .field("distance", "distance")
                .value(
                        "1000.0 * " + ViewText.attribute("r", "duration") + " / nullif("
                                + ViewText.attribute("r", "distance") + ", 0)",
                        "avg_pace")
                .field("speed_mean", "avg_speed")
                .field("speed_max", "max_speed")
                .field("power_mean", "avg_power")
                .field("power_max", "max_power")
                .field("power_normalized", "normalized_power")
                .field("heart_rate_mean", "avg_heart_rate")
                .field("heart_rate_max", "max_heart_rate")
                .field("cadence_mean", "avg_cadence")
                .field("cadence_max", "max_cadence")
                .field("elevation_ascended", "elevation_gain")
                .field("elevation_descended", "elevation_loss")
                .field("active_energy", "calories")
                .field("training_effect_aerobic", "aerobic_training_effect")
                .field("training_effect_anaerobic", "anaerobic_training_effect")
                .field("training_load", "training_load")
                .value(recoveryHours(), "recovery_hours")
                .value(ViewText.samples("running_ground_contact_time", "avg(p.value)", ""), "ground_contact_time")
                .value(ViewText.samples("running_vertical_oscillation", "avg(p.value)", ""), "vertical_oscillation")
                .value(ViewText.samples("running_stride_length", "avg(p.value)", ""), "stride_length")
                .field("temperature", "temperature")
                .field("humidity", "humidity")
                .ends();
    }

    /** The source says it with the readiness that it reckons within the hour after the activity. */
    private static String recoveryHours() {
        return ViewText.records(
                "training_readiness",
                ViewText.attribute("x", "recovery_time") + " / 3600.0",
                "x.start_ms >= r.end_ms AND x.start_ms < r.end_ms + 3600000 ORDER BY x.start_ms LIMIT 1");
    }

    private static String heartRates() {
        return """
                CREATE VIEW heart_rate_samples AS
                SELECT c.series_id || ':' || p.start_ms || ':' || p.len_ms AS id,
                       u.name AS user_id,
                       o.name AS source,
                       %s AS activity_id,
                       p.start_ms / 1000.0 AS timestamp,
                       p.value AS heart_rate,
                       (p.start_ms - r.start_ms) / 1000.0 AS elapsed,
                       d.key AS device
                FROM %s
                CROSS JOIN data_type y
                CROSS JOIN stream s ON s.type_id = y.type_id AND s.user_id = m.user_id AND s.source_id = m.source_id
                CROSS JOIN series c ON c.stream_id = s.stream_id
                CROSS JOIN device d ON d.device_id = c.device_id
                CROSS JOIN sample p ON p.series_id = c.series_id AND p.start_ms >= r.start_ms AND p.start_ms < r.end_ms
                WHERE t.name = 'workout' AND y.name = 'heart_rate'""".formatted(ViewText.KEY, ViewText.RECORDS);
    }

    /** A recovery is rated after a sleep; the samples of one type are those that devices take through the day. */
    private static String variability() {
        return """
                CREATE VIEW hrv_readings AS
                SELECT 'record:' || r.record_id AS id,
                       u.name AS user_id,
                       o.name AS source,
                       r.start_ms / 1000.0 AS timestamp,
                       CASE t.name WHEN 'recovery' THEN 'SLEEP'
                                   ELSE upper(coalesce(r.attributes ->> '$.context', 'sleep')) END AS reading_type,
                       r.attributes ->> '$.sdnn' AS sdnn,
                       r.attributes ->> CASE t.name WHEN 'recovery' THEN '$.hrv_rmssd' ELSE '$.rmssd' END AS rmssd,
                       r.attributes ->> '$.pnn50' AS pnn50,
                       r.attributes ->> '$.status' AS status,
                       r.attributes ->> '$.night_mean' AS night_mean,
                       r.attributes ->> '$.local_date' AS date
                FROM %s
                WHERE t.name IN ('hrv_summary', 'recovery')
                UNION ALL
                SELECT c.series_id || ':' || p.start_ms || ':' || p.len_ms, u.name, o.name, p.start_ms / 1000.0,
                       'ALL_DAY', p.value, NULL, NULL, NULL, NULL, NULL
                FROM data_type t
                CROSS JOIN stream m ON m.type_id = t.type_id
                CROSS JOIN source o ON o.source_id = m.source_id
                CROSS JOIN user u ON u.user_id = m.user_id
                CROSS JOIN series c ON c.stream_id = m.stream_id
                CROSS JOIN sample p ON p.series_id = c.series_id
                WHERE t.name = 'hrv_sdnn'""".formatted(ViewText.RECORDS);
    }
}
