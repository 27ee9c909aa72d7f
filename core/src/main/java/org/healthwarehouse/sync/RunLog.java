package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.SyncAttempt;
import org.healthwarehouse.storage.SyncAttempt.SyncError;
import org.healthwarehouse.storage.SyncOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down how a run went for each of its streams.
 *
 * @param feeds those that the source offers
 * @param startedAt when the run began
 */
record RunLog(Collection<FeedSpec> feeds, Instant startedAt) {
    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    /** The run is over, whatever becomes of this: a log that cannot be written must not change how the job ended. */
    void write(EngineParts parts, NewJob job, List<Chunk> chunks, Optional<Failure> stop, RunTally tally) {
        try {
            parts.storage().syncLog().ended(attempts(parts, job, chunks, stop, tally));
        } catch (HealthWarehouseException e) {
            LOG.warn("{} job={}: how the run went could not be stored", LogEvent.SYNC_UNSETTLED, job.id(), e);
        }
    }

    List<SyncAttempt> attempts(
            EngineParts parts, NewJob job, List<Chunk> chunks, Optional<Failure> stop, RunTally tally) {
        Instant endedAt = parts.now();
        DerivedStreams derived = new DerivedStreams(parts);
        List<SyncAttempt> attempts = new ArrayList<>();
        for (FeedSpec feed : feeds) {
            List<Chunk> ofFeed = chunks.stream()
                    .filter(chunk -> chunk.feed().equals(feed.id()) && chunk.state() != ChunkState.SPLIT)
                    .toList();
            Set<DataType> told = new HashSet<>();
            Set<DataType> types = ofFeed.isEmpty() ? Set.of() : wanted(job, feed);
            types.forEach(type -> told.addAll(derived.madeOf(job.source(), type)));
            told.addAll(types);
            for (DataType type : told) {
                attempts.add(new SyncAttempt(
                        new StreamId(job.user(), job.source(), type),
                        job.id(),
                        outcome(ofFeed),
                        tally.recordsByType().getOrDefault(type.name(), 0L),
                        OptionalInt.of(tally.calls(feed.id())),
                        error(ofFeed, stop),
                        startedAt,
                        endedAt));
            }
        }
        return attempts;
    }

    private static Set<DataType> wanted(NewJob job, FeedSpec feed) {
        return feed.primaryFor().stream()
                .filter(type -> job.types().isEmpty() || job.types().contains(type.name()))
                .collect(Collectors.toSet());
    }

    private static SyncOutcome outcome(List<Chunk> chunks) {
        long done = chunks.stream().filter(c -> c.state() == ChunkState.DONE).count();
        return done == chunks.size() ? SyncOutcome.SUCCESS : done > 0 ? SyncOutcome.PARTIAL : SyncOutcome.FAILED;
    }

    private static Optional<SyncError> error(List<Chunk> chunks, Optional<Failure> stop) {
        Optional<SyncError> failed = chunks.stream()
                .filter(chunk -> chunk.state() == ChunkState.FAILED)
                .flatMap(chunk -> chunk.error().stream())
                .map(error -> new SyncError(error.type(), error.message()))
                .findFirst();
        boolean unfinished = chunks.stream().anyMatch(chunk -> chunk.state() == ChunkState.PENDING);
        return failed.or(() ->
                stop.filter(failure -> unfinished).map(failure -> new SyncError(failure.type(), failure.message())));
    }
}
