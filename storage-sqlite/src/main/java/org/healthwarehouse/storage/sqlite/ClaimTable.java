package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.ClaimOwner;

/** Who fetches what at the moment. */
final class ClaimTable {
    private ClaimTable() {}

    private record Held(long fence, ClaimOwner owner, Instant expiresAt) {}

    /** Drops claims that ran out and those whose owner is no more. */
    static void dropDead(Session session, ClaimOwner asking, Instant now) throws SQLException {
        for (long fence : dead(session, asking, now)) {
            drop(session, fence);
        }
    }

    /** The claims that ran out and those whose owner is no more. */
    static Set<Long> dead(Session session, ClaimOwner asking, Instant now) throws SQLException {
        Set<Long> dead = new HashSet<>();
        List<Held> claims = session.all(
                "SELECT fence, owner, expires_ms FROM fetch_claim",
                row -> new Held(row.getLong(1), ClaimOwner.parse(row.getString(2)), Columns.instant(row, 3)));
        for (Held claim : claims) {
            if (!claim.expiresAt.isAfter(now) || claim.owner.outlivedBy(asking)) {
                dead.add(claim.fence);
            }
        }
        return dead;
    }

    /** The claims on chunks of a job. */
    static Set<Long> ofJob(Session session, long job) throws SQLException {
        return new HashSet<>(session.all(
                "SELECT fence FROM fetch_claim JOIN sync_chunk USING (chunk_id) WHERE job_no = ?",
                row -> row.getLong(1),
                job));
    }

    /** When the first of the claims that overlap the range runs out; empty if there is none. */
    static Optional<Instant> busyUntil(Session session, long feed, TimeRange range) throws SQLException {
        return session.first(
                "SELECT expires_ms FROM fetch_claim WHERE feed_id = ? AND start_ms < ? AND end_ms > ?"
                        + " ORDER BY expires_ms LIMIT 1",
                row -> Columns.instant(row, 1),
                feed,
                range.endMs(),
                range.startMs());
    }

    /** Claims the range and answers the fence. */
    static long insert(
            Session session,
            long chunk,
            long feed,
            TimeRange range,
            ClaimOwner owner,
            Duration lease,
            Instant expiresAt)
            throws SQLException {
        return session.insert(
                "INSERT INTO fetch_claim (chunk_id, feed_id, start_ms, end_ms, owner, lease_ms, expires_ms)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                chunk,
                feed,
                range.startMs(),
                range.endMs(),
                owner.text(),
                lease.toMillis(),
                expiresAt.toEpochMilli());
    }

    /** Ends the claims of a user and source that overlap the range; whoever holds one has to ask again. */
    static void dropOverlapping(Session session, long user, long source, long startMs, long endMs) throws SQLException {
        session.update(
                "DELETE FROM fetch_claim WHERE start_ms < ?4 AND end_ms > ?3 AND feed_id IN"
                        + " (SELECT feed_id FROM feed WHERE user_id = ?1 AND source_id = ?2)",
                user,
                source,
                startMs,
                endMs);
    }

    /** Ends the claims of a feed that overlap the range; whoever holds one has to ask again. */
    static void dropOverlapping(Session session, long feed, TimeRange range) throws SQLException {
        session.update(
                "DELETE FROM fetch_claim WHERE feed_id = ? AND start_ms < ? AND end_ms > ?",
                feed,
                range.endMs(),
                range.startMs());
    }

    static boolean holds(Session session, long fence) throws SQLException {
        return session.first("SELECT 1 FROM fetch_claim WHERE fence = ?", row -> true, fence)
                .isPresent();
    }

    /** Gives the claim its whole lease again. */
    static void prolong(Session session, long fence, Instant now) throws SQLException {
        session.update(
                "UPDATE fetch_claim SET expires_ms = max(expires_ms, ? + lease_ms) WHERE fence = ?",
                now.toEpochMilli(),
                fence);
    }

    static void drop(Session session, long fence) throws SQLException {
        session.update("DELETE FROM fetch_claim WHERE fence = ?", fence);
    }

    static void dropAll(Session session, ClaimOwner owner) throws SQLException {
        session.update("DELETE FROM fetch_claim WHERE owner = ?", owner.text());
    }
}
