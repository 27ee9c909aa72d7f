package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.healthwarehouse.model.Aggregation;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.series.Buckets;
import org.healthwarehouse.series.Preference;
import org.healthwarehouse.series.ResolvedSamples;
import org.healthwarehouse.series.ZoneTimeline;
import org.healthwarehouse.storage.SeriesCollector;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncRequest;

/** Asks for samples of one type. Immutable; every method but those that read answers a changed copy. */
public final class SampleQuery {
    private final HealthWarehouse warehouse;
    private final SampleType type;
    private final SyncRequest request;
    private final ReadMode mode;
    private final Set<String> devices;
    private final Optional<Preference> preference;
    private final OptionalLong asOf;

    SampleQuery(HealthWarehouse warehouse, SampleType type, SyncRequest request, ReadMode mode) {
        this(warehouse, type, request, mode, Set.of(), Optional.empty(), OptionalLong.empty());
    }

    private SampleQuery(
            HealthWarehouse warehouse,
            SampleType type,
            SyncRequest request,
            ReadMode mode,
            Set<String> devices,
            Optional<Preference> preference,
            OptionalLong asOf) {
        this.warehouse = warehouse;
        this.type = type;
        this.request = request;
        this.mode = mode;
        this.devices = Set.copyOf(devices);
        this.preference = preference;
        this.asOf = asOf;
    }

    private SampleQuery of(SyncRequest other) {
        return new SampleQuery(warehouse, type, other, mode, devices, preference, asOf);
    }

    /** Of another user than the local one. */
    public SampleQuery user(UserId user) {
        return of(request.user(user));
    }

    /** From these sources only; all by default. */
    public SampleQuery from(String... sources) {
        return of(request.from(sources));
    }

    /** Recorded by these devices only, by their keys ({@link org.healthwarehouse.model.Device#key}); all by default. */
    public SampleQuery devices(String... keys) {
        return new SampleQuery(warehouse, type, request, mode, Set.of(keys), preference, asOf);
    }

    /** Every sample that has something in common with {@code [start, end)}. */
    public SampleQuery between(Instant start, Instant end) {
        return of(request.between(start, end));
    }

    /** The time up to now of this length. */
    public SampleQuery last(Duration duration) {
        return of(request.last(duration));
    }

    /** What to do about missing data; {@link ReadMode#LOCAL_FIRST} by default. */
    public SampleQuery mode(ReadMode other) {
        return new SampleQuery(warehouse, type, request, other, devices, preference, asOf);
    }

    /**
     * As it was at an earlier commit, by its number ({@link HealthWarehouse#lastCommit}): what has changed or gone
     * since is as it was, what came later is missing. Asks nobody, whatever the mode; what the answer says of its own
     * coverage and age is said of the present.
     */
    public SampleQuery asOf(long number) {
        return new SampleQuery(warehouse, type, request, mode, devices, preference, OptionalLong.of(number));
    }

    /**
     * Where several devices recorded the same time, only the best counts. Without this {@link #read} answers the
     * samples of all devices, as they are stored; amounts that are added up ({@link #every}) never count the same time
     * twice: there {@link Preference#BY_NAME} is the default.
     */
    public SampleQuery prefer(Preference best) {
        return new SampleQuery(warehouse, type, request, mode, devices, Optional.of(best), asOf);
    }

    /** One number for each bucket of this length, the first of which begins where the range does. */
    public AggregateQuery every(Duration length) {
        return new AggregateQuery(this, range -> new AggregateQuery.Cut(Buckets.every(length, range), List.of()));
    }

    /** One number for each local day of a person who is always in this zone. */
    public AggregateQuery everyDay(ZoneId zone) {
        return everyDay(ZoneTimeline.of(zone));
    }

    /** One number for each local day of a person who travels. The first and last day may be cut by the range. */
    public AggregateQuery everyDay(ZoneTimeline zones) {
        return new AggregateQuery(this, range -> {
            ZoneTimeline.LocalDays days = zones.days(range);
            return new AggregateQuery.Cut(days.buckets(), days.dates());
        });
    }

    /**
     * Reads into columns. Blocks while something is fetched, at the longest for the read budget.
     *
     * @throws org.healthwarehouse.model.InvalidParameterException if no range was given, it lies wholly in the future,
     *     or no source has the type
     * @throws org.healthwarehouse.model.HealthWarehouseException if a source could not be asked and nothing is stored
     */
    public Reading<SampleSeries> read() {
        TimeRange range = range();
        return warehouse
                .reads()
                .read(
                        request,
                        type,
                        mode,
                        asOf,
                        (snapshot, streams) -> preference
                                .map(best -> resolved(snapshot, streams, best, range))
                                .orElseGet(() -> cached(snapshot, streams, range)),
                        SampleSeries::size);
    }

    /**
     * Hands every sample to the visitor, in order of start, then of end, then of series; so memory does not grow with
     * the range. Devices are not chosen among ({@link #prefer}). Else like {@link #read}; answers how many there were.
     * The visitor is called on this thread while the store is read, so it should be quick.
     */
    public Reading<Long> forEach(Snapshot.SampleVisitor visitor) {
        TimeRange range = range();
        return warehouse
                .reads()
                .read(
                        request,
                        type,
                        mode,
                        asOf,
                        (snapshot, streams) -> {
                            CountingVisitor counting = new CountingVisitor(visitor, devices);
                            snapshot.samples(streams, range, counting);
                            return counting.count();
                        },
                        Long::longValue);
    }

    // What AggregateQuery asks.

    SampleType type() {
        return type;
    }

    HealthWarehouse warehouse() {
        return warehouse;
    }

    SyncRequest request() {
        return request;
    }

    ReadMode mode() {
        return mode;
    }

    OptionalLong asOf() {
        return asOf;
    }

    TimeRange range() {
        return request.range(warehouse.now());
    }

    /** Amounts are never added up twice, unless all devices are asked for one by one. */
    Optional<Preference> preferenceForAmounts() {
        return preference.isEmpty() && type.aggregation() == Aggregation.SUM
                ? Optional.of(Preference.BY_NAME)
                : preference;
    }

    SampleSeries load(Snapshot snapshot, List<StreamId> streams, TimeRange range) {
        SeriesCollector collector = new SeriesCollector();
        snapshot.samples(streams, range, devices.isEmpty() ? collector : new CountingVisitor(collector, devices));
        return collector.series(type);
    }

    private SampleSeries resolved(Snapshot snapshot, List<StreamId> streams, Preference best, TimeRange range) {
        TimeRange known = type.aggregation() == Aggregation.SUM ? range : range.padded(best.bridge());
        return ResolvedSamples.of(load(snapshot, streams, known), best, range);
    }

    private SampleSeries cached(Snapshot snapshot, List<StreamId> streams, TimeRange range) {
        return devices.isEmpty() && asOf.isEmpty()
                ? warehouse
                        .sampleCache()
                        .get(
                                new SampleCache.Question(streams, range),
                                snapshot.number(),
                                () -> load(snapshot, streams, range))
                : load(snapshot, streams, range);
    }
}
