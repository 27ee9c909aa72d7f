package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs steps on a pool of daemon threads. */
final class ThreadScheduler implements Scheduler {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** As far ahead as nanoseconds can be counted. */
    private static final Duration FARTHEST = Duration.ofDays(36_500);

    private final ScheduledThreadPoolExecutor pool;
    private final InstantSource clock;

    ThreadScheduler(int threads, InstantSource clock) {
        this.clock = clock;
        pool = new ScheduledThreadPoolExecutor(
                threads,
                task -> {
                    Thread thread = new Thread(task, "healthwarehouse-sync");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        pool.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void schedule(Instant due, Runnable step) {
        Instant now = clock.instant();
        Instant latest = now.plus(FARTHEST);
        Instant at = due.isBefore(latest) ? due : latest;
        long delay = at.isAfter(now) ? Duration.between(now, at).toNanos() : 0;
        var unused = pool.schedule(step, delay, TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean await(CompletableFuture<?> future, Duration limit) throws InterruptedException {
        try {
            future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | CancellationException e) {
            return true;
        } catch (TimeoutException e) {
            return future.isDone();
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        try {
            boolean unused = pool.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
