package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.Reading;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.fulcra.Fault;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a vendor says about itself outlives the process, for a day, and longer where the vendor cannot be asked. */
class MetadataCacheTest {
    /** The catalogue of metrics and the list of annotations. */
    private static final int LISTINGS = 2;

    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    private static final TimeRange RANGE =
            new TimeRange(NOW.minus(Duration.ofDays(30)), NOW.minus(Duration.ofDays(27)));
    private static final SyncRequest REQUEST = SyncRequest.of(HEART_RATE).in(RANGE);
    private static final FaultPlan DOWN = number -> Optional.of(new Fault.ServerError());

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private final FulcraSimulator vendor =
            FulcraSimulator.serving(SyntheticPerson.seeded(5)).clock(clock).build();

    @AfterEach
    void stop() {
        vendor.close();
    }

    /** A process that has just begun. */
    private HealthWarehouse process() {
        return HealthWarehouse.builder()
                .storage("sqlite:" + folder.resolve("health.db"))
                .connector(FulcraConnector.builder()
                        .token(vendor.token())
                        .userId(vendor.userId())
                        .build())
                .transport(vendor.inMemory())
                .clock(clock)
                .scheduler(new SeededScheduler(clock, new SplittableRandom(1)))
                .random(new SplittableRandom(vendor.calls()))
                .build();
    }

    private int callsOf(SyncRequest request) {
        int before = vendor.calls();
        try (HealthWarehouse warehouse = process()) {
            SyncReport report = warehouse.sync(request).await();
            assertThat(report.isComplete()).isTrue();
        }
        return vendor.calls() - before;
    }

    @Test
    void aRestartedProcessWithEverythingSettledMakesNoRequestAtAll() {
        assertThat(callsOf(REQUEST)).as("the listings and three days").isEqualTo(LISTINGS + 3);
        clock.advance(Duration.ofHours(23));
        assertThat(callsOf(REQUEST)).isZero();
    }

    @Test
    void afterADayTheCatalogueIsAskedForAgainOnce() {
        assertThat(callsOf(REQUEST)).isEqualTo(LISTINGS + 3);
        clock.advance(Duration.ofHours(25));
        assertThat(callsOf(REQUEST)).isEqualTo(LISTINGS);
        assertThat(callsOf(REQUEST)).isZero();
    }

    @Test
    void aLongLivedProcessAsksAgainADayAfterTheVendorWasAskedNotAfterItsOwnStart() {
        assertThat(callsOf(REQUEST)).isEqualTo(LISTINGS + 3);
        clock.advance(Duration.ofHours(20));
        try (HealthWarehouse warehouse = process()) {
            int before = vendor.calls();
            assertThat(warehouse.plan(REQUEST).isEmpty()).isTrue();
            clock.advance(Duration.ofHours(3));
            assertThat(warehouse.plan(REQUEST).isEmpty()).isTrue();
            assertThat(vendor.calls()).isEqualTo(before);
            clock.advance(Duration.ofHours(2));
            assertThat(warehouse.plan(REQUEST).isEmpty()).isTrue();
            assertThat(vendor.calls()).isEqualTo(before + LISTINGS);
        }
    }

    @Test
    void aCatalogueFromTheFutureIsNotTrusted() {
        assertThat(callsOf(REQUEST)).isEqualTo(LISTINGS + 3);
        clock.set(NOW.minus(Duration.ofDays(1)));
        // Nor is what was fetched in that future: the catalogue and every chunk are asked for again.
        assertThat(callsOf(REQUEST)).isEqualTo(LISTINGS + 3);
    }

    @Test
    void aVendorThatCannotListWhatItHasIsTakenAtItsLastWordAndTheAnswerSaysSo() {
        assertThat(callsOf(REQUEST)).isEqualTo(LISTINGS + 3);
        clock.advance(Duration.ofDays(3));
        vendor.faults(DOWN);
        try (HealthWarehouse warehouse = process()) {
            Reading<SampleSeries> reading = read(warehouse, ReadMode.LOCAL_FIRST);

            assertThat(reading.data().size()).isPositive();
            assertThat(reading.freshness().origin()).isEqualTo(Freshness.Origin.LOCAL);
            assertThat(reading.freshness().status()).isEqualTo(Freshness.Status.SUCCESS_WITH_WARNING);
            assertThat(reading.freshness().warning().orElseThrow())
                    .contains("could not say what it offers", "what it said before was gone by");

            vendor.faults(FaultPlan.none());
            clock.advance(Duration.ofMinutes(6));
            assertThat(read(warehouse, ReadMode.LOCAL_FIRST).freshness().warning())
                    .as("it is asked again soon")
                    .isEmpty();
        }
    }

    @Test
    void aLocalReadInANewProcessAsksNobodyEvenForTheCatalogue() {
        assertThat(callsOf(REQUEST)).isEqualTo(LISTINGS + 3);
        clock.advance(Duration.ofDays(3));
        int before = vendor.calls();
        try (HealthWarehouse warehouse = process()) {
            assertThat(read(warehouse, ReadMode.LOCAL_ONLY).freshness().freshEnough())
                    .isTrue();
            assertThat(warehouse.coverage(HEART_RATE, RANGE)).hasSize(1);
        }
        assertThat(vendor.calls()).isEqualTo(before);
    }

    @Test
    void aVendorThatNeverSaidAnythingAndIsDownIsATypedError() {
        vendor.faults(DOWN);
        try (HealthWarehouse warehouse = process()) {
            assertThatThrownBy(() -> warehouse.plan(REQUEST))
                    .isInstanceOfSatisfying(
                            HealthWarehouseException.class,
                            e -> assertThat(e.failure()).isInstanceOf(Failure.Unreachable.class));
        }
    }

    @Test
    void anAnswerThatCannotBeReadIsNotKept() {
        vendor.faults(number -> Optional.of(new Fault.MalformedJson()));
        try (HealthWarehouse warehouse = process()) {
            assertThatThrownBy(() -> warehouse.plan(REQUEST)).isInstanceOf(HealthWarehouseException.class);
        }
        vendor.faults(FaultPlan.none());
        assertThat(callsOf(REQUEST)).isEqualTo(LISTINGS + 3);
    }

    private static Reading<SampleSeries> read(HealthWarehouse warehouse, ReadMode mode) {
        return warehouse
                .samples(HEART_RATE)
                .between(RANGE.start(), RANGE.end())
                .mode(mode)
                .read();
    }
}
