package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.JobId;

/** Chunks of which only number and state matter. */
final class Chunks {
    private static final TimeRange RANGE =
            new TimeRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-08T00:00:00Z"));

    private Chunks() {}

    static Chunk pending(long number) {
        return in(ChunkState.PENDING, number);
    }

    static Chunk in(ChunkState state, long number) {
        return new Chunk(number, new JobId("job"), new FeedId("steps"), RANGE, state, 0, Optional.empty());
    }
}
