package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncRequest;

/**
 * Asks for records of one type. Immutable; every method but those that read answers a changed copy.
 *
 * @param <T> how records are answered: {@link HealthRecord} unless {@link #as} says otherwise
 */
public final class RecordQuery<T> {
    private final HealthWarehouse warehouse;
    private final RecordType type;
    private final SyncRequest request;
    private final ReadMode mode;
    private final Function<HealthRecord, T> form;
    private final OptionalLong asOf;

    RecordQuery(
            HealthWarehouse warehouse,
            RecordType type,
            SyncRequest request,
            ReadMode mode,
            Function<HealthRecord, T> form) {
        this(warehouse, type, request, mode, form, OptionalLong.empty());
    }

    private RecordQuery(
            HealthWarehouse warehouse,
            RecordType type,
            SyncRequest request,
            ReadMode mode,
            Function<HealthRecord, T> form,
            OptionalLong asOf) {
        this.asOf = asOf;
        this.warehouse = warehouse;
        this.type = type;
        this.request = request;
        this.mode = mode;
        this.form = form;
    }

    private RecordQuery<T> of(SyncRequest other) {
        return new RecordQuery<>(warehouse, type, other, mode, form, asOf);
    }

    /** Of another user than the local one. */
    public RecordQuery<T> user(UserId user) {
        return of(request.user(user));
    }

    /** From these sources only; all by default. */
    public RecordQuery<T> from(String... sources) {
        return of(request.from(sources));
    }

    /** Every record that has something in common with {@code [start, end)}. */
    public RecordQuery<T> between(Instant start, Instant end) {
        return of(request.between(start, end));
    }

    /** The time up to now of this length. */
    public RecordQuery<T> last(Duration duration) {
        return of(request.last(duration));
    }

    /** What to do about missing data; {@link ReadMode#LOCAL_FIRST} by default. */
    public RecordQuery<T> mode(ReadMode other) {
        return new RecordQuery<>(warehouse, type, request, other, form, asOf);
    }

    /**
     * As it was at an earlier commit, by its number ({@link HealthWarehouse#lastCommit}): what has changed or gone
     * since is as it was, what came later is missing. Asks nobody, whatever the mode; what the answer says of its own
     * coverage and age is said of the present.
     */
    public RecordQuery<T> asOf(long number) {
        return new RecordQuery<>(warehouse, type, request, mode, form, OptionalLong.of(number));
    }

    /**
     * In a form of its own, for example {@code as(Workout::of)}. The function throws where a record cannot have that
     * form, and then the whole read does.
     */
    public <U> RecordQuery<U> as(Function<HealthRecord, U> other) {
        return new RecordQuery<>(warehouse, type, request, mode, other, asOf);
    }

    /**
     * Reads, in order of time. Blocks while something is fetched, at the longest for the read budget.
     *
     * @throws org.healthwarehouse.model.InvalidParameterException if no range was given, it lies wholly in the future,
     *     or no source has the type
     * @throws org.healthwarehouse.model.HealthWarehouseException if a source could not be asked and nothing is stored
     */
    public Reading<List<T>> read() {
        TimeRange range = range();
        return warehouse
                .reads()
                .read(
                        request,
                        type,
                        mode,
                        asOf,
                        (snapshot, streams) -> {
                            List<T> found = new ArrayList<>();
                            snapshot.records(streams, range, record -> found.add(form.apply(record)));
                            return List.copyOf(found);
                        },
                        List::size);
    }

    /**
     * Hands every record to the visitor, in order of time, so that memory does not grow with the range; else like
     * {@link #read}. Answers how many there were. The visitor is called on this thread while the store is read.
     */
    public Reading<Long> forEach(Consumer<? super T> visitor) {
        TimeRange range = range();
        return warehouse
                .reads()
                .read(
                        request,
                        type,
                        mode,
                        asOf,
                        (snapshot, streams) -> visitAll(snapshot, streams, range, visitor),
                        Long::longValue);
    }

    private long visitAll(Snapshot snapshot, List<StreamId> streams, TimeRange range, Consumer<? super T> visitor) {
        long[] count = {0};
        snapshot.records(streams, range, record -> {
            count[0]++;
            visitor.accept(form.apply(record));
        });
        return count[0];
    }

    private TimeRange range() {
        return request.range(warehouse.now());
    }
}
