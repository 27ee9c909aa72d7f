package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.model.Weighing;
import org.healthwarehouse.sync.SyncRequest;

/**
 * Asks for weights, each with what else the scale measured at that moment. Immutable; every method but {@link #read}
 * answers a changed copy.
 */
public final class WeighingQuery {
    private final HealthWarehouse warehouse;
    private final SyncRequest request;
    private final ReadMode mode;
    private final OptionalLong asOf;

    WeighingQuery(HealthWarehouse warehouse, SyncRequest request, ReadMode mode, OptionalLong asOf) {
        this.warehouse = warehouse;
        this.request = request;
        this.mode = mode;
        this.asOf = asOf;
    }

    private WeighingQuery of(SyncRequest other) {
        return new WeighingQuery(warehouse, other, mode, asOf);
    }

    /** Of another user than the local one. */
    public WeighingQuery user(UserId user) {
        return of(request.user(user));
    }

    /** From these sources only; all by default. */
    public WeighingQuery from(String... sources) {
        return of(request.from(sources));
    }

    /** Every weight that was measured in {@code [start, end)}. */
    public WeighingQuery between(Instant start, Instant end) {
        return of(request.between(start, end));
    }

    /** The time up to now of this length. */
    public WeighingQuery last(Duration duration) {
        return of(request.last(duration));
    }

    /** What to do about missing data; {@link ReadMode#LOCAL_FIRST} by default. */
    public WeighingQuery mode(ReadMode other) {
        return new WeighingQuery(warehouse, request, other, asOf);
    }

    /** As it was at an earlier commit; see {@link SampleQuery#asOf}. */
    public WeighingQuery asOf(long number) {
        return new WeighingQuery(warehouse, request, mode, OptionalLong.of(number));
    }

    /**
     * Reads, in order of time. Only body mass is fetched where it is missing; the other numbers are those that are
     * stored. The answer's freshness is that of the body mass. Blocks while something is fetched, at the longest for
     * the read budget.
     *
     * @throws org.healthwarehouse.model.InvalidParameterException if no range was given, it lies wholly in the future,
     *     or no source has body mass
     * @throws org.healthwarehouse.model.HealthWarehouseException if a source could not be asked and nothing is stored
     */
    public Reading<List<Weighing>> read() {
        TimeRange range = request.range(warehouse.now());
        return warehouse
                .reads()
                .read(
                        request,
                        DataTypes.BODY_MASS,
                        mode,
                        asOf,
                        (snapshot, streams) -> new Weighings(snapshot, streams, range).read(),
                        List::size);
    }
}
