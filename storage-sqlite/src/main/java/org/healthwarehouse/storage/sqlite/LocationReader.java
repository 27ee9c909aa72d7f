package org.healthwarehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;

/** Reads locations in order of time, one cursor per stream. */
final class LocationReader {
    private static final String IN_RANGE = """
            SELECT l.time_ms, l.scheme, l.key, l.latitude, l.longitude, l.accuracy, l.attributes, f.finished_ms
            FROM location l JOIN fetch f ON f.fetch_id = l.fetch_id
            WHERE l.stream_id = ? AND l.time_ms >= ? AND l.time_ms < ?
            ORDER BY l.time_ms, l.location_id""";

    private LocationReader() {}

    static void read(Session session, List<StreamId> streams, TimeRange range, Consumer<? super Location> visitor)
            throws SQLException {
        read(session, IN_RANGE, streams, range, visitor);
    }

    /** Reads with a statement of these columns; what it takes besides stream, start and end comes last. */
    static void read(
            Session session,
            String sql,
            List<StreamId> streams,
            TimeRange range,
            Consumer<? super Location> visitor,
            Object... more)
            throws SQLException {
        List<LocationCursor> cursors = new ArrayList<>();
        try {
            for (StreamId id : new LinkedHashSet<>(streams)) {
                Optional<StreamTable.Stored> stream = StreamTable.find(session, id);
                if (stream.isPresent()) {
                    PreparedStatement statement = session.prepareAnother(sql);
                    cursors.add(new LocationCursor(statement, cursors.size(), id.source(), visitor));
                    Session.bind(statement, stream.get().id(), range.startMs(), range.endMs());
                    Session.bindAfter(statement, 3, more);
                }
            }
            TimedRows.merge(cursors);
        } finally {
            TimedRows.closeAll(cursors);
        }
    }

    private static final class LocationCursor extends Cursor {
        private final SourceId source;
        private final Consumer<? super Location> visitor;

        LocationCursor(PreparedStatement statement, long order, SourceId source, Consumer<? super Location> visitor) {
            super(statement, order);
            this.source = source;
            this.visitor = visitor;
        }

        @Override
        long start(ResultSet row) throws SQLException {
            return row.getLong(1);
        }

        @Override
        long end(ResultSet row, long start) {
            return start;
        }

        @Override
        void visit(ResultSet row, long start, long end) throws SQLException {
            visitor.accept(new Location(
                    source,
                    new RecordKey(row.getString(2), row.getString(3)),
                    Instant.ofEpochMilli(start),
                    row.getDouble(4),
                    row.getDouble(5),
                    Columns.maybeDouble(row, 6),
                    Attributes.parse(row.getString(7)),
                    Columns.instant(row, 8)));
        }
    }
}
