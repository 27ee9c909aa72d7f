package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A read of "until now" asks nobody while the last answer about the present is fresh enough. */
class FreshReadTest {
    private static final Duration FRESH_FOR = Duration.ofHours(2);
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    Path folder;

    private final ScriptedVendor vendor = new ScriptedVendor()
            .feed(
                    FeedSpec.of(new FeedId("heart_rate"), HEART_RATE, FetchLimits.window(Duration.ofDays(30)))
                            .settling(new Settling(WEEK.multipliedBy(2), Duration.ofDays(2), FRESH_FOR, WEEK)),
                    HEART_RATE);

    private static Freshness lastWeek(Bench bench) {
        return bench.warehouse.samples(HEART_RATE).last(WEEK).read().freshness();
    }

    @Test
    void aFreshAnswerIsReadAgainWithoutACall() {
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            assertThat(lastWeek(bench).origin()).isEqualTo(Freshness.Origin.VENDOR);
            bench.clock.advance(FRESH_FOR.minusSeconds(1));

            Freshness again = lastWeek(bench);

            assertThat(vendor.asked).hasSize(1);
            assertThat(again.origin()).isEqualTo(Freshness.Origin.LOCAL);
            assertThat(again.freshEnough()).isTrue();
            assertThat(again.openGaps()).isEmpty();
            assertThat(again.age().orElseThrow()).isBetween(FRESH_FOR.minusSeconds(1), FRESH_FOR);
            assertThat(again.coverage())
                    .as("what has gone by since is not held")
                    .isBetween(0.98, 0.999);
        }
    }

    @Test
    void anAnswerThatIsAsOldAsTheThresholdIsAskedForAgain() {
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            var unused = lastWeek(bench);
            bench.clock.advance(FRESH_FOR);

            assertThat(lastWeek(bench).origin()).isEqualTo(Freshness.Origin.VENDOR);
            assertThat(vendor.asked).hasSize(2);
        }
    }

    @Test
    void anAnswerAboutThePastSaysNothingOfThePresent() {
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            Instant now = bench.clock.instant();
            var unused =
                    bench.sync(SyncRequest.of(HEART_RATE).between(now.minus(WEEK), now.minus(Duration.ofHours(3))));

            assertThat(lastWeek(bench).origin()).isEqualTo(Freshness.Origin.VENDOR);
            assertThat(vendor.asked).hasSize(2);
        }
    }

    @Test
    void aSyncFetchesWhatHasGoneByHoweverFreshTheLastAnswerIs() {
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            var unused = lastWeek(bench);
            bench.clock.advance(Duration.ofMinutes(10));

            assertThat(bench.sync(SyncRequest.of(HEART_RATE).last(WEEK)).calls())
                    .isEqualTo(1);
        }
    }
}
