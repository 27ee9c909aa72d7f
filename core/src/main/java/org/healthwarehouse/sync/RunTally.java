package org.healthwarehouse.sync;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.PageContent;

/** Counts what a run has done so far. Thread-safe. */
final class RunTally {
    private final Map<String, Long> recordsByType = new TreeMap<>();
    private final Map<FeedId, TimeRangeSet> fetched = new TreeMap<>();
    private final Map<FeedId, Integer> calls = new TreeMap<>();
    private final Map<GapReason, Integer> reopened = new EnumMap<>(GapReason.class);
    private int unavailable;
    private int total;
    private int done;
    private int failed;
    private long rows;

    synchronized void begin(List<Chunk> chunks) {
        for (Chunk chunk : chunks) {
            total += chunk.state() == ChunkState.SPLIT ? 0 : 1;
            done += chunk.state() == ChunkState.DONE ? 1 : 0;
        }
    }

    synchronized void done() {
        done++;
    }

    /** A call is made for a page of a feed, or to look up what a page of it names. */
    synchronized void called(FeedId feed) {
        calls.merge(feed, 1, Integer::sum);
    }

    /** Calls that were made for the feed. */
    synchronized int calls(FeedId feed) {
        return calls.getOrDefault(feed, 0);
    }

    /** A source answered for the range of a feed, if only that it cannot tell. */
    synchronized void answered(FeedId feed, TimeRange range, boolean available) {
        fetched.merge(feed, TimeRangeSet.of(range), TimeRangeSet::union);
        unavailable += available ? 0 : 1;
    }

    synchronized Map<FeedId, TimeRangeSet> fetched() {
        return Map.copyOf(fetched);
    }

    /** Chunks of which the source could not tell anything. */
    synchronized int unavailable() {
        return unavailable;
    }

    /** A call was made into settled time. */
    synchronized void reopened(GapReason reason) {
        reopened.merge(reason, 1, Integer::sum);
    }

    synchronized Map<GapReason, Integer> reopened() {
        return Map.copyOf(reopened);
    }

    synchronized void failed() {
        failed++;
    }

    synchronized void split(int children) {
        total += children - 1;
    }

    synchronized void received(PageContent content) {
        content.samples().forEach(batch -> recordsByType.merge(batch.type().name(), (long) batch.size(), Long::sum));
        content.records().forEach(record -> recordsByType.merge(record.type().name(), 1L, Long::sum));
        content.locations().forEach(fix -> recordsByType.merge(fix.type().name(), 1L, Long::sum));
        rows += content.size();
    }

    synchronized Map<String, Long> recordsByType() {
        return Map.copyOf(recordsByType);
    }

    synchronized SyncEvent.Progress progress(int calls) {
        return new SyncEvent.Progress(total, done, failed, calls, rows);
    }
}
