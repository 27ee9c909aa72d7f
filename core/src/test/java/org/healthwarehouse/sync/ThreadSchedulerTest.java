package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadSchedulerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    /** Far more than any step takes; only a broken scheduler waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Scheduler scheduler = new ThreadScheduler(2, InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Test
    void runsAStepThatIsDueOnADaemonThread() throws InterruptedException {
        CompletableFuture<Boolean> daemon = new CompletableFuture<>();

        scheduler.schedule(NOW, () -> daemon.complete(Thread.currentThread().isDaemon()));

        assertThat(scheduler.await(daemon, PATIENCE)).isTrue();
        assertThat(daemon).isCompletedWithValue(true);
    }

    @Test
    void aTimeThatHasPassedMeansNow() throws InterruptedException {
        CompletableFuture<Void> ran = new CompletableFuture<>();

        scheduler.schedule(NOW.minus(Duration.ofDays(10_000)), () -> ran.complete(null));

        assertThat(scheduler.await(ran, PATIENCE)).isTrue();
    }

    @Test
    void aStepWaitsForItsTimeOnTheGivenClock() throws InterruptedException {
        AtomicInteger order = new AtomicInteger();
        CompletableFuture<Integer> soon = new CompletableFuture<>();
        CompletableFuture<Integer> now = new CompletableFuture<>();

        scheduler.schedule(NOW.plusMillis(200), () -> soon.complete(order.incrementAndGet()));
        scheduler.schedule(NOW, () -> now.complete(order.incrementAndGet()));

        assertThat(scheduler.await(soon, PATIENCE)).isTrue();
        assertThat(now).isCompletedWithValue(1);
        assertThat(soon).isCompletedWithValue(2);
    }

    @Test
    void stepsRunSideBySide() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        CompletableFuture<Void> met = new CompletableFuture<>();
        Runnable step = () -> {
            both.countDown();
            try {
                both.await();
                met.complete(null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };

        scheduler.schedule(NOW, step);
        scheduler.schedule(NOW, step);

        assertThat(scheduler.await(met, PATIENCE)).isTrue();
    }

    @Test
    void aStepThatFailsDoesNotStopTheOthers() throws InterruptedException {
        CompletableFuture<Void> ran = new CompletableFuture<>();
        Runnable broken = () -> {
            throw new IllegalStateException("broken");
        };

        scheduler.schedule(NOW, broken);
        scheduler.schedule(NOW, broken);
        scheduler.schedule(NOW, () -> ran.complete(null));

        assertThat(scheduler.await(ran, PATIENCE)).isTrue();
    }

    @Test
    void waitingEndsAtItsLimit() throws InterruptedException {
        assertThat(scheduler.await(new CompletableFuture<>(), Duration.ofMillis(1)))
                .isFalse();
    }

    @Test
    void waitingEndsWithAFailureToo() throws InterruptedException {
        assertThat(scheduler.await(CompletableFuture.failedFuture(new IllegalStateException()), PATIENCE))
                .isTrue();
    }

    @Test
    void waitingCanBeInterrupted() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> scheduler.await(new CompletableFuture<>(), PATIENCE));
    }

    @Test
    void closingInterruptsWhatRunsAndWaitsForIt() throws InterruptedException {
        CompletableFuture<Void> started = new CompletableFuture<>();
        CompletableFuture<Void> interrupted = new CompletableFuture<>();
        scheduler.schedule(NOW, () -> {
            started.complete(null);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(null);
            }
        });
        assertThat(scheduler.await(started, PATIENCE)).isTrue();

        scheduler.close();

        assertThat(interrupted).isCompleted();
    }

    @Test
    void closingDropsWhatIsScheduled() throws InterruptedException {
        Scheduler single = new ThreadScheduler(1, InstantSource.fixed(NOW));
        CompletableFuture<Void> started = new CompletableFuture<>();
        AtomicInteger ran = new AtomicInteger();
        single.schedule(NOW, () -> {
            started.complete(null);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // The thread is free for the next step now.
            }
        });
        single.schedule(NOW, ran::incrementAndGet);
        assertThat(single.await(started, PATIENCE)).isTrue();

        single.close();

        assertThat(ran).hasValue(0);
    }

    @Test
    void whatIsScheduledAfterClosingIsDroppedWithoutAnError() {
        AtomicInteger ran = new AtomicInteger();
        scheduler.close();

        assertThatNoException().isThrownBy(() -> scheduler.schedule(NOW, ran::incrementAndGet));
        assertThat(ran).hasValue(0);
    }

    @Test
    void closingTwiceIsFine() {
        scheduler.close();

        assertThatNoException().isThrownBy(scheduler::close);
    }
}
