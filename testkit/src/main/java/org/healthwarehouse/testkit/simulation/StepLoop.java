package org.healthwarehouse.testkit.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.healthwarehouse.testkit.time.ManualClock;

/**
 * Runs the steps of several processes one at a time on one clock. Of the steps that may run, chance chooses; when none
 * may, the clock jumps to the next. For one thread.
 */
final class StepLoop {
    private final ManualClock clock;
    private final RandomGenerator random;
    private final List<Due> waiting = new ArrayList<>();

    StepLoop(ManualClock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    Instant now() {
        return clock.instant();
    }

    void add(ProcessSteps process, Instant at, Runnable step) {
        waiting.add(new Due(process, at, step));
    }

    void drop(ProcessSteps process) {
        waiting.removeIf(due -> due.process.equals(process));
    }

    /** Runs one step; answers whether there was one. If its process ends in it, only that process learns of it. */
    boolean runOne() {
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
        try {
            chosen.step.run();
            chosen.process.ran();
        } catch (SimulatedCrash crash) {
            chosen.process.crashed(crash);
        }
        return true;
    }

    /** Lets time go by until the given moment, and nothing else. */
    void idleUntil(Instant moment) {
        if (moment.isAfter(now())) {
            clock.set(moment);
        }
    }

    private List<Due> ready() {
        Instant now = now();
        return waiting.stream().filter(due -> !due.at().isAfter(now)).toList();
    }

    private static final class Due {
        private final ProcessSteps process;
        private final Instant at;
        private final Runnable step;

        Due(ProcessSteps process, Instant at, Runnable step) {
            this.process = process;
            this.at = at;
            this.step = step;
        }

        /** A frozen process does nothing, whatever is due. */
        Instant at() {
            Instant thaw = process.frozenUntil();
            return thaw.isAfter(at) ? thaw : at;
        }
    }
}
