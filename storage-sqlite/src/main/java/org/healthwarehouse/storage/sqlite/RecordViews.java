package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordType;
import org.jspecify.annotations.Nullable;

/**
 * One view for each type of records, with a typed column for each field that the type declares; so a new type can be
 * read with plain SQL without a migration.
 */
final class RecordViews {
    /** The views that people expect under names of their own, and what their identity is called there. */
    private static final Map<String, Named> NAMED =
            Map.of("workout", new Named("workouts", "workout_id"), "sleep", new Named("sleep_cycles", "cycle_id"));

    /** Those that are there before anything of their type is. */
    private static final List<RecordType> ALWAYS =
            List.of(DataTypes.WORKOUT, DataTypes.SLEEP, DataTypes.RECOVERY, DataTypes.CYCLE);

    private static final String FROM = """

            FROM data_type t
            CROSS JOIN stream m ON m.type_id = t.type_id
            CROSS JOIN source o ON o.source_id = m.source_id
            CROSS JOIN user u ON u.user_id = m.user_id
            CROSS JOIN record r ON r.stream_id = m.stream_id
            CROSS JOIN fetch f ON f.fetch_id = r.fetch_id
            WHERE t.name = '%s'""";

    /** Since which version of the schema views are generated when the file is opened, and not by a migration. */
    static final int SINCE_VERSION = 6;

    private RecordViews() {}

    /** Takes all of them away, for a table that a view needs cannot be changed; opening the file makes them again. */
    static void drop(Session session) throws SQLException {
        List<String> views = session.all(
                "SELECT name FROM sqlite_schema WHERE type = 'view' AND (name IN ('workouts', 'sleep_cycles')"
                        + " OR name GLOB '*_records' OR name GLOB 'whoop_*')",
                row -> row.getString(1));
        for (String view : views) {
            session.run("DROP VIEW " + identifier(view));
        }
        for (String view : HealthViews.names()) {
            session.run("DROP VIEW IF EXISTS " + view);
        }
    }

    private record Named(String view, String identity) {
        static Named of(RecordType type) {
            String plain = type.name()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]+", "_")
                    .replaceAll("^_|_$", "");
            return NAMED.getOrDefault(type.name(), new Named(plain + "_records", "record_key"));
        }
    }

    /**
     * Makes every view anew that is missing or was made by another version of the library; one transaction, or none if
     * all is well.
     */
    static void ensure(Session session) throws SQLException {
        if (outdated(session).isEmpty() && outdatedNamed(session).isEmpty()) {
            return;
        }
        session.run("BEGIN IMMEDIATE");
        try {
            for (RecordType type : outdated(session)) {
                ensure(session, type);
            }
            for (Map.Entry<String, String> view : outdatedNamed(session).entrySet()) {
                session.run("DROP VIEW IF EXISTS " + view.getKey());
                session.run(view.getValue());
            }
            session.run("COMMIT");
        } catch (SQLException | RuntimeException e) {
            session.run("ROLLBACK");
            throw e;
        }
    }

    private static Map<String, String> outdatedNamed(Session session) throws SQLException {
        Map<String, String> outdated = WhoopViews.all();
        outdated.putAll(HealthViews.all());
        for (String view : List.copyOf(outdated.keySet())) {
            if (isThere(session, view, outdated.get(view))) {
                outdated.remove(view);
            }
        }
        return outdated;
    }

    private static List<RecordType> outdated(Session session) throws SQLException {
        Set<RecordType> types = new HashSet<>(ALWAYS);
        for (DataType stored : TypeTable.all(session)) {
            if (stored instanceof RecordType type) {
                // As it is stored, which may be newer than what this library declares.
                types.remove(type);
                types.add(type);
            }
        }
        List<RecordType> outdated = new ArrayList<>();
        for (RecordType type : types) {
            if (!isThere(session, type)) {
                outdated.add(type);
            }
        }
        return outdated;
    }

    /** Makes the view of one type, if it is not there already. */
    static void ensure(Session session, RecordType type) throws SQLException {
        if (!isThere(session, type)) {
            session.run("DROP VIEW IF EXISTS " + identifier(Named.of(type).view));
            session.run(sql(type));
        }
    }

    private static boolean isThere(Session session, RecordType type) throws SQLException {
        return isThere(session, Named.of(type).view, sql(type));
    }

    private static boolean isThere(Session session, String view, @Nullable String sql) throws SQLException {
        return session.first(
                        "SELECT sql FROM sqlite_master WHERE type = 'view' AND name = ?", row -> row.getString(1), view)
                .filter(stored -> stored.equals(sql))
                .isPresent();
    }

    private static String sql(RecordType type) {
        Named named = Named.of(type);
        List<String> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        column(columns, names, "r.record_id", "id");
        column(columns, names, """
                (SELECT k.value FROM record_key k WHERE k.record_id = r.record_id
                        ORDER BY k.scheme <> 'uuid', k.scheme, k.value LIMIT 1)""", named.identity);
        column(columns, names, "r.start_ms / 1000.0", "start_time");
        column(columns, names, "r.end_ms / 1000.0", "end_time");
        if (type.name().equals("workout")) {
            column(columns, names, "r.attributes ->> '$.\"workout_type\"'", "workout_type");
        }
        column(columns, names, "r.attributes", "data_json");
        column(columns, names, "f.finished_ms / 1000.0", "fetched_at");
        column(columns, names, "u.name", "user_id");
        column(columns, names, "o.name", "source");
        column(columns, names, "r.start_ms", "start_ms");
        column(columns, names, "r.end_ms", "end_ms");
        column(columns, names, "r.updated_ms / 1000.0", "updated_at");
        column(columns, names, "r.open", "open");
        for (RecordType.Field field : type.fields()) {
            String arrow = field.kind() == RecordType.Kind.JSON ? "->" : "->>";
            column(columns, names, "r.attributes " + arrow + " '" + path(field.name()) + "'", field.name());
        }
        return "CREATE VIEW " + identifier(named.view) + " AS\nSELECT " + String.join(",\n       ", columns)
                + FROM.formatted(type.name().replace("'", "''"));
    }

    /** A field that is called like a column which is there already is not shown twice; data_json has it. */
    private static void column(List<String> columns, Set<String> names, String value, String name) {
        if (names.add(name.toLowerCase(Locale.ROOT))) {
            columns.add(value + " AS " + identifier(name));
        }
    }

    private static String path(String field) {
        return "$.\"" + field.replace("\"", "\\\"").replace("'", "''") + "\"";
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
