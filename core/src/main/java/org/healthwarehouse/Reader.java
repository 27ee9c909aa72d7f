package org.healthwarehouse;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncRequest;

/** Answers reads. */
interface Reader {
    /** An answer from the store as it was at an earlier commit; asks nobody. */
    <T> Reading<T> readPast(
            SyncRequest request,
            DataType type,
            long number,
            BiFunction<Snapshot, List<StreamId>, T> load,
            ToLongFunction<T> count);

    /** An answer of the present, or of the past if a commit is given. */
    default <T> Reading<T> read(
            SyncRequest request,
            DataType type,
            ReadMode mode,
            OptionalLong asOf,
            BiFunction<Snapshot, List<StreamId>, T> load,
            ToLongFunction<T> count) {
        return asOf.isPresent()
                ? readPast(request, type, asOf.getAsLong(), load, count)
                : read(request, type, mode, load, count);
    }

    /**
     * An answer with how far it can be trusted.
     *
     * @param load takes the answer off a snapshot
     * @param count how many rows an answer holds
     */
    <T> Reading<T> read(
            SyncRequest request,
            DataType type,
            ReadMode mode,
            BiFunction<Snapshot, List<StreamId>, T> load,
            ToLongFunction<T> count);
}
