package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.model.RecordKey;

/**
 * Finds the stored records that a record is by its keys. One that shares a weak key with it, and has another strong
 * one, is another record.
 */
final class RecordFinder {
    private static final String FIND = """
            SELECT r.record_id, r.start_ms, r.end_ms, r.updated_ms, r.open, r.attributes, r.told, r.fetch_id
            FROM record_key k JOIN record r ON r.record_id = k.record_id
            WHERE k.stream_id = ? AND k.scheme = ? AND k.value = ?""";

    private final Session session;

    RecordFinder(Session session) {
        this.session = session;
    }

    /** By number. */
    NavigableMap<Long, RecordWriter.Stored> find(long stream, Set<RecordKey> keys) throws SQLException {
        Map<Long, RecordWriter.Stored> having = new LinkedHashMap<>();
        int hits = 0;
        for (RecordKey key : RecordKey.strongFirst(keys)) {
            Optional<Map.Entry<Long, RecordWriter.Stored>> found = session.first(
                    FIND,
                    row -> Map.entry(row.getLong(1), RecordWriter.Stored.read(row, 2)),
                    stream,
                    key.scheme(),
                    key.value());
            if (found.isPresent()) {
                hits++;
                having.put(found.get().getKey(), found.get().getValue());
            }
        }
        // What all keys find is that record, as nearly always.
        return having.isEmpty() || (having.size() == 1 && hits == keys.size())
                ? new TreeMap<>(having)
                : same(keys, having, hits == keys.size());
    }

    /** @param taken whether all keys have a record: what is none of these could never be found again */
    private NavigableMap<Long, RecordWriter.Stored> same(
            Set<RecordKey> keys, Map<Long, RecordWriter.Stored> having, boolean taken) throws SQLException {
        NavigableMap<Long, RecordWriter.Stored> same = new TreeMap<>();
        Set<RecordKey> known = new HashSet<>(keys);
        for (Map.Entry<Long, RecordWriter.Stored> each : having.entrySet()) {
            Set<RecordKey> theirs = new HashSet<>(RecordWriter.keys(session, each.getKey()));
            boolean last = taken && same.isEmpty();
            if (last || !RecordKey.contradict(known, theirs)) {
                same.put(each.getKey(), each.getValue());
                known.addAll(theirs);
            }
        }
        return same;
    }
}
