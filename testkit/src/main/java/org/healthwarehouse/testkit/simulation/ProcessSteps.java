package org.healthwarehouse.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.healthwarehouse.sync.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of one process among several that share a {@link StepLoop}. It waits as threads do: as long as it was
 * to the due time when the step was handed over, whatever happens to the machine's clock meanwhile.
 */
final class ProcessSteps implements Scheduler {
    private final StepLoop loop;
    private final InstantSource local;
    private Instant frozenUntil = Instant.MIN;
    private int freezesIn;
    private Duration freeze = Duration.ZERO;
    private boolean closed;
    private @Nullable SimulatedCrash crash;

    ProcessSteps(StepLoop loop, InstantSource local) {
        this.loop = loop;
        this.local = local;
    }

    @Override
    public void schedule(Instant due, Runnable step) {
        if (!closed) {
            Duration delay = Duration.between(local.instant(), due);
            loop.add(this, delay.isNegative() ? loop.now() : loop.now().plus(delay), step);
        }
    }

    /** After so many more steps the process stops where it is, for so long. */
    void freezeAfter(int steps, Duration length) {
        freezesIn = steps;
        freeze = length;
    }

    void neverFreeze() {
        freezesIn = 0;
        frozenUntil = Instant.MIN;
    }

    Instant frozenUntil() {
        return frozenUntil;
    }

    void ran() {
        if (freezesIn > 0 && --freezesIn == 0) {
            frozenUntil = loop.now().plus(freeze);
        }
    }

    /** The process ended in a step of its own. */
    void crashed(SimulatedCrash where) {
        crash = where;
        close();
    }

    @Nullable
    SimulatedCrash crash() {
        return crash;
    }

    @Override
    public boolean await(CompletableFuture<?> future, Duration limit) {
        Instant end = loop.now().plus(limit);
        while (!future.isDone() && crash == null && !loop.now().isAfter(end) && loop.runOne()) {
            // Steps of all processes have their turn.
        }
        thaw();
        if (crash != null) {
            throw crash;
        }
        return future.isDone();
    }

    /** Who waits is frozen too. */
    private void thaw() {
        Instant until = frozenUntil;
        while (crash == null && loop.now().isBefore(until) && loop.runOne()) {
            // Others go on meanwhile.
        }
        loop.idleUntil(until.equals(Instant.MIN) ? loop.now() : until);
    }

    @Override
    public void close() {
        closed = true;
        loop.drop(this);
    }
}
