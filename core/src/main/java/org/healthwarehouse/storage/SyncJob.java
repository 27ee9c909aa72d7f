package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * A job as the store keeps it.
 *
 * @param plan what it was planned to be
 * @param state where it stands
 * @param chunksTotal chunks that count: all but those that were split
 * @param chunksDone of these, done
 * @param chunksFailed of these, failed
 * @param startedAt when it first ran
 * @param endedAt when it last stopped
 * @param error message of what stopped it; empty if nothing did
 */
public record SyncJob(
        NewJob plan,
        JobState state,
        int chunksTotal,
        int chunksDone,
        int chunksFailed,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<String> error) {
    /** Its identity. */
    public JobId id() {
        return plan.id();
    }

    /** Chunks done of all, from 0 to 1; 1 for a job without chunks. */
    public double progress() {
        return chunksTotal == 0 ? 1 : (double) chunksDone / chunksTotal;
    }
}
