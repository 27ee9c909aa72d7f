package org.healthwarehouse.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableSpec;
import org.healthwarehouse.storage.ViewSpec;

/** The tables and views that applications for training read with plain SQL, and their columns. */
final class ExpectedSchema {
    /** Views of what sources deliver; a store makes them. */
    private static final Map<String, String> DELIVERED = Map.of(
            "daily_metrics",
            "id user_id source date steps distance total_calories active_calories resting_calories floors"
                    + " elevation_gain moderate_intensity_minutes vigorous_intensity_minutes resting_heart_rate"
                    + " max_heart_rate avg_heart_rate min_heart_rate hrv stress_avg stress_max body_battery_high"
                    + " body_battery_low body_battery_charged body_battery_drained recovery sleep_minutes sleep_score"
                    + " vo2_max fitness_age weight bmi body_fat muscle_mass",
            "sleep_sessions",
            "id user_id source sleep_id date start_time end_time nap total_minutes deep_minutes light_minutes"
                    + " rem_minutes awake_minutes sleep_score sub_scores awakenings efficiency avg_heart_rate hrv"
                    + " respiration spo2_avg spo2_min stages",
            "activities",
            "id user_id source activity_id activity_type name start_time end_time date duration distance avg_pace"
                    + " avg_speed max_speed avg_power max_power normalized_power avg_heart_rate max_heart_rate"
                    + " avg_cadence max_cadence elevation_gain elevation_loss calories aerobic_training_effect"
                    + " anaerobic_training_effect training_load recovery_hours ground_contact_time"
                    + " vertical_oscillation stride_length temperature humidity",
            "heart_rate_samples",
            "id user_id source activity_id timestamp heart_rate elapsed device",
            "hrv_readings",
            "id user_id source timestamp reading_type sdnn rmssd pnn50 status night_mean date",
            "sync_history",
            "id user_id source data_type started_at ended_at status records_synced error_type error_message kind");

    private ExpectedSchema() {}

    /** By name. */
    static Map<String, List<String>> columns() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        new TreeMap<>(DELIVERED).forEach((view, columns) -> all.put(view, List.of(columns.split(" "))));
        TableNamespace namespace = TrainingStore.NAMESPACE;
        for (TableSpec table : namespace.tables(namespace.last())) {
            List<String> columns = new ArrayList<>(List.of("user_id"));
            table.columns().stream().map(ColumnSpec::name).forEach(columns::add);
            all.put(namespace.name() + "_" + table.name(), List.copyOf(columns));
            table.view().ifPresent(view -> {
                view.shares().stream().map(ViewSpec.Share::name).forEach(columns::add);
                all.put(view.name(), columns);
            });
        }
        return all;
    }
}
