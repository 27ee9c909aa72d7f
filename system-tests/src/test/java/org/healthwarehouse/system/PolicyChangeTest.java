package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.HealthWarehouseBuilder;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.coverage.CoverageState;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores that are opened with other rules for when answers are final than they were written under. */
class PolicyChangeTest {
    private static final TimeRange DAYS_60 = daysAgo(60, 0);
    private static final Settling SHORT = settling(7);
    private static final Settling LONG = settling(14);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Bench.NOW);
    private final ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(60));

    private static TimeRange daysAgo(int from, int to) {
        return new TimeRange(Bench.NOW.minus(Duration.ofDays(from)), Bench.NOW.minus(Duration.ofDays(to)));
    }

    private static Settling settling(int days) {
        return new Settling(Duration.ofDays(days), Duration.ofHours(2), Duration.ZERO, Duration.ofDays(1));
    }

    private HealthWarehouse open(UnaryOperator<HealthWarehouseBuilder> rules) {
        return rules.apply(HealthWarehouse.builder()
                        .storage(SqliteStorage.open(folder.resolve("health.db"), clock))
                        .connector(vendor)
                        .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                        .clock(clock)
                        .scheduler(new SeededScheduler(clock, new SplittableRandom(1))))
                .build();
    }

    private HealthWarehouse open(Settling rules) {
        return open(builder -> builder.settling(ScriptedVendor.SOURCE, HEART_RATE, rules));
    }

    private static int sync(HealthWarehouse warehouse) {
        return warehouse.sync(SyncRequest.of(HEART_RATE).in(DAYS_60)).await().calls();
    }

    private static TimeRangeSet in(CoverageState state, HealthWarehouse warehouse, DataType type) {
        return warehouse.coverage(type, DAYS_60).get(0).in(state);
    }

    @Test
    void aLongerSettlingTimeOpensTheEndOfWhatIsSettled() {
        try (HealthWarehouse before = open(SHORT)) {
            assertThat(sync(before)).isEqualTo(1);
            assertThat(in(CoverageState.DATA, before, HEART_RATE)).isEqualTo(TimeRangeSet.of(daysAgo(60, 7)));
        }
        clock.advance(Duration.ofDays(3));
        vendor.asked.clear();
        try (HealthWarehouse after = open(LONG)) {
            var unused = after.plan(SyncRequest.of(HEART_RATE).in(DAYS_60));
            assertThat(in(CoverageState.DATA, after, HEART_RATE)).isEqualTo(TimeRangeSet.of(daysAgo(60, 14)));
            assertThat(in(CoverageState.PROVISIONAL, after, HEART_RATE)).isEqualTo(TimeRangeSet.of(daysAgo(14, 0)));

            assertThat(sync(after)).isEqualTo(1);
            assertThat(vendor.asked).containsExactly(daysAgo(14, 0));
        }
    }

    @Test
    void aShorterSettlingTimeSettlesWhatIsOldEnoughForIt() {
        try (HealthWarehouse before = open(LONG)) {
            var unused = sync(before);
        }
        clock.advance(Duration.ofDays(3));
        vendor.asked.clear();
        try (HealthWarehouse after = open(SHORT)) {
            assertThat(sync(after)).isEqualTo(1);
            assertThat(vendor.asked).containsExactly(daysAgo(7, 0));
        }
    }

    @Test
    void aDayThatWasEmptyStaysOpenUnderAShorterSettlingTime() {
        vendor.empty = true;
        try (HealthWarehouse before = open(LONG)) {
            var unused = sync(before);
        }
        try (HealthWarehouse after = open(SHORT)) {
            var unused = after.plan(SyncRequest.of(HEART_RATE).in(DAYS_60));
            assertThat(in(CoverageState.PROVISIONAL, after, HEART_RATE).contains(daysAgo(29, 0)))
                    .isTrue();
        }
    }

    @Test
    void theSameRulesChangeNothing() {
        try (HealthWarehouse before = open(SHORT)) {
            var unused = sync(before);
        }
        try (HealthWarehouse after = open(SHORT)) {
            var unused = after.plan(SyncRequest.of(HEART_RATE).in(DAYS_60));
            assertThat(in(CoverageState.DATA, after, HEART_RATE)).isEqualTo(TimeRangeSet.of(daysAgo(60, 7)));
        }
    }

    @Test
    void whatSomebodyOpenedStaysOpenUnderAShorterSettlingTime() {
        TimeRange opened = daysAgo(30, 20);
        try (HealthWarehouse before = open(LONG)) {
            var unused = sync(before);
            var unusedAgain = before.reopen(HEART_RATE, opened);
        }
        try (HealthWarehouse after = open(SHORT)) {
            var unused = after.plan(SyncRequest.of(HEART_RATE).in(DAYS_60));
            assertThat(in(CoverageState.PROVISIONAL, after, HEART_RATE).contains(opened))
                    .isTrue();
        }
    }

    @Test
    void eachTypeOfAFeedSettlesByItsOwnRules() {
        FeedSpec both = FeedSpec.of(new FeedId("both"), HEART_RATE, FetchLimits.window(Duration.ofDays(60)))
                .types(Set.of(HEART_RATE, STEPS), Set.of(HEART_RATE, STEPS))
                .lateArrival(false)
                .settling(SHORT);
        ScriptedVendor two = new ScriptedVendor().feed(both, HEART_RATE).reading("ok", sink -> {
            sink.claim(new Claim(STEPS, DAYS_60));
        });
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage(SqliteStorage.open(folder.resolve("two.db"), clock))
                .connector(two)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .scheduler(new SeededScheduler(clock, new SplittableRandom(1)))
                .settling(
                        ScriptedVendor.SOURCE,
                        STEPS,
                        new Settling(Duration.ofDays(21), Duration.ofHours(2), Duration.ofHours(6), Duration.ofDays(1)))
                .build()) {
            var unused = warehouse
                    .sync(SyncRequest.of(HEART_RATE, STEPS).in(DAYS_60))
                    .await();

            assertThat(in(CoverageState.DATA, warehouse, HEART_RATE)).isEqualTo(TimeRangeSet.of(daysAgo(60, 7)));
            assertThat(in(CoverageState.PROVISIONAL, warehouse, STEPS)).isEqualTo(TimeRangeSet.of(daysAgo(21, 0)));
            assertThat(warehouse.status().streams())
                    .anySatisfy(stream -> {
                        assertThat(stream.stream().type()).isEqualTo(STEPS);
                        assertThat(stream.threshold()).isEqualTo(Duration.ofHours(6));
                    })
                    .anySatisfy(stream -> {
                        assertThat(stream.stream().type()).isEqualTo(HEART_RATE);
                        assertThat(stream.threshold()).isZero();
                    });
        }
    }
}
