package org.healthwarehouse.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.sync.ReprocessRequest;
import org.healthwarehouse.sync.SyncRequest;

/** What a process may do, drawn by chance. */
final class Actions {
    /** Longer than a lease, so that others take over what a frozen process had claimed. */
    private static final Duration LEAST_FREEZE = Duration.ofSeconds(100);

    private final Stage stage;
    private final SplittableRandom random;

    Actions(Stage stage, SplittableRandom random) {
        this.stage = stage;
        this.random = random;
    }

    void begin(SimulatedProcess process) {
        int choice = random.nextInt(100);
        if (choice < 50) {
            sync(process, request(), random.nextInt(100) < 45);
        } else if (choice < 65) {
            sync(process, request(), false);
            process.cancelAfter(random.nextInt(20));
        } else if (choice < 80) {
            read(process);
        } else if (choice < 92) {
            resume(process, random.nextInt(100) < 30);
        } else if (choice < 96) {
            reprocess(process, random.nextInt(100) < 40);
        } else {
            stage.advance(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 3)));
        }
    }

    private SyncRequest request() {
        List<DataType> types = new ArrayList<>(stage.world().types());
        while (types.size() > 1 && random.nextInt(3) > 0) {
            types.remove(random.nextInt(types.size()));
        }
        SyncRequest request = SyncRequest.of(Set.copyOf(types)).in(range());
        return random.nextInt(100) < 8 ? request.forced() : request;
    }

    private TimeRange range() {
        Instant now = stage.local().instant();
        Instant end = now.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 14)));
        end = random.nextInt(4) == 0 ? now : end;
        return new TimeRange(end.minus(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 12))), end);
    }

    private void sync(SimulatedProcess process, SyncRequest request, boolean crashing) {
        process.tell("sync " + request + (crashing ? " with a crash" : ""));
        stage.note(request);
        prepare(process, request.isForced(), crashing);
        process.begin(() -> process.life().warehouse().sync(request));
    }

    private void prepare(SimulatedProcess process, boolean forced, boolean crashing) {
        process.life().connectors().allowSettled(forced);
        if (crashing) {
            process.life().storage().crashAfter(random.nextInt(60), random.nextBoolean());
        }
        if (random.nextInt(4) == 0) {
            Duration length = LEAST_FREEZE.plusSeconds(random.nextInt(300));
            process.life().steps().freezeAfter(1 + random.nextInt(40), length);
        }
    }

    private void read(SimulatedProcess process) {
        List<DataType> types = stage.world().types();
        DataType type = types.get(random.nextInt(types.size()));
        SyncRequest request = SyncRequest.of(type).in(range());
        process.tell("read " + request);
        stage.note(request);
        prepare(process, false, false);
        process.perform(() -> process.life().read(request, type));
        process.life().steps().neverFreeze();
    }

    /** The parser is the same, so nothing that is stored may change. */
    private void reprocess(SimulatedProcess process, boolean crashing) {
        process.tell("reprocess" + (crashing ? " with a crash" : ""));
        prepare(process, false, crashing);
        process.begin(() -> process.life()
                .warehouse()
                .reprocess(ReprocessRequest.everything().evenIfRead()));
    }

    private void resume(SimulatedProcess process, boolean crashing) {
        List<SyncJob> jobs = process.life().warehouse().jobs();
        if (jobs.isEmpty()) {
            return;
        }
        SyncJob job = jobs.get(random.nextInt(jobs.size()));
        process.tell("resume " + job.state() + " job of " + job.plan().range() + (crashing ? " with a crash" : ""));
        prepare(process, job.plan().forcedSince().isPresent(), crashing);
        int before = process.fetches();
        process.begin(() -> process.life().warehouse().resume(job.id()));
        if (job.state() == JobState.COMPLETED && process.fetches() > before) {
            stage.violated("resuming a completed job made a call");
        }
    }
}
