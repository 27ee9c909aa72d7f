package org.healthwarehouse.sync;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.coverage.Gap;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;

/**
 * What a sync would do; nothing was fetched yet. (A source whose feeds are known only at run time may have been asked
 * for its catalogue.)
 *
 * @param request what was asked for
 * @param range the range that is meant, as of now
 * @param gaps what is missing, by stream
 * @param chunks what would be fetched, in this order: the newest month first, and inside a month from its start; a
 *     range of no more than a month strictly newest first
 * @param expectedDuration a guess: one second for each call plus the pauses, over all lanes
 * @param calls calls that planning took, by source: some say how far they are complete. They count as calls of the run
 * @param ended sources of which nothing of this is asked, and why: asked how far they are complete, they let it be
 *     known that they would answer nothing else either
 */
public record SyncPlan(
        SyncRequest request,
        TimeRange range,
        List<StreamGap> gaps,
        List<PlannedChunk> chunks,
        Duration expectedDuration,
        Map<SourceId, Integer> calls,
        Map<SourceId, Failure> ended) {
    /** Copies the collections. */
    public SyncPlan {
        gaps = List.copyOf(gaps);
        chunks = List.copyOf(chunks);
        calls = Map.copyOf(calls);
        ended = Map.copyOf(ended);
    }

    /** How many calls the plan takes if every chunk is one page and nothing fails. */
    public int expectedCalls() {
        return chunks.size();
    }

    /** Whether there is nothing to fetch. */
    public boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** A gap of a stream, on the axis of the feed that decides its coverage. */
    public record StreamGap(StreamId stream, Gap gap) {}

    /**
     * A range of a feed to be fetched.
     *
     * @param source from where
     * @param feed what is asked
     * @param range for which range, on the axis of the feed
     * @param types the requested types that it brings
     */
    public record PlannedChunk(SourceId source, FeedId feed, TimeRange range, Set<DataType> types) {}
}
