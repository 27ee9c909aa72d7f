package org.healthwarehouse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SeriesKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Absence;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StoredSeries;
import org.healthwarehouse.sync.SourceContent;

/** What sources just said, seen as a view of a store; it has no ledger. What came on two pages is there once. */
final class SourceSnapshot implements Snapshot {
    private final UserId user;
    private final SourceContent content;

    SourceSnapshot(UserId user, SourceContent content) {
        this.user = user;
        this.content = content;
    }

    @Override
    public long number() {
        return 0;
    }

    private record Sample(StoredSeries series, long startMs, long endMs, double value, Attributes attributes) {
        boolean isAgain(Sample other) {
            return series.id() == other.series.id() && startMs == other.startMs && endMs == other.endMs;
        }
    }

    @Override
    public void samples(List<StreamId> streams, TimeRange range, SampleVisitor visitor) {
        samples(streams, range, (NotedSampleVisitor)
                (series, start, end, value, attributes) -> visitor.sample(series, start, end, value));
    }

    @Override
    public void samples(List<StreamId> streams, TimeRange range, NotedSampleVisitor visitor) {
        Map<StoredSeries, StoredSeries> known = new HashMap<>();
        List<Sample> found = new ArrayList<>();
        for (SourceContent.Page page : content.pages()) {
            for (SampleBatch batch : page.content().samples()) {
                StreamId stream = new StreamId(user, page.source(), batch.type());
                if (streams.contains(stream)) {
                    collect(series(known, stream, batch), batch, range, found);
                }
            }
        }
        // Stable: of samples that came twice the one of the newer page is first.
        found.sort(Comparator.comparingLong(Sample::startMs)
                .thenComparingLong(Sample::endMs)
                .thenComparingLong(sample -> sample.series().id()));
        Sample last = null;
        for (Sample sample : found) {
            if (last == null || !sample.isAgain(last)) {
                visitor.sample(sample.series(), sample.startMs(), sample.endMs(), sample.value(), sample.attributes());
            }
            last = sample;
        }
    }

    private static StoredSeries series(Map<StoredSeries, StoredSeries> known, StreamId stream, SampleBatch batch) {
        SeriesKey key = new SeriesKey(stream.source(), batch.device(), batch.channel());
        return known.computeIfAbsent(
                new StoredSeries(0, stream, key), unnumbered -> new StoredSeries(known.size() + 1L, stream, key));
    }

    private static void collect(StoredSeries series, SampleBatch batch, TimeRange range, List<Sample> found) {
        for (int i = 0; i < batch.size(); i++) {
            long start = batch.start(i);
            long end = start + batch.length(i);
            if (intersects(start, end, range)) {
                Attributes note = batch.notes().getOrDefault(i, Attributes.EMPTY);
                found.add(new Sample(series, start, end, batch.value(i), note));
            }
        }
    }

    private static boolean intersects(long start, long end, TimeRange range) {
        return start < range.endMs() && (end > range.startMs() || (start == end && start >= range.startMs()));
    }

    @Override
    public void records(List<StreamId> streams, TimeRange range, Consumer<? super HealthRecord> visitor) {
        Map<Seen, List<Set<RecordKey>>> seen = new HashMap<>();
        List<HealthRecord> found = new ArrayList<>();
        for (SourceContent.Page page : content.pages()) {
            for (ParsedRecord record : page.content().records()) {
                StreamId stream = new StreamId(user, page.source(), record.type());
                if (streams.contains(stream)
                        && intersects(
                                record.start().toEpochMilli(), record.end().toEpochMilli(), range)
                        && isNew(seen, stream, record.keys())) {
                    found.add(held(record, page));
                }
            }
        }
        found.sort(Comparator.comparing(HealthRecord::start).thenComparing(HealthRecord::end));
        found.forEach(visitor);
    }

    private record Seen(StreamId stream, RecordKey key) {}

    private static boolean isNew(Map<Seen, List<Set<RecordKey>>> seen, StreamId stream, Set<RecordKey> keys) {
        boolean none = keys.stream()
                .flatMap(key -> seen.getOrDefault(new Seen(stream, key), List.of()).stream())
                .allMatch(other -> RecordKey.contradict(other, keys));
        keys.forEach(key -> seen.computeIfAbsent(new Seen(stream, key), unused -> new ArrayList<>())
                .add(keys));
        return none;
    }

    private HealthRecord held(ParsedRecord record, SourceContent.Page page) {
        return new HealthRecord(
                record.type(),
                user,
                page.source(),
                record.keys(),
                record.start(),
                record.end(),
                record.updatedAt(),
                record.open(),
                record.attributes(),
                page.fetchedAt());
    }

    @Override
    public void locations(List<StreamId> streams, TimeRange range, Consumer<? super Location> visitor) {
        Map<Seen, List<Set<RecordKey>>> seen = new HashMap<>();
        List<Location> found = new ArrayList<>();
        for (SourceContent.Page page : content.pages()) {
            for (ParsedLocation fix : page.content().locations()) {
                StreamId stream = new StreamId(user, page.source(), fix.type());
                if (streams.contains(stream) && range.contains(fix.time()) && isNew(seen, stream, Set.of(fix.key()))) {
                    found.add(new Location(
                            page.source(),
                            fix.key(),
                            fix.time(),
                            fix.latitude(),
                            fix.longitude(),
                            fix.accuracy(),
                            fix.attributes(),
                            page.fetchedAt()));
                }
            }
        }
        found.sort(Comparator.comparing(Location::time));
        found.forEach(visitor);
    }

    @Override
    public List<CoverageEntry> coverage(StreamId stream, TimeRange range) {
        return List.of();
    }

    @Override
    public SortedSet<Instant> daysWithData(StreamId stream, TimeRange range) {
        return new TreeSet<>();
    }

    @Override
    public TimeAxis axis(StreamId stream) {
        return TimeAxis.UTC;
    }

    @Override
    public List<LocalDay> localDays(UserId of, SourceId source, TimeRange dates) {
        return List.of();
    }

    @Override
    public List<FailedRange> failures(UserId of, SourceId source, FeedId feed, TimeRange range) {
        return List.of();
    }

    @Override
    public List<Absence> absences(StreamId stream, TimeRange range) {
        return List.of();
    }

    @Override
    public Optional<Instant> lastSuccess(StreamId stream) {
        return Optional.empty();
    }

    @Override
    public List<StreamId> streams(UserId of) {
        return List.copyOf(content.held().keySet());
    }

    @Override
    public void close() {}
}
