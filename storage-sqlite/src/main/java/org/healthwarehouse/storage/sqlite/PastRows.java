package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot.NotedSampleVisitor;
import org.healthwarehouse.storage.Snapshot.SampleVisitor;

/**
 * Rows as they were at a commit: those that had come by then and had not been replaced, which since then may have
 * become revisions. At most one form of each is visible at any commit.
 *
 * @param number of the commit
 */
record PastRows(long number) implements RowReader {
    private static final String SAMPLES = """
            SELECT s.start_ms, s.value, s.len_ms, n.note FROM sample s
            LEFT JOIN sample_note n ON n.series_id = s.series_id AND n.start_ms = s.start_ms AND n.len_ms = s.len_ms
            WHERE s.series_id = ?1 AND s.start_ms >= ?2 - ?4 AND s.start_ms < ?3
              AND (s.start_ms >= ?2 OR s.start_ms + s.len_ms > ?2) AND s.fetch_id <= ?5
            UNION ALL
            SELECT v.start_ms, v.value, v.len_ms, v.note FROM sample_revision v
            WHERE v.series_id = ?1 AND v.start_ms >= ?2 - ?4 AND v.start_ms < ?3
              AND (v.start_ms >= ?2 OR v.start_ms + v.len_ms > ?2) AND v.fetch_id <= ?5 AND v.replaced_by > ?5
            ORDER BY 1, 3""";

    private static final String RECORDS = """
            SELECT p.start_ms, p.end_ms, p.updated_ms, p.open, p.attributes, f.finished_ms, p.keys, p.told FROM (
                SELECT r.record_id, r.start_ms, r.end_ms, r.updated_ms, r.open, r.attributes, r.told, r.fetch_id,
                       (SELECT group_concat(k.scheme || char(31) || k.value, char(30)) FROM record_key k
                        WHERE k.record_id = r.record_id) AS keys
                FROM record r
                WHERE r.stream_id = ?1 AND r.start_ms >= ?2 - ?4 AND r.start_ms < ?3
                  AND (r.start_ms >= ?2 OR r.end_ms > ?2) AND r.fetch_id <= ?5
                UNION ALL
                SELECT v.record_id, v.start_ms, v.end_ms, v.updated_ms, v.open, v.attributes, v.told, v.fetch_id,
                       coalesce(v.keys,
                           (SELECT group_concat(k.scheme || char(31) || k.value, char(30)) FROM record_key k
                            WHERE k.record_id = v.record_id),
                           (SELECT group_concat(g.scheme || char(31) || g.key, char(30)) FROM gone_key g
                            WHERE g.stream_id = v.stream_id AND g.item_id = v.record_id))
                FROM record_revision v
                WHERE v.stream_id = ?1 AND v.start_ms >= ?2 - ?4 AND v.start_ms < ?3
                  AND (v.start_ms >= ?2 OR v.end_ms > ?2) AND v.fetch_id <= ?5 AND v.replaced_by > ?5) p
            JOIN fetch f ON f.fetch_id = p.fetch_id
            ORDER BY p.start_ms, p.end_ms, p.record_id""";

    private static final String LOCATIONS = """
            SELECT p.time_ms, p.scheme, p.key, p.latitude, p.longitude, p.accuracy, p.attributes, f.finished_ms FROM (
                SELECT l.location_id, l.time_ms, l.scheme, l.key, l.latitude, l.longitude, l.accuracy, l.attributes,
                       l.fetch_id
                FROM location l
                WHERE l.stream_id = ?1 AND l.time_ms >= ?2 AND l.time_ms < ?3 AND l.fetch_id <= ?4
                UNION ALL
                SELECT v.location_id, v.time_ms, coalesce(l.scheme, g.scheme), coalesce(l.key, g.key), v.latitude,
                       v.longitude, v.accuracy, v.attributes, v.fetch_id
                FROM location_revision v
                LEFT JOIN location l ON l.location_id = v.location_id
                LEFT JOIN gone_key g ON g.stream_id = v.stream_id AND g.item_id = v.location_id
                WHERE v.stream_id = ?1 AND v.time_ms >= ?2 AND v.time_ms < ?3 AND v.fetch_id <= ?4
                  AND v.replaced_by > ?4) p
            JOIN fetch f ON f.fetch_id = p.fetch_id
            ORDER BY p.time_ms, p.location_id""";

    @Override
    public void samples(Session session, List<StreamId> streams, TimeRange range, SampleVisitor visitor)
            throws SQLException {
        samples(session, streams, range, (NotedSampleVisitor)
                (series, start, end, value, note) -> visitor.sample(series, start, end, value));
    }

    @Override
    public void samples(Session session, List<StreamId> streams, TimeRange range, NotedSampleVisitor visitor)
            throws SQLException {
        SampleReader.read(
                session,
                streams,
                series -> NotedSampleReader.NotedCursor.open(session, SAMPLES, series, range, visitor, number));
    }

    @Override
    public void records(
            Session session, List<StreamId> streams, TimeRange range, Consumer<? super HealthRecord> visitor)
            throws SQLException {
        RecordReader.read(session, RECORDS, streams, range, visitor, number);
    }

    @Override
    public void locations(Session session, List<StreamId> streams, TimeRange range, Consumer<? super Location> visitor)
            throws SQLException {
        LocationReader.read(session, LOCATIONS, streams, range, visitor, number);
    }
}
