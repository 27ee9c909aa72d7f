package org.healthwarehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot.NotedSampleVisitor;

/** Reads samples with their attributes. A series in which no sample has any is read as fast as without. */
final class NotedSampleReader {
    private static final String NOTED = """
            SELECT s.start_ms, s.value, s.len_ms, n.note FROM sample s
            LEFT JOIN sample_note n ON n.series_id = s.series_id AND n.start_ms = s.start_ms AND n.len_ms = s.len_ms
            WHERE s.series_id = ?1 AND s.start_ms >= ?2 - ?4 AND s.start_ms < ?3
              AND (s.start_ms >= ?2 OR s.start_ms + s.len_ms > ?2)
            ORDER BY s.start_ms, s.len_ms""";

    private NotedSampleReader() {}

    static void read(Session session, List<StreamId> streams, TimeRange range, NotedSampleVisitor visitor)
            throws SQLException {
        SampleReader.read(
                session,
                streams,
                series -> hasNotes(session, series)
                        ? NotedCursor.open(session, NOTED, series, range, visitor)
                        : SampleReader.SampleCursor.open(
                                session,
                                series,
                                range,
                                (of, start, end, value) -> visitor.sample(of, start, end, value, Attributes.EMPTY)));
    }

    private static boolean hasNotes(Session session, SeriesTable.Stored series) throws SQLException {
        return session.first(
                        "SELECT 1 FROM sample_note WHERE series_id = ? LIMIT 1",
                        row -> true,
                        series.series().id())
                .isPresent();
    }

    /** Reads start, value, length and note. */
    static final class NotedCursor extends Cursor {
        private final SeriesTable.Stored stored;
        private final NotedSampleVisitor visitor;

        private NotedCursor(PreparedStatement statement, SeriesTable.Stored stored, NotedSampleVisitor visitor) {
            super(statement, stored.series().id());
            this.stored = stored;
            this.visitor = visitor;
        }

        /** The values that the statement takes besides series, start, end and the longest length come last. */
        static NotedCursor open(
                Session session,
                String sql,
                SeriesTable.Stored stored,
                TimeRange range,
                NotedSampleVisitor visitor,
                Object... more)
                throws SQLException {
            PreparedStatement statement = session.prepareAnother(sql);
            Session.bind(statement, stored.series().id(), range.startMs(), range.endMs(), stored.longestMs());
            Session.bindAfter(statement, 4, more);
            return new NotedCursor(statement, stored, visitor);
        }

        @Override
        long start(ResultSet row) throws SQLException {
            return row.getLong(1);
        }

        @Override
        long end(ResultSet row, long start) throws SQLException {
            return start + row.getLong(3);
        }

        @Override
        void visit(ResultSet row, long start, long end) throws SQLException {
            String note = row.getString(4);
            visitor.sample(
                    stored.series(),
                    start,
                    end,
                    row.getDouble(2),
                    note == null ? Attributes.EMPTY : Attributes.parse(note));
        }
    }
}
