package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.SyncJob;

/** Jobs. */
final class JobTable {
    private static final String JOBS = """
            SELECT j.job_no, j.job_id, u.name, o.name, coalesce(j.purpose, j.kind), j.start_ms, j.end_ms, j.types, j.forced_since_ms,
                   j.created_ms, j.state, j.started_ms, j.ended_ms, j.error_message,
                   (SELECT count(*) FROM sync_chunk c WHERE c.job_no = j.job_no AND c.state <> 'SPLIT'),
                   (SELECT count(*) FROM sync_chunk c WHERE c.job_no = j.job_no AND c.state = 'DONE'),
                   (SELECT count(*) FROM sync_chunk c WHERE c.job_no = j.job_no AND c.state = 'FAILED')
            FROM sync_job j JOIN user u USING (user_id) JOIN source o USING (source_id)
            """;

    private JobTable() {}

    static void insert(Session session, NewJob job) throws SQLException {
        if (find(session, job.id()).isPresent()) {
            throw new InvalidParameterException(
                    "job id", job.id(), "is that of another job", "give every job an id of its own");
        }
        long number = session.insert(
                "INSERT INTO sync_job (job_id, user_id, source_id, kind, start_ms, end_ms, types, forced_since_ms,"
                        + " state, created_ms, purpose) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', ?, ?)",
                job.id().value(),
                Names.user(session, job.user()),
                Names.source(session, job.source()),
                job.kind().isKept() ? "SYNC" : "READ",
                job.range().startMs(),
                job.range().endMs(),
                Attributes.of(Map.of("types", job.types())).toJson(),
                Columns.ms(job.forcedSince()),
                job.createdAt().toEpochMilli(),
                isPlain(job.kind()) ? null : job.kind().name());
        int position = 0;
        for (NewJob.NewChunk chunk : job.chunks()) {
            long feed = Names.feed(session, job.user(), job.source(), chunk.feed());
            ChunkTable.insert(session, number, position++, feed, chunk.range());
        }
    }

    /** Of others the purpose is kept besides. */
    private static boolean isPlain(NewJob.Kind kind) {
        return kind == NewJob.Kind.SYNC || kind == NewJob.Kind.READ;
    }

    static Optional<SyncJob> find(Session session, JobId id) throws SQLException {
        return jobs(session, "WHERE j.job_id = ?", id.value()).stream().findFirst();
    }

    /** The jobs of the user but those of reads, newest first. */
    static List<SyncJob> ofUser(Session session, UserId user) throws SQLException {
        return jobs(
                session,
                "WHERE u.name = ? AND j.kind = 'SYNC' ORDER BY j.created_ms DESC, j.job_no DESC",
                user.value());
    }

    private static List<SyncJob> jobs(Session session, String which, String value) throws SQLException {
        record Numbered(long number, SyncJob job) {}
        List<Numbered> found = session.all(JOBS + which, row -> new Numbered(row.getLong(1), read(row)), value);
        List<SyncJob> jobs = new ArrayList<>(found.size());
        for (Numbered each : found) {
            jobs.add(withChunks(each.job, ChunkTable.planned(session, each.number)));
        }
        return jobs;
    }

    private static SyncJob read(ResultSet row) throws SQLException {
        NewJob plan = new NewJob(
                new JobId(row.getString(2)),
                new UserId(row.getString(3)),
                new SourceId(row.getString(4)),
                NewJob.Kind.valueOf(row.getString(5)),
                Columns.range(row, 6),
                types(row.getString(8)),
                Columns.maybeInstant(row, 9),
                List.of(),
                Columns.instant(row, 10));
        return new SyncJob(
                plan,
                JobState.valueOf(row.getString(11)),
                row.getInt(15),
                row.getInt(16),
                row.getInt(17),
                Columns.maybeInstant(row, 12),
                Columns.maybeInstant(row, 13),
                Columns.maybeText(row, 14));
    }

    private static List<String> types(String json) {
        return Attributes.parse(json).asMap().get("types") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static SyncJob withChunks(SyncJob job, List<NewJob.NewChunk> chunks) {
        NewJob p = job.plan();
        return new SyncJob(
                new NewJob(
                        p.id(),
                        p.user(),
                        p.source(),
                        p.kind(),
                        p.range(),
                        p.types(),
                        p.forcedSince(),
                        chunks,
                        p.createdAt()),
                job.state(),
                job.chunksTotal(),
                job.chunksDone(),
                job.chunksFailed(),
                job.startedAt(),
                job.endedAt(),
                job.error());
    }

    /** Moves the job; it starts when it first runs, and ends whenever it stops. */
    static void move(Session session, JobId id, JobState state, Instant at, Optional<Failure> failure)
            throws SQLException {
        boolean stops = state != JobState.QUEUED && state != JobState.RUNNING;
        session.update(
                "UPDATE sync_job SET state = ?1, error_type = ?2, error_message = ?3,"
                        + " started_ms = CASE WHEN ?1 = 'RUNNING' THEN coalesce(started_ms, ?4) ELSE started_ms END,"
                        + " ended_ms = CASE WHEN ?5 THEN ?4 ELSE ended_ms END WHERE job_id = ?6",
                state.name(),
                failure.map(Failure::type).orElse(null),
                failure.map(Failure::message).orElse(null),
                at.toEpochMilli(),
                stops ? 1 : 0,
                id.value());
    }

    /** A job of a read or a sweep. */
    record Read(long number, JobId id, Instant createdAt) {}

    /** The jobs of reads and sweeps; a few at most, for each is deleted when it ends. */
    static List<Read> reads(Session session) throws SQLException {
        return session.all(
                "SELECT job_no, job_id, created_ms FROM sync_job WHERE kind = 'READ'",
                row -> new Read(row.getLong(1), new JobId(row.getString(2)), Columns.instant(row, 3)));
    }

    static void delete(Session session, JobId id) throws SQLException {
        session.update("DELETE FROM sync_job WHERE job_id = ?", id.value());
    }
}
