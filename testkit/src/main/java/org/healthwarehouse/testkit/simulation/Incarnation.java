package org.healthwarehouse.testkit.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.HealthWarehouseBuilder;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.ReplayCommit;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.sync.SyncRequest;
import org.jspecify.annotations.Nullable;

/** One life of a process, from opening the store to its end, orderly or not. */
final class Incarnation implements StorageEvents {
    private final Stage stage;
    private final Storage opened;
    private final CrashingStorage storage;
    private final WatchedConnectors connectors;
    private final ProcessSteps steps;
    private final HealthWarehouse warehouse;
    private @Nullable ClaimOwner owner;
    /** What the commit that is being written would break, if the store takes it. */
    private List<String> overwrites = List.of();

    Incarnation(Stage stage, SplittableRandom random) {
        this.stage = stage;
        SimulatedWorld world = stage.world();
        opened = world.openStorage();
        storage = new CrashingStorage(opened, this);
        connectors = new WatchedConnectors(world.connectors(), opened::snapshot, this, stage.watch());
        steps = new ProcessSteps(stage.loop(), stage.local());
        HealthWarehouseBuilder builder = HealthWarehouse.builder()
                .storage(world.between(storage))
                .transport(world.transport())
                .clock(stage.local())
                .scheduler(steps)
                .random(random.split());
        connectors.all().forEach(builder::connector);
        warehouse = builder.build();
    }

    /** What is in the store, past whatever was planted before it. */
    CrashingStorage storage() {
        return storage;
    }

    WatchedConnectors connectors() {
        return connectors;
    }

    ProcessSteps steps() {
        return steps;
    }

    HealthWarehouse warehouse() {
        return warehouse;
    }

    void read(SyncRequest request, DataType type) {
        TimeRange range = request.range(stage.local().instant());
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

    @Override
    public void created(NewJob job) {
        stage.created(job);
    }

    @Override
    public void granted(ChunkClaim claim, ClaimOwner by, Duration lease) {
        owner = by;
        stage.watch().granted(this, claim, lease, stage.wasClockSet() && knowsTheFuture(claim));
    }

    /** Whether something of the range was fetched when the clock showed a later time than now. */
    private boolean knowsTheFuture(ChunkClaim claim) {
        try (Snapshot snapshot = opened.snapshot()) {
            return snapshot.streams(claim.user()).stream()
                    .filter(stream -> stream.source().equals(claim.source()))
                    .flatMap(stream -> snapshot.coverage(stream, claim.range()).stream())
                    .anyMatch(line -> line.fetchedAt().isAfter(stage.local().instant()));
        }
    }

    @Override
    public void committing(PageCommit commit) {
        overwrites = stage.wasClockSet() ? List.of() : Promises.overwritesNewer(opened, commit);
    }

    @Override
    public void replayed(ReplayCommit commit) {
        stage.watch().committed(this, commit.claim(), true);
    }

    @Override
    public void committed(PageCommit commit) {
        stage.watch().committed(this, commit.claim(), commit.chunkDone());
        stage.violated(overwrites);
    }

    @Override
    public void ended(ChunkClaim claim) {
        stage.watch().ended(claim);
    }

    /**
     * Ends without any goodbye: what was going to run does not, and connections are just gone.
     *
     * @param seen whether others of the machine can see that the process is no more; else they have to wait for its
     *     leases to run out
     */
    void die(boolean seen) {
        steps.close();
        if (seen && owner != null) {
            opened.jobs().releaseAll(owner);
        }
        stage.watch().ended(this);
        opened.close();
    }
}
