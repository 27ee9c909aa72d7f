package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;

/** Streams: one data type of one source for one user. */
final class StreamTable {
    private static final String FIND = """
            SELECT m.stream_id, m.longest_ms, m.last_success_ms, m.axis FROM stream m
            JOIN user u ON u.user_id = m.user_id
            JOIN source o ON o.source_id = m.source_id
            JOIN data_type t ON t.type_id = m.type_id
            WHERE u.name = ? AND o.name = ? AND t.name = ?""";
    private static final String OF_USER = "SELECT u.name, o.name, " + TypeTable.COLUMNS + """
             FROM stream m
            JOIN user u ON u.user_id = m.user_id
            JOIN source o ON o.source_id = m.source_id
            JOIN data_type t ON t.type_id = m.type_id
            WHERE u.name = ? ORDER BY o.name, t.name""";

    private StreamTable() {}

    /**
     * A stream as it is stored.
     *
     * @param longestMs none of its records is longer
     * @param axis on which axis its ledger is
     */
    record Stored(long id, long longestMs, Optional<Instant> lastSuccess, TimeAxis axis) {}

    /** The number of the stream, made if there is none. */
    static long id(Session session, StreamId stream) throws SQLException {
        long type = TypeTable.id(session, stream.type());
        Optional<Stored> known = find(session, stream);
        return known.isPresent()
                ? known.get().id()
                : session.insert(
                        "INSERT INTO stream (user_id, source_id, type_id) VALUES (?, ?, ?)",
                        Names.user(session, stream.user()),
                        Names.source(session, stream.source()),
                        type);
    }

    static Optional<Stored> find(Session session, StreamId stream) throws SQLException {
        return session.first(
                FIND,
                row -> new Stored(
                        row.getLong(1),
                        row.getLong(2),
                        Columns.maybeInstant(row, 3),
                        TimeAxis.valueOf(row.getString(4))),
                stream.user().value(),
                stream.source().value(),
                stream.type().name());
    }

    static List<StreamId> ofUser(Session session, UserId user) throws SQLException {
        return session.all(
                OF_USER,
                row -> new StreamId(user, SourceId.of(row.getString(2)), TypeTable.read(row, 3)),
                user.value());
    }

    static void succeeded(Session session, long stream, Instant at) throws SQLException {
        session.update("UPDATE stream SET last_success_ms = ? WHERE stream_id = ?", at.toEpochMilli(), stream);
    }

    /** The same of a fetch that was long ago, perhaps before the last one. */
    static void succeededBefore(Session session, long stream, Instant at) throws SQLException {
        session.update(
                "UPDATE stream SET last_success_ms = ?1 WHERE stream_id = ?2 AND coalesce(last_success_ms, ?1 - 1) < ?1",
                at.toEpochMilli(),
                stream);
    }

    /** Notes on which axis the ledger of the stream is. */
    static void onAxis(Session session, long stream, TimeAxis axis) throws SQLException {
        session.update("UPDATE stream SET axis = ?1 WHERE stream_id = ?2 AND axis <> ?1", axis.name(), stream);
    }

    /** Notes the rules under which lines of the stream are written. */
    static void settles(Session session, long stream, Settling rules) throws SQLException {
        session.update(
                "UPDATE stream SET settle_after_ms = ?1, recent_ms = ?2, fresh_for_ms = ?3, recheck_ms = ?4"
                        + " WHERE stream_id = ?5 AND (settle_after_ms, recent_ms, fresh_for_ms, recheck_ms)"
                        + " IS NOT (?1, ?2, ?3, ?4)",
                rules.settleAfter().toMillis(),
                rules.recent().toMillis(),
                rules.freshFor().toMillis(),
                rules.recheck().toMillis(),
                stream);
    }

    static void raiseLongest(Session session, long stream, long lengthMs) throws SQLException {
        session.update("UPDATE stream SET longest_ms = ?1 WHERE stream_id = ?2 AND longest_ms < ?1", lengthMs, stream);
    }
}
