package org.healthwarehouse;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncRequest;

/** Answers reads. */
interface Reader {
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
