package org.healthwarehouse.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.NewJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what a run stores that is new, and tells it at the end. Thread-safe. */
final class StoredChanges {
    private static final Logger LOG = LoggerFactory.getLogger(StoredChanges.class);

    private final Map<StreamId, TimeRangeSet> ranges = new HashMap<>();

    synchronized void add(CommitReceipt receipt, TimeRange range) {
        receipt.touched().forEach(stream -> ranges.merge(stream, TimeRangeSet.of(range), TimeRangeSet::union));
    }

    private synchronized Map<StreamId, TimeRangeSet> ranges() {
        return Map.copyOf(ranges);
    }

    void tell(List<AfterSync> listeners, NewJob job) {
        Map<StreamId, TimeRangeSet> stored = ranges();
        if (stored.isEmpty()) {
            return;
        }
        tell(listeners, new AfterSync.NewData(job.user(), job.source(), job.id(), stored));
    }

    static void tell(List<AfterSync> listeners, AfterSync.NewData data) {
        for (AfterSync listener : listeners) {
            try {
                listener.stored(data);
            } catch (RuntimeException e) {
                LOG.warn("sync.after-sync-failed job={} source={}", data.job(), data.source(), e);
            }
        }
    }
}
