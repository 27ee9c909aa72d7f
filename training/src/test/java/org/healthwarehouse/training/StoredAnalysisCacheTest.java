package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthwarehouse.model.Attributes;
import org.junit.jupiter.api.Test;

/** The cache that lasts; what every cache does is in {@link AnalysisCacheTest}. */
class StoredAnalysisCacheTest extends StoredTest {
    private static final Duration DAY = Duration.ofDays(1);

    private static AnalysisKey key(long number) {
        return new AnalysisKey("daily_readiness", "m-1", Attributes.of(Map.of("n", number)));
    }

    @Test
    void anAnalysisIsThereAfterARestartAndItsHitsGoOn() throws InterruptedException {
        CachedAnalysis made = training.analyses().getOrCompute(key(1), DAY, () -> "rest");
        now = now.plusSeconds(60);
        assertThat(training.analyses().find(key(1)))
                .contains(new CachedAnalysis(key(1), "rest", 1, made.created(), Optional.of(now), made.expires()));
        restart();
        CachedAnalysis again = training.analyses().getOrCompute(key(1), DAY, () -> "never asked");
        assertThat(again.response()).isEqualTo("rest");
        assertThat(again.hits()).isEqualTo(2);
        assertThat(again.key()).isEqualTo(key(1));
        assertThat(TrainingStore.of(warehouse, BOB).analyses().find(key(1))).isEmpty();
    }

    @Test
    void anAnalysisExpiresAndIsMadeAnewAndRemoved() throws InterruptedException {
        var old = training.analyses().getOrCompute(key(1), DAY, () -> "old");
        now = now.plus(DAY).minusMillis(1);
        assertThat(training.analyses().find(key(1))).isPresent();
        now = now.plusMillis(1);
        assertThat(training.analyses().find(key(1))).isEmpty();
        CachedAnalysis anew = training.analyses().getOrCompute(key(1), DAY, () -> "new");
        assertThat(anew.response()).isEqualTo("new");
        assertThat(anew.hits()).isZero();
        now = now.plus(DAY);
        assertThat(training.analyses().remove(key(1))).isFalse();
        var other = training.analyses().getOrCompute(key(2), DAY, () -> "other");
        assertThat(training.analyses().remove(key(2))).isTrue();
        var third = training.analyses().getOrCompute(key(3), DAY, () -> "third");
        now = now.plus(DAY);
        assertThat(training.analyses().removeExpired()).isEqualTo(1);
        assertThat(old.response() + other.response() + third.response()).isEqualTo("oldotherthird");
    }

    @Test
    void theStoreRemovesWhatHasExpiredOfEverybody() throws InterruptedException {
        var annsOne = training.analyses().getOrCompute(key(1), DAY, () -> "ann");
        var bobsOne = TrainingStore.of(warehouse, BOB).analyses().getOrCompute(key(1), DAY, () -> "bob");
        var later = training.analyses().getOrCompute(key(2), DAY.plusHours(1), () -> "later");
        now = now.plus(DAY);
        assertThat(warehouse.tables().removeExpired(now)).isEqualTo(2);
        assertThat(training.analyses().find(key(2))).isPresent();
        assertThat(annsOne.response() + bobsOne.response() + later.response()).isEqualTo("annboblater");
    }

    @Test
    void anAnalysisThatCannotBeKeptIsAnsweredAndMadeAgain() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("health.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TRIGGER full BEFORE INSERT ON training_analysis"
                    + " BEGIN SELECT RAISE(FAIL, 'cannot be kept'); END");
            CachedAnalysis made = training.analyses().getOrCompute(key(1), DAY, () -> "rest");
            assertThat(made.response()).isEqualTo("rest");
            assertThat(made.expires()).isEqualTo(now.plus(DAY));
            assertThat(training.analyses().find(key(1))).isEmpty();
            assertThat(training.analyses()
                            .getOrCompute(key(1), DAY, () -> "again")
                            .response())
                    .isEqualTo("again");
            statement.executeUpdate("DROP TRIGGER full");
        }
        CachedAnalysis kept = training.analyses().getOrCompute(key(1), DAY, () -> "kept");
        assertThat(kept.response()).isEqualTo("kept");
        assertThat(training.analyses().find(key(1)).orElseThrow().response()).isEqualTo("kept");
    }

    @Test
    void manyThreadsMakeOneAnalysis() throws Exception {
        int asking = 6;
        ExecutorService threads = Executors.newFixedThreadPool(asking);
        try {
            CountDownLatch begun = new CountDownLatch(asking);
            AtomicInteger made = new AtomicInteger();
            List<Future<CachedAnalysis>> results = new ArrayList<>();
            for (int i = 0; i < asking; i++) {
                results.add(threads.submit(() -> {
                    begun.countDown();
                    return training.analyses().getOrCompute(key(1), DAY, () -> {
                        begun.await();
                        return "answer " + made.incrementAndGet();
                    });
                }));
            }
            List<Long> hits = new ArrayList<>();
            for (Future<CachedAnalysis> result : results) {
                assertThat(result.get().response()).isEqualTo("answer 1");
                hits.add(result.get().hits());
            }
            assertThat(hits).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L);
        } finally {
            threads.shutdownNow();
        }
    }
}
