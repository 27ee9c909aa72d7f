package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.StreamId;

/**
 * One run of a job, as it went for one stream. Runs that a read starts count too.
 *
 * @param stream for which stream
 * @param job of which job; that of a read is not kept
 * @param outcome how it went
 * @param records samples, records or locations that came, new or not
 * @param calls calls that were made in it for the stream, answered or not; streams that come with the same calls each
 *     have them all, so their sum is more than was called. 0 for an import
 * @param error what went wrong; empty if nothing did
 * @param startedAt when the run began
 * @param endedAt when it stopped
 */
public record SyncAttempt(
        StreamId stream,
        JobId job,
        SyncOutcome outcome,
        long records,
        int calls,
        Optional<SyncError> error,
        Instant startedAt,
        Instant endedAt) {
    /**
     * Why a run did not bring everything.
     *
     * @param type the {@link org.healthwarehouse.model.Failure#type}
     * @param message its message
     */
    public record SyncError(String type, String message) {}
}
