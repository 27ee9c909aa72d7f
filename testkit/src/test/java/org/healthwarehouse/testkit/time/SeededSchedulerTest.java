package org.healthwarehouse.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SeededSchedulerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ManualClock clock = new ManualClock(START);
    private final SeededScheduler scheduler = new SeededScheduler(clock, new SplittableRandom(1));
    private final List<String> ran = new ArrayList<>();

    private void at(long second, String name) {
        scheduler.schedule(START.plusSeconds(second), () -> ran.add(name));
    }

    @Test
    void theClockJumpsToTheNextStep() {
        at(100, "later");
        at(10, "sooner");

        scheduler.runAll();

        assertThat(ran).containsExactly("sooner", "later");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(100));
    }

    @Test
    void aStepWhoseTimeHasPassedRunsWithoutMovingTheClock() {
        at(-5, "late");

        assertThat(scheduler.runOne()).isTrue();
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(scheduler.runOne()).isFalse();
    }

    @Test
    void theSameSeedChoosesTheSameOrderAndAnotherSeedAnother() {
        assertThat(order(4)).isEqualTo(order(4)).isNotEqualTo(order(5));
    }

    private static List<Integer> order(long seed) {
        SeededScheduler scheduler = new SeededScheduler(new ManualClock(START), new SplittableRandom(seed));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            scheduler.schedule(START, () -> order.add(number));
        }
        scheduler.runAll();
        return order;
    }

    @Test
    void waitingRunsStepsUntilTheFutureIsDone() {
        CompletableFuture<String> future = new CompletableFuture<>();
        scheduler.schedule(START.plusSeconds(5), () -> future.complete("done"));
        at(60, "not needed");

        assertThat(scheduler.await(future, Duration.ofMinutes(5))).isTrue();
        assertThat(ran).isEmpty();
    }

    @Test
    void waitingEndsWhenNothingIsLeftOrTheLimitHasPassed() {
        CompletableFuture<String> never = new CompletableFuture<>();
        assertThat(scheduler.await(never, Duration.ofMinutes(5))).isFalse();

        at(600, "too late");
        assertThat(scheduler.await(never, Duration.ofMinutes(5))).isFalse();
    }

    @Test
    void afterClosingNothingRuns() {
        at(1, "dropped");
        scheduler.close();
        at(2, "refused");

        assertThat(scheduler.runOne()).isFalse();
    }
}
