package org.healthwarehouse.storage.sqlite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordType;

/**
 * The views that people expect under names of their own for what WHOOP says: the generated views of records and the
 * sync log, cut down to that source. First what is usually asked for, under the usual names, then every declared field.
 */
final class WhoopViews {
    private static final String SYNC_LOG = """
            CREATE VIEW whoop_sync_log AS
            SELECT id, user_id, data_type, last_sync_at, status, records_synced, total_records, error_type,
                   error_message, created_at, updated_at
            FROM sync_log WHERE source = 'whoop'""";

    private WhoopViews() {}

    /** The statements that make them, by name. */
    static Map<String, String> all() {
        Map<String, String> views = new LinkedHashMap<>();
        views.put(
                "whoop_recovery",
                records(
                        "whoop_recovery",
                        "recovery_records",
                        "record_key",
                        DataTypes.RECOVERY,
                        List.of("cycle_id", "sleep_id", "local_date AS date", "score AS recovery_score")));
        views.put(
                "whoop_sleep",
                records(
                        "whoop_sleep",
                        "sleep_cycles",
                        "cycle_id",
                        DataTypes.SLEEP,
                        List.of("cycle_id", "local_date AS date", "nap", "score AS sleep_performance")));
        views.put(
                "whoop_workout",
                records(
                        "whoop_workout",
                        "workouts",
                        "workout_id",
                        DataTypes.WORKOUT,
                        List.of("workout_type AS sport_name", "local_date AS date", "strain")));
        views.put(
                "whoop_cycle",
                records(
                        "whoop_cycle",
                        "cycle_records",
                        "record_key",
                        DataTypes.CYCLE,
                        List.of("local_date AS date", "strain")));
        views.put("whoop_sync_log", SYNC_LOG);
        return views;
    }

    /** Fields are taken out of the document, for a type may be stored as an older library declared it. */
    private static String records(String view, String from, String identity, RecordType type, List<String> usual) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("id", identity);
        columns.put("user_id", "user_id");
        for (String column : usual) {
            String[] parts = column.split(" AS ", -1);
            columns.put(parts[parts.length - 1], value(type, parts[0]));
        }
        for (String time : List.of("start_time", "end_time")) {
            columns.put(time, time);
        }
        type.fields().forEach(field -> columns.putIfAbsent(field.name(), value(type, field.name())));
        for (String last : List.of("open", "updated_at", "fetched_at", "start_ms", "end_ms", "data_json")) {
            columns.put(last, last);
        }
        List<String> all = new ArrayList<>();
        columns.forEach((name, value) -> all.add(value + " AS \"" + name + '"'));
        return "CREATE VIEW " + view + " AS\nSELECT " + String.join(",\n       ", all) + "\nFROM " + from
                + " WHERE source = 'whoop'";
    }

    private static String value(RecordType type, String field) {
        boolean json = type.fields().stream()
                .anyMatch(each -> each.name().equals(field) && each.kind() == RecordType.Kind.JSON);
        return "data_json " + (json ? "->" : "->>") + " '$.\"" + field + "\"'";
    }
}
