package org.healthwarehouse.storage;

import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.TimeRange;

/**
 * A chunk as the store keeps it.
 *
 * @param number unique in the store; the order of a job's chunks is the order of their numbers, but for those that come
 *     from a split
 * @param job the job it belongs to
 * @param feed what to ask
 * @param range for which range
 * @param state where it stands
 * @param attempts failed attempts so far
 * @param error type and message of the last failure; empty if there was none
 */
public record Chunk(
        long number,
        JobId job,
        FeedId feed,
        TimeRange range,
        ChunkState state,
        int attempts,
        Optional<ChunkError> error) {
    /**
     * Why a chunk failed.
     *
     * @param type the {@link org.healthwarehouse.model.Failure#type}
     * @param message its message
     */
    public record ChunkError(String type, String message) {}
}
