package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;

/**
 * Finds the UTC days that hold a row by jumping from one to the next: one look into an index per day, however many rows
 * it has. Only where a day holds no start, the rows before it are asked whether they reach into it.
 */
final class DayFinder {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long NONE = Long.MAX_VALUE;

    /** How to look into one table. All statements take the number of series or stream first, then two times. */
    private enum Table {
        SAMPLE(
                "SELECT start_ms FROM sample WHERE series_id = ? AND start_ms >= ? AND start_ms < ?"
                        + " ORDER BY start_ms LIMIT 1",
                "SELECT max(start_ms + len_ms) FROM sample WHERE series_id = ? AND start_ms >= ? AND start_ms < ?"),
        RECORD(
                "SELECT start_ms FROM record WHERE stream_id = ? AND start_ms >= ? AND start_ms < ?"
                        + " ORDER BY start_ms LIMIT 1",
                "SELECT max(end_ms) FROM record WHERE stream_id = ? AND start_ms >= ? AND start_ms < ?"),
        LOCATION(
                "SELECT time_ms FROM location WHERE stream_id = ? AND time_ms >= ? AND time_ms < ?"
                        + " ORDER BY time_ms LIMIT 1",
                "SELECT max(time_ms) FROM location WHERE stream_id = ? AND time_ms >= ? AND time_ms < ?");

        private final String firstStart;
        private final String lastEnd;

        Table(String firstStart, String lastEnd) {
            this.firstStart = firstStart;
            this.lastEnd = lastEnd;
        }
    }

    private final Session session;
    private final long from;
    private final long to;
    private final TreeSet<Instant> days = new TreeSet<>();

    private DayFinder(Session session, TimeRange range) {
        this.session = session;
        this.from = Math.floorDiv(range.startMs(), DAY) * DAY;
        this.to = -Math.floorDiv(-range.endMs(), DAY) * DAY;
    }

    static SortedSet<Instant> find(Session session, StreamId id, StreamTable.Stored stream, TimeRange range)
            throws SQLException {
        DayFinder finder = new DayFinder(session, range);
        if (id.type() instanceof RecordType) {
            finder.look(Table.RECORD, stream.id(), stream.longestMs());
        } else if (id.type() instanceof LocationType) {
            finder.look(Table.LOCATION, stream.id(), 0);
        } else {
            for (SeriesTable.Stored series : SeriesTable.ofStream(session, stream.id(), id)) {
                finder.look(Table.SAMPLE, series.series().id(), series.longestMs());
            }
        }
        return finder.days;
    }

    private void look(Table table, long number, long longest) throws SQLException {
        long reached = Long.MIN_VALUE;
        long asked = Long.MIN_VALUE;
        long day = from;
        while (day < to) {
            long start = time(table.firstStart, number, day, to);
            long next = start == NONE ? to : Math.floorDiv(start, DAY) * DAY;
            if (next > day && longest > 0) {
                // Every row is asked at most once how far it reaches, however long the longest is.
                long end = time(table.lastEnd, number, Math.max(asked, day - longest), day);
                reached = end == NONE ? reached : Math.max(reached, end);
                asked = day;
                mark(day, Math.min(next, reached));
            }
            mark(next, Math.min(next + DAY, to));
            day = next + DAY;
        }
    }

    private void mark(long firstDay, long end) {
        for (long day = firstDay; day < end; day += DAY) {
            days.add(Instant.ofEpochMilli(day));
        }
    }

    private long time(String sql, long number, long low, long high) throws SQLException {
        return session.first(
                        sql,
                        row -> {
                            long time = row.getLong(1);
                            return row.wasNull() ? NONE : time;
                        },
                        number,
                        low,
                        high)
                .orElse(NONE);
    }
}
