package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncRequest;

/** Asks for locations of one type. Immutable; every method but {@link #read} answers a changed copy. */
public final class LocationQuery {
    private final HealthWarehouse warehouse;
    private final LocationType type;
    private final SyncRequest request;
    private final ReadMode mode;
    private final OptionalLong asOf;

    LocationQuery(HealthWarehouse warehouse, LocationType type, SyncRequest request, ReadMode mode) {
        this(warehouse, type, request, mode, OptionalLong.empty());
    }

    private LocationQuery(
            HealthWarehouse warehouse, LocationType type, SyncRequest request, ReadMode mode, OptionalLong asOf) {
        this.asOf = asOf;
        this.warehouse = warehouse;
        this.type = type;
        this.request = request;
        this.mode = mode;
    }

    /** Of another user than the local one. */
    public LocationQuery user(UserId user) {
        return new LocationQuery(warehouse, type, request.user(user), mode, asOf);
    }

    /** From these sources only; all by default. */
    public LocationQuery from(String... sources) {
        return new LocationQuery(warehouse, type, request.from(sources), mode, asOf);
    }

    /** Every location that has something in common with {@code [start, end)}. */
    public LocationQuery between(Instant start, Instant end) {
        return new LocationQuery(warehouse, type, request.between(start, end), mode, asOf);
    }

    /** The time up to now of this length. */
    public LocationQuery last(Duration duration) {
        return new LocationQuery(warehouse, type, request.last(duration), mode, asOf);
    }

    /** What to do about missing data; {@link ReadMode#LOCAL_FIRST} by default. */
    public LocationQuery mode(ReadMode other) {
        return new LocationQuery(warehouse, type, request, other, asOf);
    }

    /**
     * As it was at an earlier commit, by its number ({@link HealthWarehouse#lastCommit}): what has changed or gone
     * since is as it was, what came later is missing. Asks nobody, whatever the mode; what the answer says of its own
     * coverage and age is said of the present.
     */
    public LocationQuery asOf(long number) {
        return new LocationQuery(warehouse, type, request, mode, OptionalLong.of(number));
    }

    /**
     * Reads, in order of time. Blocks while something is fetched, at the longest for the read budget.
     *
     * @throws org.healthwarehouse.model.InvalidParameterException if no range was given, it lies wholly in the future,
     *     or no source has the type
     * @throws org.healthwarehouse.model.HealthWarehouseException if a source could not be asked and nothing is stored
     */
    public Reading<List<Location>> read() {
        return warehouse.reads().read(request, type, mode, asOf, this::load, List::size);
    }

    private List<Location> load(Snapshot snapshot, List<StreamId> streams) {
        List<Location> found = new ArrayList<>();
        snapshot.locations(streams, request.range(warehouse.now()), found::add);
        return List.copyOf(found);
    }
}
