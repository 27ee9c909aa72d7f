package org.healthwarehouse.testkit.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRun;
import org.jspecify.annotations.Nullable;

/**
 * One of the processes of a simulation through all its lives: what it is busy with, and how it ends and begins again.
 */
final class SimulatedProcess {
    private final Stage stage;
    private final String name;
    private final SplittableRandom random;
    private Incarnation life;
    private @Nullable SyncRun run;
    private int cancelIn;
    private int fetches;
    private int crashes;

    SimulatedProcess(Stage stage, String name, SplittableRandom random) {
        this.stage = stage;
        this.name = name;
        this.random = random;
        life = new Incarnation(stage, random.split());
    }

    Incarnation life() {
        return life;
    }

    int fetches() {
        return fetches + life.connectors().fetches();
    }

    int crashes() {
        return crashes;
    }

    boolean isBusy() {
        return run != null;
    }

    /** Begins a sync that goes on while other processes do something. */
    void begin(Supplier<SyncRun> sync) {
        surviving(() -> run = sync.get());
    }

    /** Lets what it is busy with be cancelled after so many steps. */
    void cancelAfter(int steps) {
        cancelIn = steps + 1;
    }

    /** Does something whole. */
    void perform(Runnable action) {
        surviving(action);
    }

    /** Looks, after a step of anybody, whether it has ended or has come to the end of what it was busy with. */
    void look() {
        if (life.steps().crash() != null) {
            surviving(() -> {
                throw java.util.Objects.requireNonNull(life.steps().crash());
            });
        }
        SyncRun current = run;
        if (current == null) {
            return;
        }
        if (cancelIn > 0 && --cancelIn == 0) {
            current.cancel();
        }
        if (current.future().isDone()) {
            run = null;
            surviving(() -> check(current.await()));
            rest();
        }
    }

    /** Nothing happens to it any more until the next action says so. */
    void rest() {
        cancelIn = 0;
        life.storage().disarm();
        life.steps().neverFreeze();
    }

    /** Does it; if the process ends meanwhile, a new one begins on what is left. */
    private void surviving(Runnable action) {
        try {
            action.run();
        } catch (SimulatedCrash crash) {
            crashed(crash);
        } catch (InvalidParameterException e) {
            stage.violated("refused: " + e.getMessage());
        } catch (HealthWarehouseException e) {
            // The vendor could not even be asked what it has: an honest answer to a faulty vendor.
            tell("  refused: " + e.failure().type());
        }
    }

    private void crashed(SimulatedCrash crash) {
        boolean seen = random.nextBoolean();
        tell("  crashed " + crash.getMessage() + (seen ? "" : ", and nobody can see it"));
        crashes++;
        run = null;
        cancelIn = 0;
        end(seen);
        life = new Incarnation(stage, random.split());
        // What the dead process wrote down of its answers is as true as ever.
        stage.violated(Promises.everyAnswerIsStored(life, stage));
    }

    /** The last end of it. */
    void end() {
        end(true);
    }

    private void end(boolean seen) {
        stage.violated(life.connectors().violations());
        fetches = fetches();
        life.die(seen);
    }

    private void check(SyncReport report) {
        for (SyncReport.JobReport job : report.jobs()) {
            tell("  " + job.state() + " " + job.chunksDone() + "/" + job.chunksTotal());
            if (job.state() == JobState.COMPLETED) {
                stage.violated(Promises.completedJobHasNoHole(life, job, stage.answeredAfter(job.job())));
            }
        }
        List<String> broken = Promises.nothingIsClaimedInTheFuture(life, stage);
        stage.violated(broken);
        stage.violated(Promises.everyAnswerIsStored(life, stage));
    }

    void tell(String what) {
        stage.tell(name + ": " + what);
    }
}
