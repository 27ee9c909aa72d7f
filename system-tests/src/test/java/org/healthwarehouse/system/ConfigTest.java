package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.HealthWarehouseBuilder;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.Reading;
import org.healthwarehouse.WarehouseConfig;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.StorageDisabledException;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.RetryPolicy;
import org.healthwarehouse.sync.SourceSettings;
import org.healthwarehouse.sync.SyncPlan;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSchedule;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sets reaches the engine; a warehouse without a store. */
class ConfigTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(100));
    private static final TimeRange WEEK = new TimeRange(START, START.plus(Duration.ofDays(7)));
    private static final SyncRequest ASKED = SyncRequest.of(HEART_RATE).in(WEEK);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Bench.NOW);

    private HealthWarehouseBuilder warehouse(ScriptedVendor vendor, String... variables) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HEALTHWAREHOUSE_DB_PATH", folder.resolve("home").toString());
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return HealthWarehouse.builder()
                .config(WarehouseConfig.of(environment))
                .connector(vendor)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .scheduler(new SeededScheduler(clock, new SplittableRandom(1)))
                .random(new SplittableRandom(1));
    }

    private HealthWarehouse withoutStore(ScriptedVendor vendor) {
        return warehouse(vendor, "HEALTHWAREHOUSE_DB_ENABLED", "false").build();
    }

    private static ScriptedVendor undeclared() {
        return new ScriptedVendor().feed(HEART_RATE, FetchLimits.UNDECLARED);
    }

    // What the engine makes of it.

    @Test
    void theDatabaseLiesInTheHomeFolder() throws IOException {
        try (HealthWarehouse warehouse = warehouse(undeclared()).build()) {
            var unused = warehouse.sync(ASKED).await();
        }
        try (Stream<Path> inside = Files.list(folder.resolve("home"))) {
            assertThat(inside.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("health.db", "exports", "backups");
        }
    }

    @Test
    void aStorageGivenByHandIsUsedAndNoHomeFolderIsMade() {
        try (HealthWarehouse warehouse = warehouse(undeclared())
                .storage("sqlite:" + folder.resolve("own.db"))
                .build()) {
            assertThat(warehouse.jobs()).isEmpty();
        }
        assertThat(folder.resolve("own.db")).exists();
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void theChunkSizeOfTheOperatorIsPlannedWith() {
        try (HealthWarehouse warehouse =
                warehouse(undeclared(), "HEALTHWAREHOUSE_CHUNK_SIZE_DAYS", "2").build()) {
            assertThat(warehouse.plan(ASKED).chunks()).hasSize(4);
        }
        try (HealthWarehouse warehouse =
                warehouse(undeclared(), "WHOOP_CHUNK_SIZE_DAYS", "2").build()) {
            assertThat(warehouse.plan(ASKED).chunks()).hasSize(1);
        }
    }

    @Test
    void settingsOfOneSourceAreItsOwn() {
        SyncSettings slow =
                SyncSettings.DEFAULT.chunkSize(Duration.ofDays(1)).lanes(1).pause(Duration.ofMinutes(1));
        SourceSettings own = new SourceSettings(slow, RetryPolicy.exponential(), Optional.empty(), Optional.empty());
        ScriptedVendor vendor = undeclared();
        try (HealthWarehouse warehouse =
                warehouse(vendor).settings(ScriptedVendor.SOURCE, own).build()) {
            assertThat(warehouse.sync(ASKED).await().isComplete()).isTrue();
        }
        assertThat(vendor.askedAt).hasSize(7);
        for (int i = 1; i < 7; i++) {
            assertThat(Duration.between(vendor.askedAt.get(i - 1), vendor.askedAt.get(i)))
                    .isEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void aSourceWithATransportOfItsOwnIsAskedThatWay() {
        List<String> asked = new ArrayList<>();
        SourceSettings own = new SourceSettings(
                SyncSettings.DEFAULT,
                RetryPolicy.exponential(),
                Optional.of(request -> {
                    asked.add("own way");
                    return new VendorResponse(200, Map.of(), RawBody.of(new byte[0]));
                }),
                Optional.empty());
        for (String enabled : List.of("true", "false")) {
            try (HealthWarehouse warehouse = warehouse(undeclared(), "HEALTHWAREHOUSE_DB_ENABLED", enabled)
                    .settings(ScriptedVendor.SOURCE, own)
                    .build()) {
                Reading<SampleSeries> reading = warehouse
                        .samples(HEART_RATE)
                        .between(WEEK.start(), WEEK.end())
                        .read();
                assertThat(reading.freshness().coverage()).isEqualTo(1);
            }
        }
        assertThat(asked).containsExactly("own way", "own way");
    }

    @Test
    void triesOfTheOperatorAreMade() {
        ScriptedVendor vendor = undeclared();
        vendor.broken = range -> true;
        SyncRequest hour = SyncRequest.of(HEART_RATE).between(START, START.plus(Duration.ofHours(1)));
        try (HealthWarehouse warehouse = warehouse(
                        vendor, "HEALTHWAREHOUSE_MAX_RETRIES", "5", "HEALTHWAREHOUSE_RETRY_BASE_DELAY", "0.5")
                .build()) {
            assertThat(warehouse.sync(hour).await().calls()).isEqualTo(5);
        }
        assertThat(Duration.between(vendor.askedAt.get(0), vendor.askedAt.get(1)))
                .isBetween(Duration.ofMillis(500), Duration.ofMillis(600));
    }

    @Test
    void aRunEndsAfterTheHoursOfTheOperator() {
        ScriptedVendor vendor =
                undeclared().thenFail(new Failure.RateLimited("wait", Optional.of(Duration.ofMinutes(90))));
        try (HealthWarehouse warehouse = warehouse(vendor, "HEALTHWAREHOUSE_MAX_SYNC_DURATION_HOURS", "1")
                .build()) {
            assertThat(warehouse.sync(ASKED).await().jobs().get(0).state()).isEqualTo(JobState.PAUSED);
            assertThat(vendor.asked).hasSize(1);
        }
    }

    @Test
    void recentHoursOfTheOperatorAreAskedAgain() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(2));
        try (HealthWarehouse warehouse =
                warehouse(vendor, "HEALTHWAREHOUSE_DB_RECENT_DATA_HOURS", "12").build()) {
            SyncRequest day = SyncRequest.of(HEART_RATE).last(Duration.ofDays(1));
            var unused = warehouse.sync(day).await();
            SyncPlan again = warehouse.plan(day);
            assertThat(again.gaps().get(0).gap().range())
                    .isEqualTo(new TimeRange(Bench.NOW.minus(Duration.ofHours(12)), Bench.NOW));
        }
    }

    // Without a store.

    @Test
    void withoutAStoreAReadGoesStraightToTheSourceEveryTime() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(2));
        try (HealthWarehouse warehouse = withoutStore(vendor)) {
            for (int i = 1; i <= 2; i++) {
                Reading<SampleSeries> reading = warehouse
                        .samples(HEART_RATE)
                        .between(WEEK.start(), WEEK.end())
                        .read();
                assertThat(vendor.asked).hasSize(4 * i);
                assertThat(reading.data().size()).isEqualTo(7 * 24);
                assertThat(reading.data().timestamps()).isSorted().doesNotHaveDuplicates();
                Freshness freshness = reading.freshness();
                assertThat(freshness.status()).isEqualTo(Freshness.Status.SUCCESS);
                assertThat(freshness.origin()).isEqualTo(Freshness.Origin.VENDOR);
                assertThat(freshness.recordCount()).isEqualTo(168);
                assertThat(freshness.freshEnough()).isTrue();
                assertThat(freshness.coverage()).isEqualTo(1);
                assertThat(freshness.syncedAt()).contains(clock.instant());
                assertThat(freshness.note()).contains("168 rows", "100.0 %", "nothing is stored");
            }
        }
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void withoutAStoreNeighbouringChunksGiveEverySampleOnce() {
        ScriptedVendor vendor = new ScriptedVendor().feed(STEPS, FetchLimits.window(Duration.ofHours(90)));
        try (HealthWarehouse warehouse = withoutStore(vendor)) {
            assertThat(warehouse
                            .samples(STEPS)
                            .user(UserId.of("ann"))
                            .last(Duration.ofDays(10))
                            .read()
                            .data()
                            .size())
                    .isEqualTo(240);
        }
    }

    @Test
    void withoutAStoreWhatNeedsOneIsRefusedAndNobodyIsAsked() {
        ScriptedVendor vendor = undeclared();
        try (HealthWarehouse warehouse = withoutStore(vendor)) {
            for (Runnable refused : List.<Runnable>of(
                    () -> warehouse.plan(ASKED),
                    () -> warehouse.sync(ASKED),
                    () -> warehouse.export(ExportRequest.csv(folder.resolve("out"))),
                    () -> warehouse.schedule(SyncSchedule.in(ZoneOffset.UTC).at(LocalTime.NOON)),
                    warehouse::jobs,
                    () -> warehouse.coverage(HEART_RATE, WEEK),
                    () -> warehouse
                            .samples(HEART_RATE)
                            .last(Duration.ofDays(1))
                            .mode(ReadMode.LOCAL_ONLY)
                            .read())) {
                assertThatExceptionOfType(StorageDisabledException.class)
                        .isThrownBy(refused::run)
                        .withMessageContainingAll("store is switched off", "DB_ENABLED=false", "set it to true");
            }
        }
        assertThat(vendor.asked).isEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void switchedOffMeansOffAlsoForAStorageGivenByHand() {
        SqliteStorage storage = SqliteStorage.open(folder.resolve("own.db"), clock);
        try (HealthWarehouse warehouse = warehouse(undeclared(), "FULCRA_DB_ENABLED", "false")
                .storage(storage)
                .build()) {
            assertThatExceptionOfType(StorageDisabledException.class).isThrownBy(() -> warehouse.sync(ASKED));
        }
    }

    @Test
    void withoutAStoreTheBudgetOfAReadHoldsAndTheAnswerSaysWhatIsMissing() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));
        try (HealthWarehouse warehouse = withoutStore(vendor)) {
            Reading<SampleSeries> reading =
                    warehouse.samples(HEART_RATE).last(Duration.ofDays(40)).read();
            assertThat(vendor.asked).hasSize(20);
            assertThat(reading.data().size()).isEqualTo(20 * 24);
            assertThat(reading.freshness().status()).isEqualTo(Freshness.Status.SUCCESS_WITH_WARNING);
            assertThat(reading.freshness().coverage()).isEqualTo(0.5);
            assertThat(reading.freshness().warning().orElseThrow()).contains("shorter range");
            assertThat(reading.freshness().openGaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.gap().range())
                            .isEqualTo(new TimeRange(
                                    Bench.NOW.minus(Duration.ofDays(40)), Bench.NOW.minus(Duration.ofDays(20)))));
        }
    }

    @Test
    void withoutAStoreAFailedCallIsRepeatedWithinTheBudget() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7))
                .thenFail(new Failure.RateLimited("wait", Optional.of(Duration.ofSeconds(10))))
                .thenFail(new Failure.TimedOut("slow"));
        try (HealthWarehouse warehouse = withoutStore(vendor)) {
            Reading<SampleSeries> reading = warehouse
                    .samples(HEART_RATE)
                    .between(WEEK.start(), WEEK.end())
                    .read();
            assertThat(reading.freshness().status()).isEqualTo(Freshness.Status.SUCCESS);
            assertThat(Duration.between(vendor.askedAt.get(0), vendor.askedAt.get(1)))
                    .isEqualTo(Duration.ofSeconds(10));
            assertThat(vendor.asked).hasSize(3);
        }
    }

    @Test
    void withoutAStoreALongerWaitThanAReadMayTakeIsNotWaited() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7))
                .thenFail(new Failure.RateLimited("wait", Optional.of(Duration.ofMinutes(10))));
        try (HealthWarehouse warehouse = withoutStore(vendor)) {
            assertThatExceptionOfType(HealthWarehouseException.class)
                    .isThrownBy(() -> warehouse
                            .samples(HEART_RATE)
                            .between(WEEK.start(), WEEK.end())
                            .read())
                    .satisfies(e -> assertThat(e.failure()).isInstanceOf(Failure.RateLimited.class));
            assertThat(clock.instant()).isEqualTo(Bench.NOW);
        }
    }

    @Test
    void withoutAStoreAChunkThatFailsLeavesAHoleThatTheAnswerTellsOf() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1))
                .then((request, context) -> new ScriptedVendor().page(request, context, "malformed"));
        try (HealthWarehouse warehouse = withoutStore(vendor)) {
            Reading<SampleSeries> reading = warehouse
                    .samples(HEART_RATE)
                    .between(WEEK.start(), WEEK.end())
                    .read();
            assertThat(reading.data().size()).isEqualTo(6 * 24);
            assertThat(reading.freshness().error().orElseThrow()).isInstanceOf(Failure.MalformedResponse.class);
            assertThat(reading.freshness().openGaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.gap().range().end()).isEqualTo(WEEK.end()));
        }
    }

    @Test
    void withoutAStoreATypeThatNoSourceHasIsRefused() {
        try (HealthWarehouse warehouse = withoutStore(undeclared())) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() ->
                            warehouse.samples(STEPS).last(Duration.ofDays(1)).read())
                    .withMessageContaining("steps");
        }
    }
}
