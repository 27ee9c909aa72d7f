package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/**
 * A job to be stored.
 *
 * @param id its identity
 * @param user for whom
 * @param source from where
 * @param kind for what purpose
 * @param range what was asked for
 * @param types names of the data types asked for
 * @param forcedSince if set, whatever was fetched before this moment is fetched again
 * @param chunks in the order in which they are to be fetched
 * @param createdAt when it was planned
 */
public record NewJob(
        JobId id,
        UserId user,
        SourceId source,
        Kind kind,
        TimeRange range,
        List<String> types,
        Optional<Instant> forcedSince,
        List<NewChunk> chunks,
        Instant createdAt) {
    /** Copies the lists. */
    public NewJob {
        types = List.copyOf(types);
        chunks = List.copyOf(chunks);
    }

    /** What a job is for. */
    public enum Kind {
        /** Somebody asked for a sync. */
        SYNC,
        /** A read fetches what it lacks. */
        READ,
        /** Settled time is asked again, to see whether it is still as it was. */
        SWEEP,
        /** Pages that are kept are read again by a newer parser. Nobody is asked. */
        REPROCESS;

        /** Whether it is listed and can be resumed. Else it is forgotten when it ends. */
        public boolean isKept() {
            return this == SYNC || this == REPROCESS;
        }
    }

    /** A unit of fetching: one range of one feed. */
    public record NewChunk(FeedId feed, TimeRange range) {}
}
