package org.healthwarehouse;

import java.util.Set;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StoredSeries;

/** Hands on the samples of some devices, or of all, and counts them. */
final class CountingVisitor implements Snapshot.SampleVisitor {
    private final Snapshot.SampleVisitor visitor;
    private final Set<String> devices;
    private long count;

    CountingVisitor(Snapshot.SampleVisitor visitor, Set<String> devices) {
        this.visitor = visitor;
        this.devices = devices;
    }

    @Override
    public void sample(StoredSeries series, long startMs, long endMs, double value) {
        if (devices.isEmpty() || devices.contains(series.key().device().key())) {
            count++;
            visitor.sample(series, startMs, endMs, value);
        }
    }

    long count() {
        return count;
    }
}
