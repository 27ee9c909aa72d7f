package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;

/** How to look by time into a table of rows. All statements take the number of series or stream, then two times. */
enum RowTable {
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

    RowTable(String firstStart, String lastEnd) {
        this.firstStart = firstStart;
        this.lastEnd = lastEnd;
    }

    /**
     * The rows of one series, or the records or locations of one stream.
     *
     * @param number of the series or stream
     * @param longestMs none of the rows is longer
     */
    record Part(RowTable table, long number, long longestMs) {
        /** Where the first row begins that begins in {@code [low, high)}. */
        OptionalLong firstStart(Session session, long low, long high) throws SQLException {
            return time(session, table.firstStart, low, high);
        }

        /** Where the last of the rows ends that begin in {@code [low, high)}. */
        OptionalLong lastEnd(Session session, long low, long high) throws SQLException {
            return time(session, table.lastEnd, low, high);
        }

        private OptionalLong time(Session session, String sql, long low, long high) throws SQLException {
            return session.first(
                            sql,
                            row -> {
                                long time = row.getLong(1);
                                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(time);
                            },
                            number,
                            low,
                            high)
                    .orElse(OptionalLong.empty());
        }
    }

    /** Where the rows of a stream are. */
    static List<Part> partsOf(Session session, StreamId id, StreamTable.Stored stream) throws SQLException {
        if (id.type() instanceof RecordType) {
            return List.of(new Part(RECORD, stream.id(), stream.longestMs()));
        }
        if (id.type() instanceof LocationType) {
            return List.of(new Part(LOCATION, stream.id(), 0));
        }
        List<Part> parts = new ArrayList<>();
        for (SeriesTable.Stored series : SeriesTable.ofStream(session, stream.id(), id)) {
            parts.add(new Part(SAMPLE, series.series().id(), series.longestMs()));
        }
        return parts;
    }
}
