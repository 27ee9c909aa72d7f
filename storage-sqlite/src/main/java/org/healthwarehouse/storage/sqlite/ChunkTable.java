package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.NewJob.NewChunk;

/** The chunks of jobs. */
final class ChunkTable {
    private static final String CHUNKS = """
            SELECT c.chunk_id, j.job_id, f.name, c.start_ms, c.end_ms, c.state, c.attempts, c.error_type,
                   c.error_message
            FROM sync_chunk c JOIN sync_job j USING (job_no) JOIN feed f USING (feed_id)
            """;
    private static final String PENDING = """
            SELECT j.job_id, u.name, o.name, f.feed_id, f.name, c.start_ms, c.end_ms
            FROM sync_chunk c
            JOIN sync_job j USING (job_no)
            JOIN feed f USING (feed_id)
            JOIN user u ON u.user_id = f.user_id
            JOIN source o ON o.source_id = f.source_id
            WHERE c.chunk_id = ? AND c.state = 'PENDING'""";

    private ChunkTable() {}

    /** A chunk that waits to be fetched, with all that a claim says of it. */
    record Pending(JobId job, UserId user, SourceId source, long feedNumber, FeedId feed, TimeRange range) {}

    static void insert(Session session, long job, int position, long feed, TimeRange range) throws SQLException {
        session.update(
                "INSERT INTO sync_chunk (job_no, position, feed_id, start_ms, end_ms, state)"
                        + " VALUES (?, ?, ?, ?, ?, 'PENDING')",
                job,
                position,
                feed,
                range.startMs(),
                range.endMs());
    }

    static List<Chunk> ofJob(Session session, JobId job) throws SQLException {
        return session.all(CHUNKS + "WHERE j.job_id = ? ORDER BY c.position", row -> read(row, job), job.value());
    }

    private static Chunk read(ResultSet row, JobId job) throws SQLException {
        Optional<Chunk.ChunkError> error = Columns.maybeText(row, 8).isEmpty()
                ? Optional.empty()
                : Optional.of(new Chunk.ChunkError(row.getString(8), row.getString(9)));
        return new Chunk(
                row.getLong(1),
                job,
                new FeedId(row.getString(3)),
                Columns.range(row, 4),
                ChunkState.valueOf(row.getString(6)),
                row.getInt(7),
                error);
    }

    /** The chunks as they were planned, before any was split. */
    static List<NewChunk> planned(Session session, long job) throws SQLException {
        return session.all(
                "SELECT f.name, c.start_ms, c.end_ms FROM sync_chunk c JOIN feed f USING (feed_id)"
                        + " WHERE c.job_no = ? AND c.split_from IS NULL ORDER BY c.position",
                row -> new NewChunk(new FeedId(row.getString(1)), Columns.range(row, 2)),
                job);
    }

    static Optional<Pending> pending(Session session, long chunk) throws SQLException {
        return session.first(
                PENDING,
                row -> new Pending(
                        new JobId(row.getString(1)),
                        new UserId(row.getString(2)),
                        new SourceId(row.getString(3)),
                        row.getLong(4),
                        new FeedId(row.getString(5)),
                        Columns.range(row, 6)),
                chunk);
    }

    static void done(Session session, long chunk) throws SQLException {
        session.update("UPDATE sync_chunk SET state = 'DONE' WHERE chunk_id = ?", chunk);
    }

    /** Moves a chunk to another state after an attempt that failed. */
    static void failed(Session session, long chunk, ChunkState state, boolean counts, Failure failure)
            throws SQLException {
        session.update(
                "UPDATE sync_chunk SET state = ?, attempts = attempts + ?, error_type = ?, error_message = ?"
                        + " WHERE chunk_id = ?",
                state.name(),
                counts ? 1 : 0,
                failure.type(),
                failure.message(),
                chunk);
    }

    /** Puts the pieces right behind the chunk that they replace. */
    static void split(Session session, long chunk, List<TimeRange> pieces) throws SQLException {
        session.update(
                "UPDATE sync_chunk SET position = position + ?1 WHERE job_no = (SELECT job_no FROM sync_chunk WHERE"
                        + " chunk_id = ?2) AND position > (SELECT position FROM sync_chunk WHERE chunk_id = ?2)",
                pieces.size(),
                chunk);
        for (int i = 0; i < pieces.size(); i++) {
            session.update(
                    "INSERT INTO sync_chunk (job_no, split_from, position, feed_id, start_ms, end_ms, state)"
                            + " SELECT job_no, chunk_id, position + ?, feed_id, ?, ?, 'PENDING' FROM sync_chunk"
                            + " WHERE chunk_id = ?",
                    i + 1,
                    pieces.get(i).startMs(),
                    pieces.get(i).endMs(),
                    chunk);
        }
    }

    static int retryFailed(Session session, JobId job) throws SQLException {
        return session.update(
                "UPDATE sync_chunk SET state = 'PENDING', attempts = 0 WHERE state = 'FAILED'"
                        + " AND job_no = (SELECT job_no FROM sync_job WHERE job_id = ?)",
                job.value());
    }
}
