package org.healthwarehouse.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a store holds, by natural keys. */
final class StoreDump {
    private static final String SAMPLES = """
            SELECT u.name, o.name, t.name, d.key, c.channel, p.start_ms, p.len_ms, p.value, n.note
            FROM sample p JOIN series c USING (series_id) JOIN device d USING (device_id)
            JOIN stream m USING (stream_id) JOIN data_type t USING (type_id)
            JOIN user u ON u.user_id = m.user_id JOIN source o ON o.source_id = m.source_id
            LEFT JOIN sample_note n USING (series_id, start_ms, len_ms)
            ORDER BY 1, 2, 3, 4, 5, 6, 7""";
    private static final String RECORDS = """
            SELECT u.name, o.name, t.name, r.start_ms, r.end_ms, r.updated_ms, r.open, r.attributes,
                   (SELECT group_concat(k.scheme || ':' || k.value, ' ' ORDER BY k.scheme, k.value) FROM record_key k
                    WHERE k.record_id = r.record_id) AS keys
            FROM record r JOIN stream m USING (stream_id) JOIN data_type t USING (type_id)
            JOIN user u ON u.user_id = m.user_id JOIN source o ON o.source_id = m.source_id
            ORDER BY 1, 2, 3, 4, 9""";
    private static final String LOCATIONS = """
            SELECT u.name, o.name, t.name, l.time_ms, l.scheme, l.key, l.latitude, l.longitude, l.accuracy, l.attributes
            FROM location l JOIN stream m USING (stream_id) JOIN data_type t USING (type_id)
            JOIN user u ON u.user_id = m.user_id JOIN source o ON o.source_id = m.source_id
            ORDER BY 1, 2, 3, 4, 5, 6""";
    private static final String LEDGER = """
            SELECT u.name, o.name, t.name, g.start_ms, g.end_ms, g.held, g.reason, g.settled, g.fetched_ms, g.due_ms,
                   g.checks, m.axis
            FROM coverage g JOIN stream m USING (stream_id) JOIN data_type t USING (type_id)
            JOIN user u ON u.user_id = m.user_id JOIN source o ON o.source_id = m.source_id
            ORDER BY 1, 2, 3, 4""";
    private static final String DAYS = """
            SELECT u.name, o.name, l.date, l.start_ms, l.end_ms, l.exact FROM local_day l
            JOIN user u ON u.user_id = l.user_id JOIN source o ON o.source_id = l.source_id ORDER BY 1, 2, 3""";

    private StoreDump() {}

    static List<String> rows(Bench bench) {
        List<String> rows = new ArrayList<>(bench.query(SAMPLES));
        rows.addAll(bench.query(RECORDS));
        rows.addAll(bench.query(LOCATIONS));
        rows.addAll(bench.query(DAYS));
        return rows;
    }

    /** The same of a store that no bench has open. */
    static List<String> rows(Path file) {
        List<String> rows = new ArrayList<>();
        for (String sql : List.of(SAMPLES, RECORDS, LOCATIONS, DAYS)) {
            rows.addAll(StoreFile.query(file, sql));
        }
        return rows;
    }

    static List<String> ledger(Bench bench) {
        return bench.query(LEDGER);
    }

    /** What differs between the rows of two stores, a few examples at most. */
    static List<String> differences(Bench one, Bench expected) {
        List<String> differences = new ArrayList<>();
        tell(differences, "missing: ", rows(expected), new HashSet<>(rows(one)));
        tell(differences, "too much: ", rows(one), new HashSet<>(rows(expected)));
        return differences;
    }

    private static void tell(List<String> differences, String what, List<String> rows, Set<String> others) {
        List<String> left = rows.stream().filter(row -> !others.contains(row)).toList();
        left.stream().limit(5).forEach(row -> differences.add(what + row + " of " + left.size()));
    }
}
