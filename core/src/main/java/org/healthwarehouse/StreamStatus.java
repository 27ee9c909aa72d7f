package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.SyncAttempt;
import org.healthwarehouse.storage.SyncOutcome;

/**
 * How one stream (user, source, data type) stands.
 *
 * @param stream which stream
 * @param lastSyncAt when its last run that succeeded ended; empty if none ever did
 * @param lastOutcome how its last run went; empty if there was none
 * @param recordsOfLastRun samples, records or locations that the last run received, new or not
 * @param recordsInTotal those that were new to the store, of all runs
 * @param error what went wrong in the last run; empty if nothing did
 * @param createdAt when it was first tried; empty if never
 * @param updatedAt when it was last tried; empty if never
 * @param age how long ago {@code lastSyncAt} was; empty if there is none
 * @param threshold the age at which it is due
 * @param needsSync whether it is due: never synced with success, or {@code age >= threshold}. A stream whose source is
 *     not connected is never due, for nobody could be asked
 * @param reason why it is due or not, as one sentence
 * @param checkedAt when this was found
 */
public record StreamStatus(
        StreamId stream,
        Optional<Instant> lastSyncAt,
        Optional<SyncOutcome> lastOutcome,
        long recordsOfLastRun,
        long recordsInTotal,
        Optional<SyncAttempt.SyncError> error,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        Optional<Duration> age,
        Duration threshold,
        boolean needsSync,
        String reason,
        Instant checkedAt) {}
