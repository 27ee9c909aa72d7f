package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs steps on a pool of daemon threads. */
final class ThreadScheduler implements Scheduler {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

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
        long delay = Math.max(0, Duration.between(clock.instant(), due).toMillis());
        var unused = pool.schedule(step, delay, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean await(CompletableFuture<?> future, Duration limit) throws InterruptedException {
        try {
            future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
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
