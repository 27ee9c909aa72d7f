package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the engine's steps. In production threads do ({@link #threads}); in a simulation one seeded loop on a virtual
 * clock runs the same steps.
 */
public interface Scheduler extends AutoCloseable {
    /**
     * Runs the step once, at the due time or as soon as possible after it. After {@link #close} steps are dropped.
     *
     * @param due by the warehouse's clock; a time that has passed means now
     */
    void schedule(Instant due, Runnable step);

    /**
     * Waits until the future is complete, in whatever way, or the limit has passed. A simulation runs other steps
     * meanwhile.
     *
     * @return whether it is complete
     * @throws InterruptedException if the thread is interrupted
     */
    boolean await(CompletableFuture<?> future, Duration limit) throws InterruptedException;

    /** Drops what is scheduled, interrupts what is running, and waits for it a little. Safe to call twice. */
    @Override
    void close();

    /**
     * Steps on daemon threads.
     *
     * @param threads how many
     * @param clock by which due times are meant; the warehouse's own
     */
    static Scheduler threads(int threads, InstantSource clock) {
        return new ThreadScheduler(threads, clock);
    }
}
