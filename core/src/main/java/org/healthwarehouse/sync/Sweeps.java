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
import java.util.stream.Collectors;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.CoverageLedger;
import org.healthwarehouse.coverage.Gap;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Sweep;
import org.healthwarehouse.sync.Planner.SelectedFeed;
import org.healthwarehouse.sync.SyncPlan.PlannedChunk;
import org.healthwarehouse.sync.SyncPlan.StreamGap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans sweeps: which settled time to ask again next, feed by feed from the newest back. */
final class Sweeps {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);

    /** How long after it began a sweep begins anew. */
    private static final Duration PERIOD = Duration.ofDays(90);

    private final EngineParts parts;
    private final Planner planner;

    Sweeps(EngineParts parts, Planner planner) {
        this.parts = parts;
        this.planner = planner;
    }

    /** What one sweep does, and who notes how far it comes. */
    record Planned(SyncPlan plan, SweepProgress progress) {}

    private record Candidate(SelectedFeed feed, Sweep sweep, List<PlannedChunk> chunks) {}

    Planned plan(SweepRequest request, SyncListener listener) {
        Instant now = parts.now();
        SyncRequest wanted = request.asSync().in(new TimeRange(TimeRange.EARLIEST, now));
        List<Candidate> candidates = new ArrayList<>();
        try (Snapshot snapshot = parts.storage().snapshot()) {
            for (SelectedFeed feed : planner.selected(wanted)) {
                candidate(feed, request, now, snapshot).ifPresent(candidates::add);
            }
        }
        Set<PlannedChunk> chosen = newest(candidates, request.calls());
        SweepProgress progress = new SweepProgress(parts, request.user(), listener);
        List<StreamGap> gaps = new ArrayList<>();
        for (Candidate candidate : candidates) {
            List<PlannedChunk> own =
                    candidate.chunks.stream().filter(chosen::contains).toList();
            begin(candidate, own, progress);
            own.forEach(chunk -> candidate
                    .feed
                    .streams()
                    .forEach(stream -> gaps.add(new StreamGap(stream, new Gap(chunk.range(), GapReason.SWEPT)))));
        }
        List<PlannedChunk> chunks = chosen.stream().sorted(NEWEST_FIRST).toList();
        LOG.info(
                "{} feeds={} chunks={}: settled time is asked again", LogEvent.SWEEP, candidates.size(), chunks.size());
        return new Planned(
                new SyncPlan(
                        wanted, wanted.range(now), gaps, chunks, Duration.ofSeconds(chunks.size()), Map.of(), Map.of()),
                progress);
    }

    private static final Comparator<PlannedChunk> NEWEST_FIRST = Comparator.comparing(
                    (PlannedChunk chunk) -> chunk.range().end())
            .reversed()
            .thenComparing(PlannedChunk::source)
            .thenComparing(PlannedChunk::feed);

    /** The feed as far as it is to be swept; empty if it is not. */
    private Optional<Candidate> candidate(SelectedFeed feed, SweepRequest request, Instant now, Snapshot snapshot) {
        Sweep last = parts.storage()
                .ledger()
                .sweep(request.user(), feed.source(), feed.feed().id())
                .orElse(Sweep.NONE);
        List<CoverageEntry> settled = settled(feed, snapshot);
        if (settled.isEmpty() || !(last.isUnderWay() || !request.onlyIfDue() || isDue(last, settled, now))) {
            return Optional.empty();
        }
        Sweep sweep = last.isUnderWay() ? last : last.begun(now);
        Instant reached = sweep.reached().orElse(now);
        TimeRangeSet left = reached.isAfter(TimeRange.EARLIEST)
                ? CoverageLedger.ranges(settled, line -> true)
                        .intersection(TimeRangeSet.of(new TimeRange(TimeRange.EARLIEST, reached)))
                : TimeRangeSet.EMPTY;
        return Optional.of(new Candidate(feed, sweep, chunks(feed, left)));
    }

    private static List<CoverageEntry> settled(SelectedFeed feed, Snapshot snapshot) {
        TimeRange always = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);
        TimeRange reachable = Planner.reachable(always, feed.feed().limits()).orElse(always);
        return feed.streams().stream()
                .flatMap(stream -> snapshot.coverage(stream, reachable).stream())
                .filter(line -> line.settled() && line.held() == Held.HELD)
                .toList();
    }

    private static boolean isDue(Sweep last, List<CoverageEntry> settled, Instant now) {
        Instant since = last.startedAt()
                .or(() -> settled.stream().map(CoverageEntry::fetchedAt).min(Instant::compareTo))
                .orElse(now);
        boolean hinted = last.hintedAt()
                .filter(hint -> last.startedAt().isEmpty()
                        || hint.isAfter(last.startedAt().get()))
                .isPresent();
        return hinted || !since.plus(PERIOD).isAfter(now);
    }

    private List<PlannedChunk> chunks(SelectedFeed feed, TimeRangeSet left) {
        Set<DataType> types = feed.streams().stream().map(StreamId::type).collect(Collectors.toSet());
        SyncSettings settings = parts.of(feed.source()).settings();
        return parts.planner().plan(left, Planner.limits(settings, feed.feed())).stream()
                .map(range -> new PlannedChunk(feed.source(), feed.feed().id(), range, types))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** Of each source the newest chunks, so many. */
    private static Set<PlannedChunk> newest(List<Candidate> candidates, int calls) {
        Map<SourceId, List<PlannedChunk>> bySource = new HashMap<>();
        candidates.forEach(candidate -> bySource.computeIfAbsent(candidate.feed.source(), unused -> new ArrayList<>())
                .addAll(candidate.chunks));
        Set<PlannedChunk> chosen = new HashSet<>();
        bySource.values()
                .forEach(chunks ->
                        chunks.stream().sorted(NEWEST_FIRST).limit(calls).forEach(chosen::add));
        return chosen;
    }

    private void begin(Candidate candidate, List<PlannedChunk> chosen, SweepProgress progress) {
        boolean whole = chosen.size() == candidate.chunks.size();
        if (whole && chosen.isEmpty()) {
            progress.keep(candidate.feed, candidate.sweep.ended(parts.now()));
        } else if (!chosen.isEmpty()) {
            progress.begin(candidate.feed, candidate.sweep, chosen, whole);
        }
    }
}
