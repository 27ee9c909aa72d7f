package org.healthwarehouse.auth;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** How a login that waits for a person lets time pass. A test moves its clock instead. */
@FunctionalInterface
public interface Pause {
    /**
     * Comes back after that time.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void pause(Duration time) throws InterruptedException;

    /** Real time, on the calling thread. */
    static Pause realTime() {
        return time -> {
            Executor after = CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
            try {
                CompletableFuture.runAsync(() -> {}, after).get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("nothing was run", e);
            }
        };
    }
}
