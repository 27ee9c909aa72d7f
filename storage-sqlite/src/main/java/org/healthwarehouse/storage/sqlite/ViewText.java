package org.healthwarehouse.storage.sqlite;

import java.util.ArrayList;
import java.util.List;

/** The text of a view on the records of one type, column by column. */
final class ViewText {
    /** The records of a type {@code t}, each as {@code r}; joined in that order whatever else is asked. */
    static final String RECORDS = """
            data_type t
            CROSS JOIN stream m ON m.type_id = t.type_id
            CROSS JOIN source o ON o.source_id = m.source_id
            CROSS JOIN user u ON u.user_id = m.user_id
            CROSS JOIN record r ON r.stream_id = m.stream_id""";

    /** The identity that people expect. */
    static final String KEY = """
            (SELECT k.value FROM record_key k WHERE k.record_id = r.record_id
                    ORDER BY k.scheme <> 'uuid', k.scheme, k.value LIMIT 1)""";

    /** The source's stream of another type, for the user of the row. */
    private static final String SAME_SOURCE =
            " FROM data_type y CROSS JOIN stream s ON s.type_id = y.type_id AND s.user_id = m.user_id"
                    + " AND s.source_id = m.source_id";

    /** Longer than the way from a night's record to the edges of its date. */
    private static final long TWO_DAYS_MS = 172_800_000;

    private final String view;
    private final String type;
    private final List<String> columns = new ArrayList<>();

    ViewText(String view, String type) {
        this.view = view;
        this.type = type;
    }

    static String attribute(String record, String field) {
        return record + ".attributes ->> '$." + field + "'";
    }

    ViewText value(String sql, String name) {
        columns.add(sql + " AS " + name);
        return this;
    }

    ViewText field(String field, String name) {
        return field(field, "", name);
    }

    ViewText field(String field, String reckoned, String name) {
        return value(attribute("r", field) + reckoned, name);
    }

    ViewText json(String field, String name) {
        return value("r.attributes -> '$." + field + "'", name);
    }

    ViewText owner() {
        return value("u.name", "user_id").value("o.name", "source");
    }

    ViewText times() {
        return value("r.start_ms / 1000.0", "start_time").value("r.end_ms / 1000.0", "end_time");
    }

    /** With what every such view ends with. */
    String ends() {
        value("(SELECT f.finished_ms / 1000.0 FROM fetch f WHERE f.fetch_id = r.fetch_id)", "fetched_at");
        value("r.start_ms", "start_ms").value("r.attributes", "data_json");
        return "CREATE VIEW " + view + " AS\nSELECT " + String.join(",\n       ", columns) + "\nFROM " + RECORDS
                + "\nWHERE t.name = '" + type + "'";
    }

    /** A value off the samples of a type, {@code p}, that begin during the row's record, of the same source. */
    static String samples(String other, String value, String which) {
        return "(SELECT " + value + SAME_SOURCE
                + "\n        CROSS JOIN series c ON c.stream_id = s.stream_id CROSS JOIN sample p ON"
                + " p.series_id = c.series_id\n        WHERE y.name = '" + other
                + "' AND p.start_ms >= r.start_ms AND p.start_ms < r.end_ms" + which + ")";
    }

    /** A value off the records of a type, {@code x}, of the same source. */
    static String records(String other, String value, String which) {
        return "(SELECT " + value + SAME_SOURCE + "\n        CROSS JOIN record x ON x.stream_id = s.stream_id"
                + "\n        WHERE y.name = '" + other + "' AND " + which + ")";
    }

    /** A value off the record of a type, {@code x}, that names the local date of the row. */
    static String ofDate(String other, String value) {
        return records(other, value, sameDate() + " ORDER BY x.end_ms DESC LIMIT 1");
    }

    /** A value off all records of a type, {@code x}, that name the local date of the row. */
    static String ofDate(String other, String value, String which) {
        return records(other, value, sameDate() + which);
    }

    private static String sameDate() {
        return "x.start_ms > r.start_ms - " + TWO_DAYS_MS + " AND x.start_ms < r.end_ms + " + TWO_DAYS_MS + " AND "
                + attribute("x", "local_date") + " = " + attribute("r", "local_date");
    }
}
