package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncRequest;

/** Asks for samples of one type. Immutable; every method but {@link #read} answers a changed copy. */
public final class SampleQuery {
    private final HealthWarehouse warehouse;
    private final SampleType type;
    private final SyncRequest request;
    private final ReadMode mode;

    SampleQuery(HealthWarehouse warehouse, SampleType type, SyncRequest request, ReadMode mode) {
        this.warehouse = warehouse;
        this.type = type;
        this.request = request;
        this.mode = mode;
    }

    /** Of another user than the local one. */
    public SampleQuery user(UserId user) {
        return new SampleQuery(warehouse, type, request.user(user), mode);
    }

    /** From these sources only; all by default. */
    public SampleQuery from(String... sources) {
        return new SampleQuery(warehouse, type, request.from(sources), mode);
    }

    /** Every sample that has something in common with {@code [start, end)}. */
    public SampleQuery between(Instant start, Instant end) {
        return new SampleQuery(warehouse, type, request.between(start, end), mode);
    }

    /** The time up to now of this length. */
    public SampleQuery last(Duration duration) {
        return new SampleQuery(warehouse, type, request.last(duration), mode);
    }

    /** What to do about missing data; {@link ReadMode#LOCAL_FIRST} by default. */
    public SampleQuery mode(ReadMode other) {
        return new SampleQuery(warehouse, type, request, other);
    }

    /**
     * Reads. Blocks while something is fetched, at the longest for the read budget.
     *
     * @throws org.healthwarehouse.model.InvalidParameterException if no range was given, it lies wholly in the future,
     *     or no source has the type
     * @throws org.healthwarehouse.model.HealthWarehouseException if a source could not be asked and nothing is stored
     */
    public Reading<SampleSeries> read() {
        return warehouse.reads().read(request, type, mode, this::load, SampleSeries::size);
    }

    private SampleSeries load(Snapshot snapshot, List<StreamId> streams) {
        TimeRange range = request.range(warehouse.now());
        return warehouse.sampleCache().get(new SampleCache.Question(streams, range), snapshot.number(), () -> {
            SeriesCollector collector = new SeriesCollector();
            snapshot.samples(streams, range, collector);
            return collector.series(type);
        });
    }
}
