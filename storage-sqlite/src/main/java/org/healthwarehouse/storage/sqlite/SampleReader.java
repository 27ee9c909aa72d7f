package org.healthwarehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot.SampleVisitor;

/** Reads samples straight off the clustered table, one cursor per series. */
final class SampleReader {
    /** For series without lengths: one column less to fetch. */
    private static final String MOMENTS = """
            SELECT start_ms, value FROM sample WHERE series_id = ? AND start_ms >= ? AND start_ms < ?
            ORDER BY start_ms""";

    private static final String INTERVALS = """
            SELECT start_ms, value, len_ms FROM sample
            WHERE series_id = ?1 AND start_ms >= ?2 - ?4 AND start_ms < ?3
              AND (start_ms >= ?2 OR start_ms + len_ms > ?2)
            ORDER BY start_ms, len_ms""";

    private SampleReader() {}

    static void read(Session session, List<StreamId> streams, TimeRange range, SampleVisitor visitor)
            throws SQLException {
        read(session, streams, series -> SampleCursor.open(session, series, range, visitor));
    }

    /** Opens a cursor on a series. */
    @FunctionalInterface
    interface Opening {
        TimedRows open(SeriesTable.Stored series) throws SQLException;
    }

    /** Reads every series of the streams through its cursor, all of them in one order. */
    static void read(Session session, List<StreamId> streams, Opening opening) throws SQLException {
        List<TimedRows> cursors = new ArrayList<>();
        try {
            for (StreamId id : new LinkedHashSet<>(streams)) {
                Optional<StreamTable.Stored> stream = StreamTable.find(session, id);
                if (stream.isPresent()) {
                    for (SeriesTable.Stored series :
                            SeriesTable.ofStream(session, stream.get().id(), id)) {
                        cursors.add(opening.open(series));
                    }
                }
            }
            TimedRows.merge(cursors);
        } finally {
            TimedRows.closeAll(cursors);
        }
    }

    /** The samples of one series; without their attributes. */
    static final class SampleCursor extends TimedRows {
        private final SeriesTable.Stored stored;
        private final PreparedStatement statement;
        private final SampleBlock block;
        private final SampleVisitor visitor;
        private int row = -1;

        private SampleCursor(PreparedStatement statement, SeriesTable.Stored stored, SampleVisitor visitor) {
            super(stored.series().id());
            this.stored = stored;
            this.statement = statement;
            this.block = new SampleBlock(statement, stored.longestMs() == 0);
            this.visitor = visitor;
        }

        static SampleCursor open(Session session, SeriesTable.Stored stored, TimeRange range, SampleVisitor visitor)
                throws SQLException {
            boolean moments = stored.longestMs() == 0;
            PreparedStatement statement = session.prepareAnother(moments ? MOMENTS : INTERVALS);
            statement.setLong(1, stored.series().id());
            statement.setLong(2, range.startMs());
            statement.setLong(3, range.endMs());
            if (!moments) {
                statement.setLong(4, stored.longestMs());
            }
            return new SampleCursor(statement, stored, visitor);
        }

        @Override
        boolean next() throws SQLException {
            if (++row >= block.size()) {
                row = 0;
                if (!block.next()) {
                    return false;
                }
            }
            at(block.start(row), block.end(row));
            return true;
        }

        @Override
        void visit() {
            visitor.sample(stored.series(), start(), end(), block.value(row));
        }

        @Override
        public void close() throws SQLException {
            statement.close();
        }
    }
}
