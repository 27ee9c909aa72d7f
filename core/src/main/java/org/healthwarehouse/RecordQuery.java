package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncRequest;

/** Asks for records of one type. Immutable; every method but {@link #read} answers a changed copy. */
public final class RecordQuery {
    private final HealthWarehouse warehouse;
    private final RecordType type;
    private final SyncRequest request;
    private final ReadMode mode;

    RecordQuery(HealthWarehouse warehouse, RecordType type, SyncRequest request, ReadMode mode) {
        this.warehouse = warehouse;
        this.type = type;
        this.request = request;
        this.mode = mode;
    }

    /** Of another user than the local one. */
    public RecordQuery user(UserId user) {
        return new RecordQuery(warehouse, type, request.user(user), mode);
    }

    /** From these sources only; all by default. */
    public RecordQuery from(String... sources) {
        return new RecordQuery(warehouse, type, request.from(sources), mode);
    }

    /** Every record that has something in common with {@code [start, end)}. */
    public RecordQuery between(Instant start, Instant end) {
        return new RecordQuery(warehouse, type, request.between(start, end), mode);
    }

    /** The time up to now of this length. */
    public RecordQuery last(Duration duration) {
        return new RecordQuery(warehouse, type, request.last(duration), mode);
    }

    /** What to do about missing data; {@link ReadMode#LOCAL_FIRST} by default. */
    public RecordQuery mode(ReadMode other) {
        return new RecordQuery(warehouse, type, request, other);
    }

    /**
     * Reads, in order of time. Blocks while something is fetched, at the longest for the read budget.
     *
     * @throws org.healthwarehouse.model.InvalidParameterException if no range was given, it lies wholly in the future,
     *     or no source has the type
     * @throws org.healthwarehouse.model.HealthWarehouseException if a source could not be asked and nothing is stored
     */
    public Reading<List<HealthRecord>> read() {
        return warehouse.reads().read(request, type, mode, this::load, List::size);
    }

    private List<HealthRecord> load(Snapshot snapshot, List<StreamId> streams) {
        List<HealthRecord> found = new ArrayList<>();
        snapshot.records(streams, request.range(warehouse.now()), found::add);
        return List.copyOf(found);
    }
}
