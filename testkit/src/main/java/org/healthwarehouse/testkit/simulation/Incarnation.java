package org.healthwarehouse.testkit.simulation;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;

/** One life of the process, from opening the store to its end, orderly or not. */
final class Incarnation {
    private final Storage opened;
    private final CrashingStorage storage;
    private final WatchedConnector connector;
    private final SeededScheduler scheduler;
    private final HealthWarehouse warehouse;
    private final ManualClock clock;

    Incarnation(SimulatedWorld world, UnaryOperator<Storage> around, ManualClock clock, SplittableRandom random) {
        this.clock = clock;
        opened = world.openStorage();
        storage = new CrashingStorage(around.apply(opened));
        connector = new WatchedConnector(world.connector(), opened::snapshot);
        scheduler = new SeededScheduler(clock, random.split());
        warehouse = HealthWarehouse.builder()
                .storage(storage)
                .connector(connector)
                .transport(world.transport())
                .clock(clock)
                .scheduler(scheduler)
                .random(random.split())
                .build();
    }

    CrashingStorage storage() {
        return storage;
    }

    WatchedConnector connector() {
        return connector;
    }

    SeededScheduler scheduler() {
        return scheduler;
    }

    HealthWarehouse warehouse() {
        return warehouse;
    }

    void read(SyncRequest request, DataType type) {
        TimeRange range = request.range(clock.instant());
        if (type instanceof SampleType samples) {
            var unused = warehouse
                    .samples(samples)
                    .between(range.start(), range.end())
                    .read();
        } else if (type instanceof RecordType records) {
            var unused = warehouse
                    .records(records)
                    .between(range.start(), range.end())
                    .read();
        } else if (type instanceof LocationType locations) {
            var unused = warehouse
                    .locations(locations)
                    .between(range.start(), range.end())
                    .read();
        }
    }

    /** Ends without any goodbye: what was going to run does not, and connections are just gone. */
    void die() {
        scheduler.close();
        opened.close();
    }
}
