package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.StreamId;

/**
 * How a stream stands after its last run.
 *
 * @param stream which stream
 * @param outcome how the last run went; {@link SyncOutcome#PARTIAL} also while the first one is under way
 * @param lastSyncAt when its last run that succeeded ended; empty if none ever did
 * @param recordsOfLastRun samples, records or locations that the last run received, new or not
 * @param recordsInTotal those that were new to the store, of all runs
 * @param error what went wrong in the last run; empty if nothing did
 * @param createdAt when something of the stream was first stored, or first failed to be
 * @param updatedAt when this last changed
 */
public record SyncState(
        StreamId stream,
        SyncOutcome outcome,
        Optional<Instant> lastSyncAt,
        long recordsOfLastRun,
        long recordsInTotal,
        Optional<SyncAttempt.SyncError> error,
        Instant createdAt,
        Instant updatedAt) {}
