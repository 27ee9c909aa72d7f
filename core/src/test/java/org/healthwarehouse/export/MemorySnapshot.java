package org.healthwarehouse.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Absence;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StoredSeries;

/** Hands out the rows it was given and notes what it was asked for. */
final class MemorySnapshot implements Snapshot {
    final List<Question> questions = new ArrayList<>();
    final List<Sample> samples = new ArrayList<>();
    final List<HealthRecord> records = new ArrayList<>();
    final List<Location> locations = new ArrayList<>();

    record Question(List<StreamId> streams, TimeRange range) {}

    record Sample(StoredSeries series, long start, long end, double value, Attributes note) {
        Sample(StoredSeries series, long start, long end, double value) {
            this(series, start, end, value, Attributes.EMPTY);
        }
    }

    @Override
    public long number() {
        return 1;
    }

    @Override
    public void samples(List<StreamId> streams, TimeRange range, SampleVisitor visitor) {
        questions.add(new Question(streams, range));
        samples.forEach(s -> visitor.sample(s.series, s.start, s.end, s.value));
    }

    @Override
    public void samples(List<StreamId> streams, TimeRange range, NotedSampleVisitor visitor) {
        questions.add(new Question(streams, range));
        samples.forEach(s -> visitor.sample(s.series, s.start, s.end, s.value, s.note));
    }

    @Override
    public void records(List<StreamId> streams, TimeRange range, Consumer<? super HealthRecord> visitor) {
        questions.add(new Question(streams, range));
        records.forEach(visitor);
    }

    @Override
    public void locations(List<StreamId> streams, TimeRange range, Consumer<? super Location> visitor) {
        questions.add(new Question(streams, range));
        locations.forEach(visitor);
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
    public List<LocalDay> localDays(UserId user, SourceId source, TimeRange dates) {
        return List.of();
    }

    @Override
    public List<FailedRange> failures(UserId user, SourceId source, FeedId feed, TimeRange range) {
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
    public List<StreamId> streams(UserId user) {
        return List.of();
    }

    @Override
    public void close() {}
}
