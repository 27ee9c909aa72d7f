package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.SyncAttempt;
import org.healthwarehouse.storage.SyncLog;
import org.healthwarehouse.storage.SyncOutcome;
import org.healthwarehouse.storage.SyncState;

/** How runs of jobs went. */
final class SyncLogTable implements SyncLog {
    private static final String ATTEMPT = """
            INSERT INTO sync_attempt (stream_id, job, status, records, error_type, error_message, started_ms, ended_ms,
                                      kind, calls)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String STATE = """
            INSERT INTO sync_state (stream_id, status, last_sync_ms, run_records, total_records, error_type,
                                    error_message, created_ms, updated_ms)
            VALUES (?1, ?2, CASE WHEN ?2 = 'SUCCESS' THEN ?6 END, ?3, 0, ?4, ?5, ?6, ?6)
            ON CONFLICT (stream_id) DO UPDATE SET status = ?2, last_sync_ms = coalesce(excluded.last_sync_ms,
                last_sync_ms), run_records = ?3, error_type = ?4, error_message = ?5, updated_ms = ?6""";
    private static final String GREW = """
            INSERT INTO sync_state (stream_id, status, run_records, total_records, created_ms, updated_ms)
            VALUES (?1, 'PARTIAL', 0, ?2, ?3, ?3)
            ON CONFLICT (stream_id) DO UPDATE SET total_records = total_records + ?2, updated_ms = ?3""";
    private static final String STATES = """
            SELECT o.name, s.status, s.last_sync_ms, s.run_records, s.total_records, s.error_type, s.error_message,
                   s.created_ms, s.updated_ms,\s""" + TypeTable.COLUMNS + """
             FROM sync_state s
            JOIN stream m ON m.stream_id = s.stream_id
            JOIN user u ON u.user_id = m.user_id
            JOIN source o ON o.source_id = m.source_id
            JOIN data_type t ON t.type_id = m.type_id
            WHERE u.name = ? ORDER BY o.name, t.name""";
    private static final String HISTORY = """
            SELECT job, status, records, error_type, error_message, started_ms, ended_ms, calls FROM sync_attempt
            WHERE stream_id = ? ORDER BY attempt_id DESC LIMIT ?""";

    private final Writer writer;
    private final Readers readers;

    SyncLogTable(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    /** Counts rows that are new, in the transaction that stores them. */
    static void grew(Session session, long stream, int added, Instant at) throws SQLException {
        if (added > 0) {
            session.update(GREW, stream, added, at.toEpochMilli());
        }
    }

    @Override
    public void ended(List<SyncAttempt> attempts) {
        boolean unused = writer.inTransaction("write the sync log", session -> {
            for (SyncAttempt attempt : attempts) {
                write(session, attempt);
            }
            return true;
        });
    }

    @Override
    public void imported(List<SyncAttempt> attempts) {
        boolean unused = writer.inTransaction("write the sync history", session -> {
            for (SyncAttempt attempt : attempts) {
                note(session, StreamTable.id(session, attempt.stream()), attempt, "IMPORT");
            }
            return true;
        });
    }

    private static void write(Session session, SyncAttempt attempt) throws SQLException {
        long stream = StreamTable.id(session, attempt.stream());
        note(session, stream, attempt, "SYNC");
        String type = attempt.error().map(SyncAttempt.SyncError::type).orElse(null);
        String message = attempt.error().map(SyncAttempt.SyncError::message).orElse(null);
        session.update(
                STATE,
                stream,
                attempt.outcome().name(),
                attempt.records(),
                type,
                message,
                attempt.endedAt().toEpochMilli());
    }

    private static void note(Session session, long stream, SyncAttempt attempt, String kind) throws SQLException {
        session.update(
                ATTEMPT,
                stream,
                attempt.job().value(),
                attempt.outcome().name(),
                attempt.records(),
                attempt.error().map(SyncAttempt.SyncError::type).orElse(null),
                attempt.error().map(SyncAttempt.SyncError::message).orElse(null),
                attempt.startedAt().toEpochMilli(),
                attempt.endedAt().toEpochMilli(),
                kind,
                attempt.calls().isPresent() ? attempt.calls().getAsInt() : null);
    }

    @Override
    public int keepLast(int attempts) {
        return writer.inTransaction(
                "shorten the sync history",
                session -> session.update(
                        "DELETE FROM sync_attempt WHERE attempt_id IN (SELECT attempt_id FROM (SELECT attempt_id,"
                                + " row_number() OVER (PARTITION BY stream_id ORDER BY attempt_id DESC) AS place"
                                + " FROM sync_attempt) WHERE place > ?)",
                        attempts));
    }

    @Override
    public List<SyncState> states(UserId user) {
        return readers.read("read the sync log", session -> session.all(STATES, row -> state(row, user), user.value()));
    }

    private static SyncState state(ResultSet row, UserId user) throws SQLException {
        return new SyncState(
                new StreamId(user, SourceId.of(row.getString(1)), TypeTable.read(row, 10)),
                SyncOutcome.valueOf(row.getString(2)),
                Columns.maybeInstant(row, 3),
                row.getLong(4),
                row.getLong(5),
                error(row, 6),
                Columns.instant(row, 8),
                Columns.instant(row, 9));
    }

    @Override
    public List<SyncAttempt> history(StreamId stream, int most) {
        return readers.read("read the sync history", session -> {
            Optional<StreamTable.Stored> known = StreamTable.find(session, stream);
            return known.isPresent()
                    ? session.all(
                            HISTORY, row -> attempt(row, stream), known.get().id(), most)
                    : List.of();
        });
    }

    private static SyncAttempt attempt(ResultSet row, StreamId stream) throws SQLException {
        return new SyncAttempt(
                stream,
                new JobId(row.getString(1)),
                SyncOutcome.valueOf(row.getString(2)),
                row.getLong(3),
                Columns.maybeInt(row, 8),
                error(row, 4),
                Columns.instant(row, 6),
                Columns.instant(row, 7));
    }

    private static Optional<SyncAttempt.SyncError> error(ResultSet row, int typeColumn) throws SQLException {
        String type = row.getString(typeColumn);
        return type == null
                ? Optional.empty()
                : Optional.of(new SyncAttempt.SyncError(type, row.getString(typeColumn + 1)));
    }
}
