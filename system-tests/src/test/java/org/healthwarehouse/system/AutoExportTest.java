package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.healthwarehouse.AutoExportStatus;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.HealthWarehouseBuilder;
import org.healthwarehouse.WarehouseConfig;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is new is exported by itself, in the background, at most once a minute. */
class AutoExportTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(100));
    private static final FileTime OLD = FileTime.from(Instant.EPOCH);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Bench.NOW);
    private final SeededScheduler scheduler = new SeededScheduler(clock, new SplittableRandom(1));
    private final ScriptedVendor vendor =
            ScriptedVendor.heartRate(Duration.ofDays(7)).feed(STEPS, FetchLimits.window(Duration.ofDays(7)));

    private HealthWarehouseBuilder builder() {
        return HealthWarehouse.builder()
                .storage("sqlite:" + folder.resolve("health.db"))
                .connector(vendor)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .scheduler(scheduler)
                .random(new SplittableRandom(1));
    }

    private HealthWarehouse exporting(String format) {
        return builder().autoExport(format, target()).build();
    }

    private Path target() {
        return folder.resolve("exports");
    }

    private static SyncRequest day(SyncRequest request, int number) {
        Instant from = START.plus(Duration.ofDays(number));
        return request.between(from, from.plus(Duration.ofDays(1)));
    }

    private void sync(HealthWarehouse warehouse, SyncRequest request, int day) {
        assertThat(warehouse.sync(day(request, day)).await().isComplete()).isTrue();
    }

    private static AutoExportStatus last(HealthWarehouse warehouse) {
        return warehouse.lastAutoExport().orElseThrow();
    }

    @Test
    void nothingIsExportedUnlessAskedFor() {
        try (HealthWarehouse warehouse = builder().build()) {
            sync(warehouse, SyncRequest.everything(), 0);
            scheduler.runAll();

            assertThat(warehouse.lastAutoExport()).isEmpty();
        }
    }

    @Test
    void aSyncThatStoredSomethingIsExportedInTheBackground() throws IOException {
        try (HealthWarehouse warehouse = exporting("csv")) {
            sync(warehouse, SyncRequest.everything(), 0);
            scheduler.runAll();

            assertThat(Files.readAllLines(target().resolve("steps.csv"))).hasSize(25);
            assertThat(last(warehouse).failure()).isEmpty();
            assertThat(last(warehouse).report().orElseThrow().rows()).isEqualTo(48);
        }
    }

    @Test
    void aReadThatStoredSomethingIsExportedToo() {
        try (HealthWarehouse warehouse = exporting("csv")) {
            var unused = warehouse
                    .samples(HEART_RATE)
                    .between(START, START.plus(Duration.ofDays(1)))
                    .read();
            scheduler.runAll();

            assertThat(target().resolve("heart_rate.csv")).exists();
        }
    }

    @Test
    void whatBroughtNothingNewIsNotExported() {
        try (HealthWarehouse warehouse = exporting("csv")) {
            sync(warehouse, SyncRequest.everything(), 0);
            scheduler.runAll();
            Instant first = last(warehouse).startedAt();
            clock.advance(Duration.ofHours(1));

            sync(warehouse, SyncRequest.everything().forced(), 0);
            scheduler.runAll();

            assertThat(last(warehouse).startedAt()).isEqualTo(first);
        }
    }

    @Test
    void exportsAreAtLeastAMinuteApartAndMissNothing() throws IOException {
        try (HealthWarehouse warehouse = exporting("csv")) {
            sync(warehouse, SyncRequest.of(STEPS), 0);
            scheduler.runAll();
            Instant first = last(warehouse).startedAt();

            sync(warehouse, SyncRequest.of(STEPS), 1);
            sync(warehouse, SyncRequest.of(STEPS), 2);
            scheduler.runAll();

            assertThat(last(warehouse).startedAt()).isEqualTo(first.plus(Duration.ofMinutes(1)));
            assertThat(Files.readAllLines(target().resolve("steps.csv"))).hasSize(1 + 3 * 24);
        }
    }

    @Test
    void onlyTypesThatChangedAreWrittenAgain() throws IOException {
        try (HealthWarehouse warehouse = exporting("csv")) {
            sync(warehouse, SyncRequest.everything(), 0);
            scheduler.runAll();
            Files.setLastModifiedTime(target().resolve("steps.csv"), OLD);
            Files.setLastModifiedTime(target().resolve("heart_rate.csv"), OLD);

            sync(warehouse, SyncRequest.of(HEART_RATE), 1);
            scheduler.runAll();

            assertThat(Files.getLastModifiedTime(target().resolve("steps.csv"))).isEqualTo(OLD);
            assertThat(Files.readAllLines(target().resolve("heart_rate.csv"))).hasSize(49);
        }
    }

    @Test
    void aTreeTakesOverWhatHasNotChanged() throws Exception {
        try (HealthWarehouse warehouse = exporting("parquet")) {
            sync(warehouse, SyncRequest.everything(), 0);
            scheduler.runAll();
            SortedMap<String, String> before = TreeExportTest.content(target());
            before.keySet().forEach(this::makeOld);

            sync(warehouse, SyncRequest.of(HEART_RATE), 1);
            scheduler.runAll();

            assertThat(last(warehouse).report().orElseThrow().rows()).isEqualTo(72);
            SortedMap<String, String> after = TreeExportTest.content(target());
            assertThat(after.keySet()).isEqualTo(before.keySet());
            after.forEach((path, sha256) -> {
                assertThat(isOld(path)).as(path).isEqualTo(path.contains("type=steps"));
                assertThat(sha256.equals(before.get(path))).as(path).isEqualTo(path.contains("type=steps"));
            });
        }
    }

    private void makeOld(String path) {
        try {
            Files.setLastModifiedTime(target().resolve(path), OLD);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isOld(String path) {
        try {
            return Files.getLastModifiedTime(target().resolve(path)).equals(OLD);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTreeThatWasTamperedWithIsWrittenAsAWhole() throws Exception {
        try (HealthWarehouse warehouse = exporting("parquet")) {
            sync(warehouse, SyncRequest.everything(), 0);
            scheduler.runAll();
            SortedMap<String, String> before = TreeExportTest.content(target());
            for (String path : before.keySet()) {
                if (path.contains("type=steps")) {
                    Files.delete(target().resolve(path));
                }
            }

            sync(warehouse, SyncRequest.of(HEART_RATE), 1);
            scheduler.runAll();

            assertThat(TreeExportTest.content(target()).keySet()).isEqualTo(before.keySet());
        }
    }

    @Test
    void theFirstExportOfAProcessHoldsWhatEarlierOnesStored() {
        try (HealthWarehouse warehouse = builder().build()) {
            sync(warehouse, SyncRequest.of(STEPS), 0);
        }
        SeededScheduler other = new SeededScheduler(clock, new SplittableRandom(1));
        try (HealthWarehouse warehouse = builder()
                .random(new SplittableRandom(2))
                .scheduler(other)
                .autoExport("csv", target())
                .build()) {
            sync(warehouse, SyncRequest.of(HEART_RATE), 0);
            other.runAll();
        }

        assertThat(target().resolve("steps.csv")).exists();
        assertThat(target().resolve("heart_rate.csv")).exists();
    }

    @Test
    void whatIsNotAskedForIsNotExported() {
        try (HealthWarehouse warehouse =
                builder().autoExport(ExportRequest.csv(target()).types(STEPS)).build()) {
            sync(warehouse, SyncRequest.of(HEART_RATE), 0);
            scheduler.runAll();

            assertThat(warehouse.lastAutoExport()).isEmpty();
        }
    }

    @Test
    void aFailureDisturbsNoSyncAndIsFoundInTheStatus() throws IOException {
        Files.writeString(target(), "a file in the way");
        try (HealthWarehouse warehouse = exporting("csv")) {
            sync(warehouse, SyncRequest.of(STEPS), 0);
            scheduler.runAll();

            assertThat(last(warehouse).failure().orElseThrow()).isInstanceOf(Failure.StorageFailed.class);
            assertThat(warehouse.status().warnings())
                    .singleElement()
                    .asString()
                    .contains("automatic export", target().toString(), "next new data");
        }
    }

    @Test
    void whatCouldNotBeExportedIsExportedWithTheNextNewData() throws IOException {
        Files.writeString(target(), "a file in the way");
        try (HealthWarehouse warehouse = exporting("csv")) {
            sync(warehouse, SyncRequest.of(STEPS), 0);
            scheduler.runAll();
            Files.delete(target());

            sync(warehouse, SyncRequest.of(HEART_RATE), 0);
            scheduler.runAll();

            assertThat(target().resolve("steps.csv")).exists();
            assertThat(warehouse.status().warnings()).isEmpty();
        }
    }

    @Test
    void anOperatorTurnsItOnByConfiguration() {
        WarehouseConfig config = WarehouseConfig.of(Map.of(
                "HEALTHWAREHOUSE_DB_PATH",
                folder.resolve("home").toString(),
                "HEALTHWAREHOUSE_DB_AUTO_EXPORT",
                "true"));
        try (HealthWarehouse warehouse = builder().config(config).build()) {
            sync(warehouse, SyncRequest.of(STEPS), 0);
            scheduler.runAll();

            assertThat(folder.resolve("home/exports/parquet/manifest.json")).exists();
            assertThat(List.of(last(warehouse).folder())).containsExactly(folder.resolve("home/exports/parquet"));
        }
    }
}
