package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connectors and storages are found by ServiceLoader. */
class DiscoveryTest {
    @TempDir
    Path folder;

    @Test
    void aConnectorIsDiscoveredWithTheSettingsItNeeds() throws Exception {
        ManualClock clock = new ManualClock(Bench.NOW);
        try (FulcraSimulator vendor = FulcraSimulator.serving(SyntheticPerson.seeded(5))
                        .clock(clock)
                        .build();
                HealthWarehouse warehouse = HealthWarehouse.builder()
                        .storage("sqlite:" + folder.resolve("health.db"))
                        .discoverConnectors()
                        .connectorSetting("fulcra.token", vendor.token())
                        .connectorSetting("fulcra.user-id", vendor.userId())
                        .connectorSetting("fulcra.base-uri", vendor.start().toString())
                        .clock(clock)
                        .build()) {
            assertThat(warehouse.offeredTypes()).contains(DataTypes.HEART_RATE, DataTypes.WORKOUT);
            assertThat(warehouse
                            .sync(SyncRequest.of(DataTypes.HEART_RATE).last(Duration.ofHours(6)))
                            .await()
                            .isComplete())
                    .isTrue();
        }
    }

    @Test
    void aConnectorWithoutItsSettingsIsLeftOut() {
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage("sqlite:" + folder.resolve("health.db"))
                .discoverConnectors()
                .build()) {
            assertThat(warehouse.offeredTypes()).isEmpty();
            SyncRequest fulcra =
                    SyncRequest.of(DataTypes.HEART_RATE).from("fulcra").last(Duration.ofDays(1));
            assertThatThrownBy(() -> warehouse.plan(fulcra))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("fulcra");
        }
    }
}
