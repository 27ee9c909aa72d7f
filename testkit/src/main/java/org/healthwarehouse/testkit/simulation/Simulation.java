package org.healthwarehouse.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncRun;
import org.healthwarehouse.testkit.time.ManualClock;

/**
 * One simulation: a few random actions, among them syncs with faults and crashes, resumes, cancellations and waiting;
 * then the faults end, everything that was ever asked for is synced once more, and the store must equal the truth.
 */
public final class Simulation {
    private static final Instant BEGINNING = Instant.parse("2026-02-01T00:00:00Z");

    private final long seed;
    private final SplittableRandom random;
    private final ManualClock clock;
    private final SimulatedWorld world;
    private final UnaryOperator<Storage> around;
    private final Map<String, TimeRangeSet> requested = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private Incarnation process;
    private int fetches;
    private int crashes;

    private Simulation(long seed, WorldFactory factory, UnaryOperator<Storage> around) {
        this.seed = seed;
        this.around = around;
        random = new SplittableRandom(seed);
        clock = new ManualClock(BEGINNING.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 90))));
        world = factory.create(clock, random.split());
        process = begin();
    }

    /** Runs the simulation of that seed. */
    public static SimulationResult run(long seed, WorldFactory factory) {
        return run(seed, factory, storage -> storage);
    }

    /**
     * Runs the simulation of that seed with something planted between engine and store.
     *
     * @param around wraps the store of every incarnation of the process
     */
    public static SimulationResult run(long seed, WorldFactory factory, UnaryOperator<Storage> around) {
        Simulation simulation = new Simulation(seed, factory, around);
        try (SimulatedWorld world = simulation.world) {
            return simulation.run(world);
        }
    }

    private SimulationResult run(SimulatedWorld ending) {
        try {
            int actions = 3 + random.nextInt(5);
            for (int i = 0; i < actions && violations.isEmpty(); i++) {
                act();
            }
            if (violations.isEmpty()) {
                finale(ending);
            }
        } finally {
            end();
        }
        return new SimulationResult(seed, violations, story, fetches, crashes);
    }

    private Incarnation begin() {
        return new Incarnation(world, around, clock, random.split());
    }

    private void end() {
        violations.addAll(process.connector().violations());
        fetches += process.connector().fetches();
        process.die();
    }

    private void act() {
        int choice = random.nextInt(100);
        if (choice < 50) {
            sync(request(), random.nextInt(100) < 45);
        } else if (choice < 65) {
            cancel(request());
        } else if (choice < 80) {
            read();
        } else if (choice < 90) {
            resume(random.nextInt(100) < 30);
        } else {
            advance(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 3)));
        }
        advance(Duration.ofSeconds(random.nextInt(7200)));
    }

    private void advance(Duration by) {
        clock.advance(by);
    }

    private SyncRequest request() {
        List<DataType> types = new ArrayList<>(world.types());
        while (types.size() > 1 && random.nextInt(3) > 0) {
            types.remove(random.nextInt(types.size()));
        }
        SyncRequest request = SyncRequest.of(java.util.Set.copyOf(types)).in(range());
        return random.nextInt(100) < 8 ? request.forced() : request;
    }

    private TimeRange range() {
        Instant end = clock.instant().minus(Duration.ofMinutes(random.nextInt(60 * 24 * 14)));
        end = random.nextInt(4) == 0 ? clock.instant() : end;
        return new TimeRange(end.minus(Duration.ofMinutes(1 + random.nextInt(60 * 24 * 12))), end);
    }

    private void sync(SyncRequest request, boolean crashing) {
        tell("sync " + request + (crashing ? " with a crash" : ""));
        note(request);
        process.connector().allowSettled(request.isForced());
        arm(crashing);
        surviving(() -> check(process.warehouse().sync(request).await()));
        disarm();
    }

    private void cancel(SyncRequest request) {
        tell("sync and cancel " + request);
        note(request);
        process.connector().allowSettled(request.isForced());
        surviving(() -> {
            SyncRun run = process.warehouse().sync(request);
            int steps = random.nextInt(20);
            for (int i = 0; i < steps && !run.future().isDone(); i++) {
                boolean unused = process.scheduler().runOne();
            }
            run.cancel();
            check(run.await());
        });
    }

    private void read() {
        DataType type = world.types().get(random.nextInt(world.types().size()));
        SyncRequest request = SyncRequest.of(type).in(range());
        tell("read " + request);
        note(request);
        process.connector().allowSettled(false);
        surviving(() -> process.read(request, type));
    }

    private void resume(boolean crashing) {
        List<SyncJob> jobs = process.warehouse().jobs();
        if (jobs.isEmpty()) {
            return;
        }
        SyncJob job = jobs.get(random.nextInt(jobs.size()));
        tell("resume " + job.state() + " job of " + job.plan().range() + (crashing ? " with a crash" : ""));
        process.connector().allowSettled(job.plan().forcedSince().isPresent());
        int before = process.connector().fetches();
        arm(crashing);
        surviving(() -> check(process.warehouse().resume(job.id()).await()));
        disarm();
        if (job.state() == JobState.COMPLETED && process.connector().fetches() > before) {
            violations.add("resuming a completed job made a call");
        }
    }

    private void arm(boolean crashing) {
        if (crashing) {
            process.storage().crashAfter(random.nextInt(60), random.nextBoolean());
        }
    }

    private void disarm() {
        process.storage().disarm();
    }

    /** Does it; if the process ends meanwhile, a new one begins on what is left. */
    private void surviving(Runnable action) {
        try {
            action.run();
        } catch (SimulatedCrash crash) {
            tell("  crashed " + crash.getMessage());
            crashes++;
            end();
            process = begin();
        } catch (InvalidParameterException e) {
            violations.add("refused: " + e.getMessage());
        } catch (HealthWarehouseException e) {
            // The vendor could not even be asked what it has: an honest answer to a faulty vendor.
            tell("  refused: " + e.failure().type());
        }
    }

    private void check(SyncReport report) {
        for (SyncReport.JobReport job : report.jobs()) {
            tell("  " + job.state() + " " + job.chunksDone() + "/" + job.chunksTotal());
            if (job.state() == JobState.COMPLETED) {
                violations.addAll(Promises.completedJobHasNoHole(process, job, world.types()));
            }
        }
        violations.addAll(Promises.nothingIsClaimedInTheFuture(process, world.types(), clock.instant()));
    }

    private void finale(SimulatedWorld ending) {
        ending.faults(false);
        advance(Duration.ofDays(40));
        process.connector().allowSettled(false);
        tell("finale");
        requested.forEach((name, ranges) -> ranges.ranges().forEach(range -> {
            DataType type = type(name);
            SyncReport report =
                    process.warehouse().sync(SyncRequest.of(type).in(range)).await();
            if (!report.isComplete()) {
                violations.add("without faults a sync did not complete: " + report);
            }
        }));
        int before = process.connector().fetches();
        requested.forEach((name, ranges) -> ranges.ranges().forEach(range -> {
            SyncReport unused = process.warehouse()
                    .sync(SyncRequest.of(type(name)).in(range))
                    .await();
        }));
        if (process.connector().fetches() != before) {
            violations.add("a second sync of settled ranges made calls");
        }
        compare(ending);
    }

    private void compare(SimulatedWorld ending) {
        try (Snapshot snapshot = process.storage().snapshot()) {
            requested.forEach((name, ranges) -> ranges.ranges()
                    .forEach(range -> violations.addAll(ending.differences(snapshot, type(name), range))));
        }
    }

    private DataType type(String name) {
        return world.types().stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void note(SyncRequest request) {
        TimeRangeSet range = TimeRangeSet.of(request.range(clock.instant()));
        request.types().forEach(type -> requested.merge(type.name(), range, TimeRangeSet::union));
    }

    private void tell(String what) {
        story.add(clock.instant() + " " + what);
    }

    /** Makes the world of one simulation. */
    @FunctionalInterface
    public interface WorldFactory {
        /** A world that takes its time from the clock and its choices from the generator. */
        SimulatedWorld create(ManualClock clock, SplittableRandom random);
    }
}
