package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.http.VendorHttp;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.Backoff;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.fulcra.Fault;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sockets, real threads, a real file: every fault of the simulator, once each, in one sync. */
class FulcraOverHttpTest {
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final TimeRange RANGE =
            new TimeRange(NOW.minus(Duration.ofDays(40)), NOW.minus(Duration.ofDays(20)));
    private static final SyncRequest REQUEST = SyncRequest.of(
                    DataTypes.HEART_RATE, DataTypes.SLEEP_STAGE, DataTypes.SPO2, DataTypes.WORKOUT, DataTypes.LOCATION)
            .in(RANGE);

    @TempDir
    Path folder;

    private HealthWarehouse warehouse(FulcraSimulator vendor, AccessTokens tokens) throws Exception {
        return HealthWarehouse.builder()
                .storage("sqlite:" + folder.resolve("health.db"))
                .connector(FulcraConnector.builder()
                        .tokens(tokens)
                        .userId(vendor.userId())
                        .baseUri(vendor.start())
                        .build())
                .transport(VendorHttp.builder().timeout(Duration.ofMillis(700)).build())
                .retryPolicy(Backoff.DEFAULT.firstDelay(Duration.ofMillis(10)))
                .settings(SyncSettings.DEFAULT.pause(Duration.ZERO))
                .build();
    }

    private static AccessTokens renewable(FulcraSimulator vendor) {
        return new AccessTokens() {
            private volatile String token = vendor.token();

            @Override
            public String current() {
                return token;
            }

            @Override
            public String replace(String rejected) {
                token = vendor.token();
                return token;
            }
        };
    }

    @Test
    void everyFaultIsSurvivedAndTheStoreEqualsTheTruth() throws Exception {
        SyntheticPerson person = SyntheticPerson.seeded(23);
        FaultPlan faults = FaultPlan.at(Map.of(
                3, new Fault.RateLimited(Optional.of(Duration.ofSeconds(1))),
                6, new Fault.RateLimited(Optional.empty()),
                9, new Fault.ConnectionReset(),
                12, new Fault.SlowBody(),
                15, new Fault.ServerError(),
                18, new Fault.MalformedJson(),
                21, new Fault.TokenExpired()));
        try (FulcraSimulator vendor = FulcraSimulator.serving(person)
                        .clock(CLOCK)
                        .faults(faults)
                        .build();
                HealthWarehouse warehouse = warehouse(vendor, renewable(vendor))) {
            SyncReport report = warehouse.sync(REQUEST).await();
            assertThat(report.jobs().get(0).state()).isEqualTo(JobState.PARTIAL);
            assertThat(report.jobs().get(0).failed())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.errorType()).isEqualTo("MalformedResponse"));

            SyncReport rest = warehouse.resume(report.jobs().get(0).job()).await();
            assertThat(rest.isComplete()).as(rest.toString()).isTrue();
            equalsTheTruth(person);

            int before = vendor.calls();
            assertThat(warehouse.sync(REQUEST).await().isComplete()).isTrue();
            assertThat(vendor.calls()).isEqualTo(before);
        }
    }

    @Test
    void aRejectedTokenThatCannotBeReplacedPausesTheJob() throws Exception {
        SyntheticPerson person = SyntheticPerson.seeded(23);
        FaultPlan faults = FaultPlan.at(Map.of(5, new Fault.TokenExpired()));
        try (FulcraSimulator vendor = FulcraSimulator.serving(person)
                        .clock(CLOCK)
                        .faults(faults)
                        .build();
                HealthWarehouse warehouse = warehouse(vendor, AccessTokens.fixed(vendor.token()))) {
            SyncReport.JobReport job = warehouse.sync(REQUEST).await().jobs().get(0);

            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            assertThat(job.note()).contains("reconnect fulcra");
            assertThat(job.note()).doesNotContain(vendor.token());
        }
    }

    private void equalsTheTruth(SyntheticPerson person) {
        FulcraTruth truth = new FulcraTruth(person);
        try (SqliteStorage storage = SqliteStorage.open(folder.resolve("health.db"), CLOCK);
                Snapshot snapshot = storage.snapshot()) {
            for (DataType type : REQUEST.types()) {
                assertThat(truth.differences(snapshot, type, RANGE)).isEmpty();
            }
        }
    }
}
