package org.healthwarehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;

/** Reads records in order of time, one cursor per stream. */
final class RecordReader {
    /** The keys of a record come as one text; keys hold no control characters, so these separate them. */
    private static final String IN_RANGE = """
            SELECT r.start_ms, r.end_ms, r.updated_ms, r.open, r.attributes, f.finished_ms,
                   (SELECT group_concat(k.scheme || char(31) || k.value, char(30)) FROM record_key k
                    WHERE k.record_id = r.record_id), r.told
            FROM record r JOIN fetch f ON f.fetch_id = r.fetch_id
            WHERE r.stream_id = ?1 AND r.start_ms >= ?2 - ?4 AND r.start_ms < ?3
              AND (r.start_ms >= ?2 OR r.end_ms > ?2)
            ORDER BY r.start_ms, r.end_ms, r.record_id""";

    private static final String TIME = """
            SELECT r.start_ms, r.end_ms FROM record_key k JOIN record r ON r.record_id = k.record_id
            WHERE k.stream_id = ? AND k.scheme = ? AND k.value = ?""";

    private static final String BETWEEN_KEYS = "\u001e";
    private static final String IN_KEY = "\u001f";

    private RecordReader() {}

    static void read(Session session, List<StreamId> streams, TimeRange range, Consumer<? super HealthRecord> visitor)
            throws SQLException {
        read(session, IN_RANGE, streams, range, visitor);
    }

    /** The record of that key, read like any other at its time. */
    static Optional<HealthRecord> find(Session session, StreamId id, RecordKey key) throws SQLException {
        Optional<StreamTable.Stored> stream = StreamTable.find(session, id);
        Optional<TimeRange> time = stream.isEmpty()
                ? Optional.empty()
                : session.first(
                        TIME,
                        row -> TimeRange.ofMillis(row.getLong(1), Math.max(row.getLong(2), row.getLong(1) + 1)),
                        stream.get().id(),
                        key.scheme(),
                        key.value());
        List<HealthRecord> found = new ArrayList<>();
        if (time.isPresent()) {
            read(session, List.of(id), time.get(), record -> {
                if (record.keys().contains(key)) {
                    found.add(record);
                }
            });
        }
        return found.stream().findFirst();
    }

    /** Reads with a statement of these columns; what it takes besides stream, start, end and longest comes last. */
    static void read(
            Session session,
            String sql,
            List<StreamId> streams,
            TimeRange range,
            Consumer<? super HealthRecord> visitor,
            Object... more)
            throws SQLException {
        List<RecordCursor> cursors = new ArrayList<>();
        try {
            for (StreamId id : new LinkedHashSet<>(streams)) {
                Optional<StreamTable.Stored> stream = StreamTable.find(session, id);
                if (stream.isPresent() && id.type() instanceof RecordType type) {
                    PreparedStatement statement = session.prepareAnother(sql);
                    cursors.add(new RecordCursor(statement, cursors.size(), id, type, visitor));
                    Session.bind(
                            statement,
                            stream.get().id(),
                            range.startMs(),
                            range.endMs(),
                            stream.get().longestMs());
                    Session.bindAfter(statement, 4, more);
                }
            }
            TimedRows.merge(cursors);
        } finally {
            TimedRows.closeAll(cursors);
        }
    }

    private static final class RecordCursor extends Cursor {
        private final StreamId stream;
        private final RecordType type;
        private final Consumer<? super HealthRecord> visitor;

        RecordCursor(
                PreparedStatement statement,
                long order,
                StreamId stream,
                RecordType type,
                Consumer<? super HealthRecord> visitor) {
            super(statement, order);
            this.stream = stream;
            this.type = type;
            this.visitor = visitor;
        }

        @Override
        long start(ResultSet row) throws SQLException {
            return row.getLong(1);
        }

        @Override
        long end(ResultSet row, long start) throws SQLException {
            return row.getLong(2);
        }

        @Override
        void visit(ResultSet row, long start, long end) throws SQLException {
            visitor.accept(new HealthRecord(
                    type,
                    stream.user(),
                    stream.source(),
                    keys(row.getString(7)),
                    Instant.ofEpochMilli(start),
                    Instant.ofEpochMilli(end),
                    Columns.maybeInstant(row, 3),
                    row.getBoolean(4),
                    Attributes.parse(row.getString(5)),
                    Columns.instant(row, 6),
                    RecordForm.best(row.getInt(8))));
        }

        private static Set<RecordKey> keys(String text) {
            Set<RecordKey> keys = new HashSet<>();
            for (String key : text.split(BETWEEN_KEYS, -1)) {
                String[] parts = key.split(IN_KEY, 2);
                keys.add(new RecordKey(parts[0], parts[1]));
            }
            return keys;
        }
    }
}
