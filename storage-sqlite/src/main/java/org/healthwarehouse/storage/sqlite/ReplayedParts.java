package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;

/**
 * Of records of which several tell: takes out the parts that came from pages that are read again, and that none of them
 * tells any more. What others tell of the record stays.
 */
final class ReplayedParts {
    private static final String PARTS = """
            SELECT p.record_id, p.origin, p.fetch_id FROM record r JOIN record_part p ON p.record_id = r.record_id
            WHERE r.stream_id = ? AND r.start_ms >= ? AND r.start_ms < ? ORDER BY p.record_id, p.origin""";
    private static final String RECORD =
            "SELECT " + RecordForm.COLUMNS + ", told, fetch_id FROM record WHERE record_id = ?";

    private final Session session;
    private final ReplayRemover unnamed;

    private record Part(long record, int origin, long fetch) {}

    ReplayedParts(Session session, ReplayRemover unnamed) {
        this.session = session;
        this.unnamed = unnamed;
    }

    /**
     * Takes them out of the records that begin in the range; one that is left without any is for the caller to remove.
     */
    List<RecordKey> remove(DataType type, long stream, TimeRange range, long fetch, Tally tally) throws SQLException {
        Map<Long, List<Integer>> gone = new LinkedHashMap<>();
        for (Part part : session.all(
                PARTS,
                row -> new Part(row.getLong(1), row.getInt(2), row.getLong(3)),
                stream,
                range.startMs(),
                range.endMs())) {
            if (unnamed.mayGo(part.fetch) && !isNamed(type, part)) {
                gone.computeIfAbsent(part.record, unused -> new ArrayList<>()).add(part.origin);
            }
        }
        List<RecordKey> empty = new ArrayList<>();
        for (Map.Entry<Long, List<Integer>> each : gone.entrySet()) {
            if (isLeft(each.getKey(), each.getValue(), fetch, tally)) {
                continue;
            }
            RecordWriter.keys(session, each.getKey()).stream().findFirst().ifPresent(empty::add);
        }
        return empty;
    }

    private boolean isNamed(DataType type, Part part) throws SQLException {
        Set<RecordKey> named = unnamed.named(type, part.origin);
        return RecordWriter.keys(session, part.record).stream().anyMatch(named::contains);
    }

    private boolean isLeft(long record, List<Integer> gone, long fetch, Tally tally) throws SQLException {
        RecordWriter.Stored stored = session.first(RECORD, row -> RecordWriter.Stored.read(row, 1), record)
                .orElseThrow();
        RecordParts parts = stored.parts(session, record);
        gone.forEach(parts::remove);
        if (parts.isEmpty()) {
            return false;
        }
        RecordWriter.show(session, record, stored.form(), parts, fetch, ReplayCommitter.REASON, tally);
        return true;
    }
}
