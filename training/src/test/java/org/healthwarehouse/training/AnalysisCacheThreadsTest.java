package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthwarehouse.model.Attributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class AnalysisCacheThreadsTest {
    private static final int THREADS = 8;
    private static final Duration DAY = Duration.ofDays(1);
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AnalysisCache cache = AnalysisCache.inMemory(() -> Instant.EPOCH);
    private final AtomicInteger made = new AtomicInteger();

    private static AnalysisKey key(long number) {
        return new AnalysisKey("plan", "m-1", Attributes.of(Map.of("n", number)));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** All threads meet at a barrier first, so that they ask at once. */
    private <T> List<Future<T>> together(Callable<T> work) {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<T>> results = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            results.add(threads.submit(() -> {
                start.await();
                return work.call();
            }));
        }
        return results;
    }

    /** The computation only ends after every thread has begun to ask. */
    @RepeatedTest(50)
    void oneThreadComputesAndTheOthersGetItsAnswer() throws Exception {
        CountDownLatch asking = new CountDownLatch(THREADS);
        List<Long> hits = new ArrayList<>();
        for (Future<CachedAnalysis> result : together(() -> {
            asking.countDown();
            return cache.getOrCompute(key(1), DAY, () -> {
                asking.await();
                return "answer " + made.incrementAndGet();
            });
        })) {
            assertThat(result.get().response()).isEqualTo("answer 1");
            hits.add(result.get().hits());
        }
        assertThat(made).hasValue(1);
        assertThat(hits).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @RepeatedTest(50)
    void afterAFailureAnotherOneComputes() throws Exception {
        int failed = 0;
        for (Future<CachedAnalysis> result : together(() -> cache.getOrCompute(key(1), DAY, () -> {
            if (made.incrementAndGet() <= 3) {
                throw new IllegalArgumentException("model is down");
            }
            return "answer";
        }))) {
            try {
                assertThat(result.get().response()).isEqualTo("answer");
            } catch (ExecutionException e) {
                assertThat(e).hasRootCauseMessage("model is down");
                failed++;
            }
        }
        assertThat(failed).isEqualTo(3);
        assertThat(made).hasValue(4);
    }

    /** The first computation only ends after one of other content has begun and ended. */
    @Test
    void otherContentDoesNotWait() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch otherEnded = new CountDownLatch(1);
        Future<CachedAnalysis> first = threads.submit(() -> cache.getOrCompute(key(1), DAY, () -> {
            begun.countDown();
            otherEnded.await();
            return "first";
        }));
        begun.await();
        assertThat(cache.getOrCompute(key(2), DAY, () -> "second").response()).isEqualTo("second");
        otherEnded.countDown();
        assertThat(first.get().response()).isEqualTo("first");
    }
}
