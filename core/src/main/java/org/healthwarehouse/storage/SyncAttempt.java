package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.healthwarehouse.model.StreamId;

/**
 * One run of a job, as it went for one stream. Runs that a read starts count too.
 *
 * @param stream for which stream
 * @param job of which job; that of a read is not kept
 * @param outcome how it went
 * @param records samples, records or locations that came, new or not
 * @param calls calls that were made in it for the stream, answered or not; 0 for an import, empty for runs from before
 *     this was counted. Streams that come with the same calls each have them all, so their sum may be more than was
 *     called; what is asked once for the whole source, such as how far it is complete, is in none
 * @param error what went wrong; empty if nothing did
 * @param startedAt when the run began
 * @param endedAt when it stopped
 */
public record SyncAttempt(
        StreamId stream,
        JobId job,
        SyncOutcome outcome,
        long records,
        OptionalInt calls,
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
