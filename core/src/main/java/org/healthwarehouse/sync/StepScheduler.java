package org.healthwarehouse.sync;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets Failsafe wait on the engine's scheduler, so that its delays pass on the injected clock and no thread sleeps. */
final class StepScheduler implements dev.failsafe.spi.Scheduler {
    private final EngineParts parts;

    StepScheduler(EngineParts parts) {
        this.parts = parts;
    }

    @Override
    public ScheduledFuture<?> schedule(Callable<?> callable, long delay, TimeUnit unit) {
        Scheduled scheduled = new Scheduled();
        parts.scheduler().schedule(parts.now().plusNanos(unit.toNanos(delay)), () -> scheduled.run(callable));
        return scheduled;
    }

    private static final class Scheduled implements ScheduledFuture<Object> {
        private final CompletableFuture<Object> result = new CompletableFuture<>();

        void run(Callable<?> callable) {
            if (result.isDone()) {
                return;
            }
            try {
                result.complete(callable.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            return result.cancel(mayInterrupt);
        }

        @Override
        public boolean isCancelled() {
            return result.isCancelled();
        }

        @Override
        public boolean isDone() {
            return result.isDone();
        }

        @Override
        public Object get() throws InterruptedException, ExecutionException {
            return result.get();
        }

        @Override
        public Object get(long timeout, TimeUnit unit)
                throws InterruptedException, ExecutionException, TimeoutException {
            return result.get(timeout, unit);
        }
    }
}
