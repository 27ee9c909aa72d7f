package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.HealthWarehouseBuilder;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.Reading;
import org.healthwarehouse.SampleQuery;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warehouses whose store cannot be opened. */
class FallbackTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Bench.NOW);
    private final ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
    private Path damaged;
    private Path directory;

    @BeforeEach
    void spoil() throws IOException {
        damaged = folder.resolve("damaged.db");
        SqliteStorage.open(damaged, clock).close();
        byte[] bytes = Files.readAllBytes(damaged);
        byte[] noise = new byte[bytes.length - 100];
        new Random(1).nextBytes(noise);
        // The header still says that it is a database.
        System.arraycopy(noise, 0, bytes, 100, noise.length);
        Files.write(damaged, bytes);
        directory = Files.createDirectory(folder.resolve("folder.db"));
    }

    private HealthWarehouseBuilder builder(Path file) {
        return HealthWarehouse.builder()
                .storage("sqlite:" + file)
                .connector(vendor)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .scheduler(new SeededScheduler(clock, new SplittableRandom(1)));
    }

    private void readsGoStraightToTheSourceAndSaySo(Path file) {
        try (HealthWarehouse warehouse = builder(file).fallbackToSource(true).build()) {
            Reading<SampleSeries> reading =
                    warehouse.samples(HEART_RATE).last(DAY).read();

            assertThat(reading.data().size()).isEqualTo(24);
            assertThat(reading.freshness().status()).isEqualTo(Freshness.Status.SUCCESS_WITH_WARNING);
            assertThat(reading.freshness().origin()).isEqualTo(Freshness.Origin.VENDOR);
            assertThat(reading.freshness().warning())
                    .hasValueSatisfying(warning -> assertThat(warning)
                            .contains("could not be opened", "straight from the source", "nothing is kept"));
            assertThat(vendor.asked).hasSize(1);
        }
    }

    @Test
    void overADamagedFileReadsGoStraightToTheSourceAndSaySo() {
        readsGoStraightToTheSourceAndSaySo(damaged);
    }

    @Test
    void whereAFolderIsReadsGoStraightToTheSourceAndSaySo() {
        readsGoStraightToTheSourceAndSaySo(directory);
    }

    @Test
    void listingWhatIsOfferedTakesNothingOfTheTimeForFetching() {
        vendor.whileListing = () -> clock.advance(Duration.ofMinutes(1));

        readsGoStraightToTheSourceAndSaySo(damaged);
    }

    @Test
    void aSourceThatKeepsProgramsOutIsNotAskedForTheRest() {
        var unused = vendor.then((request, context) -> {
            throw FetchException.endingTheRun(new Failure.MalformedResponse("a page for people", "the body"));
        });
        try (HealthWarehouse warehouse = builder(damaged).fallbackToSource(true).build()) {
            SampleQuery month = warehouse.samples(HEART_RATE).last(DAY.multipliedBy(30));
            assertThatThrownBy(month::read).isInstanceOf(HealthWarehouseException.class);
        }
        assertThat(vendor.asked).hasSize(1);
    }

    @Test
    void aSourceThatEndsTheRunIsNotAskedAgainThoughItsFailureIsOneThatIsRepeated() {
        var unused = vendor.then((request, context) -> {
            throw FetchException.endingTheRun(new Failure.RateLimited("go away", Optional.of(Duration.ofSeconds(1))));
        });
        try (HealthWarehouse warehouse = builder(damaged).fallbackToSource(true).build()) {
            SampleQuery month = warehouse.samples(HEART_RATE).last(DAY.multipliedBy(30));
            assertThatThrownBy(month::read).isInstanceOf(HealthWarehouseException.class);
        }
        assertThat(vendor.asked).hasSize(1);
    }

    @Test
    void whatNeedsTheStoreAnswersWithItsError() {
        try (HealthWarehouse warehouse = builder(damaged).fallbackToSource(true).build()) {
            SyncRequest request = SyncRequest.of(HEART_RATE).last(DAY);

            assertThatThrownBy(() -> warehouse.sync(request))
                    .isInstanceOf(StorageFailedException.class)
                    .hasMessageContaining("could not be opened")
                    .hasCauseInstanceOf(HealthWarehouseException.class);
            assertThatThrownBy(() -> warehouse.export(ExportRequest.csv(folder.resolve("out"))))
                    .isInstanceOf(StorageFailedException.class);
            assertThatThrownBy(() -> warehouse.statistics()).isInstanceOf(StorageFailedException.class);
            assertThatThrownBy(() -> warehouse
                            .samples(HEART_RATE)
                            .last(DAY)
                            .mode(ReadMode.LOCAL_ONLY)
                            .read())
                    .isInstanceOf(StorageFailedException.class);
        }
    }

    @Test
    void byDefaultNothingIsBuiltOverAStoreThatCannotBeOpened() {
        assertThatThrownBy(() -> builder(damaged).build()).isInstanceOf(StorageFailedException.class);
        assertThatThrownBy(() -> builder(directory).build()).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void theFileStaysAsItWas() throws IOException {
        byte[] before = Files.readAllBytes(damaged);

        readsGoStraightToTheSourceAndSaySo(damaged);

        assertThat(Files.readAllBytes(damaged)).isEqualTo(before);
    }

    @Test
    void aMistakeInTheAddressIsNoStoreThatCannotBeOpened() {
        assertThatThrownBy(() -> HealthWarehouse.builder()
                        .storage("nowhere:health.db")
                        .fallbackToSource(true)
                        .build())
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("scheme");
    }
}
