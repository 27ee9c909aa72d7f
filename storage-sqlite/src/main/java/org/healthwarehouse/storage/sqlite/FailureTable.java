package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.Snapshot.FailedRange;

/** What was last asked of a feed without success. Lines of a feed never overlap. */
final class FailureTable {
    private FailureTable() {}

    static List<FailedRange> lines(Session session, long feed, TimeRange range) throws SQLException {
        return session.all(
                "SELECT start_ms, end_ms, failure_type, message, at_ms FROM fetch_failure"
                        + " WHERE feed_id = ? AND start_ms < ? AND end_ms > ? ORDER BY start_ms",
                row -> new FailedRange(
                        Columns.range(row, 1), row.getString(3), row.getString(4), Columns.instant(row, 5)),
                feed,
                range.endMs(),
                range.startMs());
    }

    static void add(Session session, long feed, TimeRange range, Failure failure, Instant at) throws SQLException {
        remove(session, feed, range);
        insert(session, feed, new FailedRange(range, failure.type(), failure.message(), at));
    }

    /** Cuts the range out of all lines; what stands over at the edges stays. */
    static void remove(Session session, long feed, TimeRange range) throws SQLException {
        for (FailedRange line : lines(session, feed, range)) {
            session.update(
                    "DELETE FROM fetch_failure WHERE feed_id = ? AND start_ms = ?",
                    feed,
                    line.range().startMs());
            TimeRangeSet left = TimeRangeSet.of(line.range()).minus(TimeRangeSet.of(range));
            for (TimeRange piece : left.ranges()) {
                insert(session, feed, new FailedRange(piece, line.failureType(), line.message(), line.at()));
            }
        }
    }

    private static void insert(Session session, long feed, FailedRange line) throws SQLException {
        session.update(
                "INSERT INTO fetch_failure (feed_id, start_ms, end_ms, failure_type, message, at_ms)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                feed,
                line.range().startMs(),
                line.range().endMs(),
                line.failureType(),
                line.message(),
                line.at().toEpochMilli());
    }
}
