package org.healthwarehouse.auth;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.model.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Work that must not be broken off half-way, because its result exists only once. It runs on a thread of its own, which
 * nobody interrupts and which keeps the process alive until it is done; the caller waits, and is interrupted only
 * afterwards.
 */
final class Uninterrupted {
    private Uninterrupted() {}

    static <T> T call(Callable<T> work) throws FetchException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "healthwarehouse-login");
        thread.setDaemon(false);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static FetchException rethrown(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof FetchException fetch
                ? fetch
                : new FetchException(new Failure.Cancelled("interrupted while a login was renewed"));
    }
}
