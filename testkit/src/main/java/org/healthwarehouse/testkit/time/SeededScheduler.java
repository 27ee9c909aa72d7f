package org.healthwarehouse.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.healthwarehouse.sync.Scheduler;

/**
 * Runs steps one at a time on the calling thread, on a {@link ManualClock}. Of several steps whose time has come,
 * chance chooses; when none has come, the clock jumps to the next. The same seed gives the same order. For one thread.
 */
public final class SeededScheduler implements Scheduler {
    private final ManualClock clock;
    private final RandomGenerator random;
    private final List<Due> waiting = new ArrayList<>();
    private boolean closed;

    /** A scheduler that moves the given clock and takes its choices from the given generator. */
    public SeededScheduler(ManualClock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void schedule(Instant due, Runnable step) {
        if (!closed) {
            waiting.add(new Due(due, step));
        }
    }

    /** Runs one step, moving the clock if none is due; answers whether there was one. */
    public boolean runOne() {
        if (waiting.isEmpty()) {
            return false;
        }
        List<Due> ready = ready();
        if (ready.isEmpty()) {
            clock.set(waiting.stream().map(Due::at).min(Instant::compareTo).orElseThrow());
            ready = ready();
        }
        Due chosen = ready.get(random.nextInt(ready.size()));
        waiting.remove(chosen);
        chosen.step.run();
        return true;
    }

    private List<Due> ready() {
        Instant now = clock.instant();
        return waiting.stream().filter(due -> !due.at.isAfter(now)).toList();
    }

    /** Runs steps until none is left. */
    public void runAll() {
        while (runOne()) {
            // Each step may schedule further ones.
        }
    }

    @Override
    public boolean await(CompletableFuture<?> future, Duration limit) {
        Instant end = clock.instant().plus(limit);
        while (!future.isDone() && !clock.instant().isAfter(end)) {
            if (!runOne()) {
                return future.isDone();
            }
        }
        return future.isDone();
    }

    @Override
    public void close() {
        closed = true;
        waiting.clear();
    }

    private static final class Due {
        private final Instant at;
        private final Runnable step;

        Due(Instant at, Runnable step) {
            this.at = at;
            this.step = step;
        }

        Instant at() {
            return at;
        }
    }
}
