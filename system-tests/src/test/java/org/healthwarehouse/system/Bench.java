package org.healthwarehouse.system;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncEvent;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;

/** A warehouse on a virtual clock over a real file, for one test. */
final class Bench implements AutoCloseable {
    /** Every bench draws other job ids. */
    private static final AtomicInteger BENCHES = new AtomicInteger();

    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    final ManualClock clock;
    final SeededScheduler scheduler;
    final Storage storage;
    final HealthWarehouse warehouse;
    final List<SyncEvent> events = new ArrayList<>();

    Bench(Path file, Connector connector) {
        this(file, connector, SyncSettings.DEFAULT, new ManualClock(NOW));
    }

    Bench(Path file, Connector connector, SyncSettings settings, ManualClock clock) {
        this(file, connector, settings, clock, new SeededScheduler(clock, new SplittableRandom(1)));
    }

    Bench(Path file, Connector connector, SyncSettings settings, ManualClock clock, SeededScheduler scheduler) {
        this.clock = clock;
        this.scheduler = scheduler;
        storage = SqliteStorage.open(file, clock);
        warehouse = HealthWarehouse.builder()
                .storage(storage)
                .connector(connector)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .scheduler(scheduler)
                .random(new SplittableRandom(BENCHES.incrementAndGet()))
                .settings(settings)
                .build();
    }

    SyncReport sync(SyncRequest request) {
        return warehouse.sync(request, events::add).await();
    }

    /** The values of the scripted source that are stored. */
    List<Double> stored(SampleType type, TimeRange range) {
        List<Double> values = new ArrayList<>();
        try (Snapshot snapshot = storage.snapshot()) {
            snapshot.samples(
                    List.of(new StreamId(UserId.LOCAL, ScriptedVendor.SOURCE, type)),
                    range,
                    (series, start, end, value) -> values.add(value));
        }
        return values;
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
