package org.healthwarehouse.testkit.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.healthwarehouse.sync.Scheduler;

/**
 * Waits as threads do: a step comes when as much time has gone by as lay before it when it was scheduled, wherever the
 * clock was set meanwhile. For one thread.
 */
public final class ElapsedScheduler implements Scheduler {
    private record Step(long atMs, long order, Runnable work) {}

    private final ManualClock clock;
    private final List<Step> waiting = new ArrayList<>();
    private long elapsedMs;
    private long order;
    private boolean closed;

    /** A scheduler on which nothing happens by itself: see {@link #runFor}. */
    public ElapsedScheduler(ManualClock clock) {
        this.clock = clock;
    }

    @Override
    public void schedule(Instant due, Runnable step) {
        if (!closed) {
            long delay = Math.max(0, Duration.between(clock.instant(), due).toMillis());
            waiting.add(new Step(elapsedMs + delay, order++, step));
        }
    }

    /** Lets that much time go by, and everything happen that falls due in it. */
    public void runFor(Duration time) {
        long end = elapsedMs + time.toMillis();
        while (runOne(end)) {
            // Each step may schedule further ones.
        }
        clock.advance(Duration.ofMillis(end - elapsedMs));
        elapsedMs = end;
    }

    /** Lets time go by until the clock shows that moment. */
    public void runUntil(Instant moment) {
        runFor(Duration.between(clock.instant(), moment));
    }

    private boolean runOne(long until) {
        Step next = waiting.stream()
                .filter(step -> step.atMs <= until)
                .min(Comparator.comparing(Step::atMs).thenComparing(Step::order))
                .orElse(null);
        if (next == null) {
            return false;
        }
        waiting.remove(next);
        clock.advance(Duration.ofMillis(next.atMs - elapsedMs));
        elapsedMs = next.atMs;
        next.work.run();
        return true;
    }

    @Override
    public boolean await(CompletableFuture<?> future, Duration limit) {
        long end = elapsedMs + limit.toMillis();
        while (!future.isDone() && runOne(end)) {
            // Other steps have their turn meanwhile.
        }
        return future.isDone();
    }

    @Override
    public void close() {
        closed = true;
        waiting.clear();
    }
}
