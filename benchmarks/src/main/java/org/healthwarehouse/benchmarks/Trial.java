package org.healthwarehouse.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.storage.Snapshot;
import org.jspecify.annotations.Nullable;

/** What a JMH benchmark needs from its setup to its end: a folder, a store in it, a warehouse and a snapshot of it. */
final class Trial implements AutoCloseable {
    private @Nullable JmhFolder folder;
    private @Nullable BenchStore store;
    private @Nullable HealthWarehouse warehouse;
    private @Nullable Snapshot snapshot;

    /** Makes the store. */
    @FunctionalInterface
    interface Filling {
        BenchStore in(Path folder) throws Exception;
    }

    void open(Filling filling) throws Exception {
        JmhFolder opened = new JmhFolder();
        folder = opened;
        BenchStore filled = filling.in(opened.path);
        store = filled;
        warehouse = filled.warehouse();
        snapshot = filled.storage.snapshot();
    }

    private static <T> T there(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the trial is not open");
        }
        return part;
    }

    Path folder() {
        return there(folder).path;
    }

    BenchStore store() {
        return there(store);
    }

    HealthWarehouse warehouse() {
        return there(warehouse);
    }

    Snapshot snapshot() {
        return there(snapshot);
    }

    @Override
    public void close() throws IOException {
        there(snapshot).close();
        there(warehouse).close();
        there(folder).close();
    }
}
