package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.coverage.ChunkLimits;
import org.healthwarehouse.coverage.Gap;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.LedgerAxes;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncPlan.PlannedChunk;
import org.healthwarehouse.sync.SyncPlan.StreamGap;

/** Turns a request into a plan: gaps by stream, united by feed, cut into chunks, newest first. */
final class Planner {
    private static final Duration MONTH = Duration.ofDays(31);
    private static final Duration NOMINAL_CALL = Duration.ofSeconds(1);

    private final EngineParts parts;
    private final FeedDirectory directory;
    private final GapFinder finder;
    private final Watermarks watermarks;
    private final DerivedStreams derived;

    Planner(EngineParts parts, FeedDirectory directory, GapFinder finder, Watermarks watermarks) {
        this.parts = parts;
        this.directory = directory;
        this.finder = finder;
        this.watermarks = watermarks;
        this.derived = new DerivedStreams(parts);
    }

    SyncPlan plan(SyncRequest request) {
        return plan(request, Optional.empty(), false);
    }

    /** All that is missing or due, within the budget of a read. */
    SyncPlan plan(SyncRequest request, ReadBudget budget) {
        return plan(request, Optional.of(budget), false);
    }

    /** What a read needs: not what has gone by since a fresh answer. */
    SyncPlan planForRead(SyncRequest request, ReadBudget budget) {
        return plan(request, Optional.of(budget), true);
    }

    private SyncPlan plan(SyncRequest request, Optional<ReadBudget> budget, boolean forRead) {
        Instant now = parts.now();
        TimeRange range = request.range(now);
        List<SelectedFeed> feeds = selected(request);
        Map<SourceId, Asked> asked = new HashMap<>();
        for (SelectedFeed each : feeds) {
            Asked before = asked.getOrDefault(each.source(), Asked.NOTHING);
            if (before.ended().isEmpty()) {
                Asked more = watermarks.ask(request.user(), each.source(), each.feed(), budget);
                asked.put(each.source(), before.plus(more));
            }
        }
        List<StreamGap> gaps = new ArrayList<>();
        List<PlannedChunk> chunks = new ArrayList<>();
        try (Snapshot snapshot = parts.storage().snapshot()) {
            Asking asking = new Asking(request.isForced() ? Optional.of(now) : Optional.empty(), forRead);
            for (SelectedFeed feed : feeds) {
                plan(feed, asked(feed, range, asking, snapshot), asking, snapshot, gaps, chunks);
            }
        }
        chunks.sort(newestFirst(range));
        Map<SourceId, Integer> calls = new HashMap<>();
        Map<SourceId, Failure> ended = new HashMap<>();
        asked.forEach((source, each) -> {
            calls.put(source, each.calls());
            each.ended().ifPresent(failure -> ended.put(source, failure));
        });
        return new SyncPlan(request, range, gaps, chunks, expected(chunks.size()), calls, ended);
    }

    /**
     * The newest month first and, inside a month, the oldest day first: samples that arrive in the order of their time
     * fill the pages of a store, those that arrive backwards leave a third of them empty. A range of no more than a
     * month, as a person looks at, is fetched strictly newest first.
     */
    private static Comparator<PlannedChunk> newestFirst(TimeRange range) {
        Comparator<PlannedChunk> byTime = range.duration().compareTo(MONTH) > 0
                ? Comparator.<PlannedChunk>comparingLong(chunk -> monthsBack(range, chunk))
                        .thenComparing(chunk -> chunk.range().start())
                : Comparator.comparing((PlannedChunk chunk) -> chunk.range().end())
                        .reversed();
        return byTime.thenComparing(PlannedChunk::source).thenComparing(PlannedChunk::feed);
    }

    private static long monthsBack(TimeRange range, PlannedChunk chunk) {
        return (range.endMs() - chunk.range().endMs()) / MONTH.toMillis();
    }

    /** The feeds that bring the requested types. */
    List<SelectedFeed> selected(SyncRequest request) {
        request.sources().forEach(parts::connector);
        List<SelectedFeed> selected = new ArrayList<>();
        Set<DataType> unserved = new HashSet<>(request.types());
        for (Connector connector : parts.connectors()) {
            SourceId source = connector.source();
            if (!request.sources().isEmpty() && !request.sources().contains(source)) {
                continue;
            }
            for (FeedSpec feed : directory.feeds(request.user(), source)) {
                List<StreamId> streams = feed.primaryFor().stream()
                        .filter(type -> request.types().isEmpty()
                                || request.types().contains(type)
                                || madeOf(source, type).stream().anyMatch(request.types()::contains))
                        .sorted(Comparator.comparing(DataType::name))
                        .map(type -> new StreamId(request.user(), source, type))
                        .toList();
                if (!streams.isEmpty()) {
                    selected.add(new SelectedFeed(source, feed, streams, reach(source, streams, request)));
                    streams.forEach(stream -> {
                        unserved.remove(stream.type());
                        unserved.removeAll(madeOf(source, stream.type()));
                    });
                }
            }
        }
        requireServed(unserved);
        return selected;
    }

    private Set<DataType> madeOf(SourceId source, DataType input) {
        return derived.madeOf(source, input);
    }

    /** How much more of a feed is asked for, because records are made of it that were asked for. */
    private Duration reach(SourceId source, List<StreamId> streams, SyncRequest request) {
        return streams.stream()
                .map(stream -> derived.reach(source, stream.type(), request.types()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private void requireServed(Set<DataType> unserved) {
        if (!unserved.isEmpty()) {
            throw new InvalidParameterException(
                    "data type",
                    new TreeSet<>(unserved.stream().map(DataType::name).toList()),
                    "is offered by none of the asked sources",
                    "add a connector that has it; there are "
                            + parts.connectors().stream().map(Connector::source).toList());
        }
    }

    /**
     * Of a feed out of which records are made: all that may belong to a record in the range, unless what is known to
     * belong to one is held.
     */
    private TimeRange asked(SelectedFeed selected, TimeRange range, Asking asking, Snapshot snapshot) {
        if (selected.reach().isZero()) {
            return range;
        }
        TimeRange needed = selected.streams().stream()
                .map(stream -> derived.needed(stream, selected.reach(), range, snapshot))
                .reduce(range, TimeRange::hull);
        List<StreamGap> gaps = new ArrayList<>();
        plan(selected, needed, asking, snapshot, gaps, new ArrayList<>());
        return gaps.isEmpty()
                ? needed
                : derived.padded(needed, selected.reach().multipliedBy(DerivedStreams.LIKELY - 1L));
    }

    private void plan(
            SelectedFeed selected,
            TimeRange range,
            Asking asking,
            Snapshot snapshot,
            List<StreamGap> gaps,
            List<PlannedChunk> chunks) {
        FeedSpec feed = selected.feed();
        Optional<TimeRange> reachable = reachable(range, feed.limits());
        if (reachable.isEmpty()) {
            return;
        }
        StreamId any = selected.streams().get(0);
        TimeRange ledger = LedgerAxes.atEnds(snapshot, any.user(), any.source(), feed.axis(), reachable.get())
                .toLedger(reachable.get());
        Set<DataType> types = new HashSet<>();
        List<TimeRange> missing = new ArrayList<>();
        for (StreamId stream : selected.streams()) {
            TimeRangeSet failed =
                    Snapshot.rangesOf(snapshot.failures(stream.user(), stream.source(), feed.id(), ledger));
            List<Gap> found = finder.gaps(stream, ledger, asking.forcedSince, failed, snapshot::coverage);
            for (Gap gap : asking.forRead ? finder.forRead(found, stream, ledger, feed, snapshot::coverage) : found) {
                gaps.add(new StreamGap(stream, gap));
                missing.add(gap.range());
                types.add(stream.type());
            }
        }
        for (TimeRange chunk : parts.planner()
                .plan(
                        TimeRangeSet.of(missing),
                        limits(parts.of(selected.source()).settings(), feed))) {
            chunks.add(new PlannedChunk(selected.source(), feed.id(), chunk, types));
        }
    }

    static Optional<TimeRange> reachable(TimeRange range, FetchLimits limits) {
        return limits.earliest().isEmpty()
                ? Optional.of(range)
                : range.intersection(new TimeRange(limits.earliest().get(), TimeRange.LATEST));
    }

    static ChunkLimits limits(SyncSettings settings, FeedSpec feed) {
        FetchLimits limits = feed.limits();
        Duration chosen =
                limits.preferredWindow().orElseGet(() -> shorter(settings.chunkSize(), settings.maxChunkSize()));
        Duration window = shorter(chosen, limits.maxWindow());
        Duration step = LedgerAxis.step(feed.axis());
        if (step.isZero()) {
            return ChunkLimits.window(window);
        }
        Duration whole = step.multipliedBy(Math.max(1, window.dividedBy(step)));
        return new ChunkLimits(whole, step, whole.dividedBy(2));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private Duration expected(int calls) {
        int lanes = parts.settings().lanes();
        int rounds = (calls + lanes - 1) / lanes;
        return NOMINAL_CALL.plus(parts.settings().pause()).multipliedBy(rounds);
    }

    /**
     * How strictly gaps are looked for.
     *
     * @param forcedSince if set, what was fetched before that moment is asked again
     * @param forRead whether what has gone by since a fresh answer is not asked for yet
     */
    private record Asking(Optional<Instant> forcedSince, boolean forRead) {}

    /** A feed with those of its streams that were asked for, and how much more of it on either side. */
    record SelectedFeed(SourceId source, FeedSpec feed, List<StreamId> streams, Duration reach) {}
}
