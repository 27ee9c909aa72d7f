package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ErrorEntry;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;

/** What went wrong, until it went well. */
final class ErrorLog {
    private static final String INSERT =
            "INSERT INTO error_entry (user_id, source_id, job, chunk_id, at_ms, error_type, message, context) ";

    private ErrorLog() {}

    /** A chunk that was given up. */
    static void chunkFailed(Session session, ChunkClaim claim, Failure failure, Instant at) throws SQLException {
        Map<String, Object> context = new TreeMap<>();
        context.put("job", claim.job().value());
        context.put("chunk", claim.chunk());
        context.put("feed", claim.feed().value());
        context.put("start", claim.range().start().toString());
        context.put("end", claim.range().end().toString());
        session.update(
                INSERT + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                Names.user(session, claim.user()),
                Names.source(session, claim.source()),
                claim.job().value(),
                claim.chunk(),
                at.toEpochMilli(),
                failure.type(),
                failure.message(),
                Attributes.of(context).toJson());
    }

    /** A page that nobody asked for and that could not be read; known by its bytes. */
    static void pageUnreadable(Session session, IngestCommit commit, JobId page, Failure failure) throws SQLException {
        session.update(
                INSERT + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                Names.user(session, commit.user()),
                Names.source(session, commit.source()),
                page.value(),
                null,
                commit.finishedAt().toEpochMilli(),
                failure.type(),
                failure.message(),
                Attributes.of(Map.of(
                                "job",
                                commit.job().value(),
                                "feed",
                                commit.feed().value()))
                        .toJson());
    }

    /** A job that was stopped. */
    static void jobStopped(Session session, JobId job, Failure failure, Instant at) throws SQLException {
        session.update(
                INSERT + "SELECT user_id, source_id, job_id, NULL, ?, ?, ?, ? FROM sync_job WHERE job_id = ?",
                at.toEpochMilli(),
                failure.type(),
                failure.message(),
                Attributes.of(Map.of("job", job.value())).toJson(),
                job.value());
    }

    /** The open errors of the user, newest first. */
    static List<ErrorEntry> open(Session session, UserId user, int most) throws SQLException {
        return session.all(
                "SELECT e.error_id, o.name, e.job, e.at_ms, e.error_type, e.message, e.resolved_ms FROM error_entry e"
                        + " JOIN user u ON u.user_id = e.user_id JOIN source o ON o.source_id = e.source_id"
                        + " WHERE u.name = ? AND e.resolved_ms IS NULL ORDER BY e.error_id DESC LIMIT ?",
                row -> new ErrorEntry(
                        row.getLong(1),
                        user,
                        SourceId.of(row.getString(2)),
                        new JobId(row.getString(3)),
                        Columns.instant(row, 4),
                        row.getString(5),
                        row.getString(6),
                        Columns.maybeInstant(row, 7)),
                user.value(),
                most);
    }

    /** Resolves one by hand; answers whether it was open. */
    static boolean resolve(Session session, long id, Instant at) throws SQLException {
        return session.update(
                        "UPDATE error_entry SET resolved_ms = ? WHERE error_id = ? AND resolved_ms IS NULL",
                        at.toEpochMilli(),
                        id)
                > 0;
    }

    static void chunkSucceeded(Session session, JobId job, long chunk, Instant at) throws SQLException {
        session.update(
                "UPDATE error_entry SET resolved_ms = ? WHERE job = ? AND chunk_id = ? AND resolved_ms IS NULL",
                at.toEpochMilli(),
                job.value(),
                chunk);
    }

    static void jobCompleted(Session session, JobId job, Instant at) throws SQLException {
        session.update(
                "UPDATE error_entry SET resolved_ms = ? WHERE job = ? AND chunk_id IS NULL AND resolved_ms IS NULL",
                at.toEpochMilli(),
                job.value());
    }
}
