package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.LedgerStore;
import org.healthwarehouse.storage.Sweep;
import org.healthwarehouse.sync.Planner.SelectedFeed;
import org.healthwarehouse.sync.SyncPlan.PlannedChunk;

/**
 * Keeps how far a sweep comes, chunk by chunk. A chunk that was given up counts as passed: what is stored of it stays,
 * the error log names it, and the sweep does not end there for ever. Thread-safe.
 */
final class SweepProgress implements SyncListener {
    private final EngineParts parts;
    private final UserId user;
    private final SyncListener next;
    private final Map<SourceId, Map<FeedId, OfFeed>> feeds = new HashMap<>();

    SweepProgress(EngineParts parts, UserId user, SyncListener next) {
        this.parts = parts;
        this.user = user;
        this.next = next;
    }

    /** The chunks of one feed that are not passed yet, newest first, and what of them is. */
    private static final class OfFeed {
        private final Instant startedAt;
        private final Deque<TimeRange> open = new ArrayDeque<>();
        private final boolean whole;
        private TimeRangeSet passed = TimeRangeSet.EMPTY;

        OfFeed(Instant startedAt, boolean whole) {
            this.startedAt = startedAt;
            this.whole = whole;
        }
    }

    /**
     * A feed is about to be swept.
     *
     * @param chunks newest first
     * @param whole whether these are all that are left of it
     */
    synchronized void begin(SelectedFeed feed, Sweep sweep, List<PlannedChunk> chunks, boolean whole) {
        OfFeed progress = new OfFeed(sweep.startedAt().orElse(parts.now()), whole);
        chunks.forEach(chunk -> progress.open.add(chunk.range()));
        feeds.computeIfAbsent(feed.source(), unused -> new HashMap<>())
                .put(feed.feed().id(), progress);
        keep(feed, sweep);
    }

    void keep(SelectedFeed feed, Sweep sweep) {
        parts.storage().ledger().keep(user, feed.source(), feed.feed().id(), sweep);
    }

    @Override
    public void on(SyncEvent event) {
        if (event instanceof SyncEvent.ChunkDone done) {
            passed(done.source(), done.feed(), done.range());
        } else if (event instanceof SyncEvent.ChunkFailed failed) {
            passed(failed.source(), failed.feed(), failed.range());
        }
        next.on(event);
    }

    private synchronized void passed(SourceId source, FeedId feed, TimeRange range) {
        OfFeed progress = feeds.getOrDefault(source, Map.of()).get(feed);
        if (progress == null) {
            return;
        }
        progress.passed = progress.passed.union(TimeRangeSet.of(range));
        TimeRange last = null;
        while (!progress.open.isEmpty() && progress.passed.contains(progress.open.getFirst())) {
            last = progress.open.removeFirst();
        }
        if (last != null) {
            advance(source, feed, progress, last.start());
        }
    }

    /** Hints may have come since it began, and another process may have begun anew. */
    private void advance(SourceId source, FeedId feed, OfFeed progress, Instant reached) {
        LedgerStore ledger = parts.storage().ledger();
        Sweep now = ledger.sweep(user, source, feed).orElse(Sweep.NONE);
        if (now.startedAt().filter(progress.startedAt::equals).isPresent()) {
            Sweep moved = now.reached(reached);
            ledger.keep(
                    user, source, feed, progress.whole && progress.open.isEmpty() ? moved.ended(parts.now()) : moved);
        }
    }
}
