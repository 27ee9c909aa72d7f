package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ChunkOutcome;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.StaleClaimException;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.storage.SyncJobStore;

/** Jobs, chunks and claims, each call one transaction. */
final class SqliteJobStore implements SyncJobStore {
    private final Writer writer;
    private final Readers readers;

    SqliteJobStore(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void create(NewJob job) {
        write("create a job", session -> JobTable.insert(session, job));
    }

    @Override
    public Optional<SyncJob> find(JobId id) {
        return readers.read("find a job", session -> JobTable.find(session, id));
    }

    @Override
    public List<SyncJob> list(UserId user) {
        return readers.read("list jobs", session -> JobTable.ofUser(session, user));
    }

    @Override
    public List<Chunk> chunks(JobId id) {
        return readers.read("list chunks", session -> ChunkTable.ofJob(session, id));
    }

    @Override
    public void move(JobId id, JobState state, Instant at, Optional<Failure> failure) {
        write("move a job", session -> {
            JobTable.move(session, id, state, at, failure);
            if (failure.isPresent()) {
                ErrorLog.jobStopped(session, id, failure.get(), at);
            }
            if (state == JobState.COMPLETED) {
                ErrorLog.jobCompleted(session, id, at);
            }
        });
    }

    @Override
    public int retryFailed(JobId id) {
        return writer.inTransaction("retry failed chunks", session -> ChunkTable.retryFailed(session, id));
    }

    @Override
    public void delete(JobId id) {
        write("delete a job", session -> JobTable.delete(session, id));
    }

    @Override
    public ClaimResult claim(long chunk, ClaimOwner owner, Instant now, Duration lease, MissingFinder missing) {
        return writer.inTransaction("claim a chunk", session -> {
            Optional<ChunkTable.Pending> pending = ChunkTable.pending(session, chunk);
            return pending.isPresent()
                    ? claim(session, chunk, pending.get(), owner, now, lease, missing)
                    : new ClaimResult.NotPending();
        });
    }

    private static ClaimResult claim(
            Session session,
            long chunk,
            ChunkTable.Pending pending,
            ClaimOwner owner,
            Instant now,
            Duration lease,
            MissingFinder missing)
            throws SQLException {
        ClaimTable.dropDead(session, owner, now);
        Optional<Instant> busy = ClaimTable.busyUntil(session, pending.feedNumber(), pending.range());
        if (busy.isPresent()) {
            return new ClaimResult.Busy(busy.get());
        }
        TimeRangeSet lacking = missing.missing(pending.range(), ledger(session));
        Optional<TimeRange> hull = lacking.hull();
        if (hull.isEmpty()) {
            ChunkTable.done(session, chunk);
            ErrorLog.chunkSucceeded(session, pending.job(), chunk, now);
            return new ClaimResult.NothingLeft();
        }
        Instant expiresAt = now.plus(lease);
        long fence = ClaimTable.insert(session, chunk, pending.feedNumber(), hull.get(), owner, lease, expiresAt);
        return new ClaimResult.Granted(new ChunkClaim(
                fence, chunk, pending.job(), pending.user(), pending.source(), pending.feed(), hull.get(), expiresAt));
    }

    private static LedgerReader ledger(Session session) {
        return (stream, range) -> {
            try {
                return lines(session, stream, range);
            } catch (SQLException e) {
                throw new StorageFailedException("could not read the ledger inside a claim; see the cause", e);
            }
        };
    }

    private static List<CoverageEntry> lines(Session session, StreamId stream, TimeRange range) throws SQLException {
        Optional<StreamTable.Stored> known = StreamTable.find(session, stream);
        return known.isPresent() ? CoverageTable.lines(session, known.get().id(), range) : List.of();
    }

    @Override
    public void end(ChunkClaim claim, ChunkOutcome outcome, int calls, Instant startedAt, Instant at) {
        write("end a claim", session -> {
            if (!ClaimTable.holds(session, claim.fence())) {
                throw new StaleClaimException(claim.fence());
            }
            new ClaimEnd(session, claim, calls, startedAt, at).apply(outcome);
        });
    }

    @Override
    public int forgetReads(ClaimOwner asking, Instant createdBefore, Instant now) {
        return writer.inTransaction("forget reads", session -> {
            Set<Long> dead = ClaimTable.dead(session, asking, now);
            int forgotten = 0;
            for (JobTable.Read read : JobTable.reads(session)) {
                Set<Long> claims = ClaimTable.ofJob(session, read.number());
                boolean over = claims.isEmpty() ? read.createdAt().isBefore(createdBefore) : dead.containsAll(claims);
                if (over) {
                    JobTable.delete(session, read.id());
                    forgotten++;
                }
            }
            return forgotten;
        });
    }

    @Override
    public void releaseAll(ClaimOwner owner) {
        write("release claims", session -> ClaimTable.dropAll(session, owner));
    }

    private void write(String doing, Change change) {
        writer.inTransaction(doing, session -> {
            change.in(session);
            return true;
        });
    }

    @FunctionalInterface
    private interface Change {
        void in(Session session) throws SQLException;
    }
}
