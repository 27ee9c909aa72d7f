package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSchedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For whom a schedule works that names no users. */
class ScheduledUsersTest {
    private static final UserId ANN = UserId.of("ann");
    private static final UserId BOB = UserId.of("bob");
    private static final SyncSchedule HOURLY =
            SyncSchedule.in(java.time.ZoneOffset.UTC).every(Duration.ofHours(1), HEART_RATE);

    @TempDir
    Path folder;

    private ScheduleBench bench;

    @BeforeEach
    void begin() {
        bench = new ScheduleBench(folder.resolve("health.db"), "2026-06-15T12:00:00Z");
    }

    @AfterEach
    void end() {
        bench.end();
    }

    private void connect(UserId user) {
        assertThat(bench.storage
                        .connections()
                        .connect(user, ScriptedVendor.SOURCE, Optional.empty(), Set.of(), Instant.EPOCH))
                .isTrue();
    }

    private void run() {
        var unused = bench.warehouse.schedule(HOURLY);
        bench.runFor(Duration.ofMinutes(1));
    }

    @Test
    void whoeverIsConnectedIsServedThoughNothingOfThemIsHeld() {
        connect(ANN);
        run();

        assertThat(bench.timesOf(ANN)).hasSize(1);
        assertThat(bench.timesOf(UserId.LOCAL)).isEmpty();
    }

    @Test
    void whoeverGaveTheLoginBackIsNotServedThoughSomethingIsHeld() {
        var unused = bench.warehouse
                .sync(SyncRequest.of(HEART_RATE).user(BOB).last(Duration.ofDays(1)))
                .await();
        connect(ANN);
        bench.calls.clear();
        bench.storage.connections().move(BOB, ScriptedVendor.SOURCE, ConnectionState.NOT_CONNECTED, Instant.EPOCH);
        run();

        assertThat(bench.timesOf(BOB)).isEmpty();
        assertThat(bench.timesOf(ANN)).hasSize(1);
    }

    @Test
    void aLoginThatNoLongerWorksIsTriedAgain() {
        connect(ANN);
        bench.storage.connections().move(ANN, ScriptedVendor.SOURCE, ConnectionState.NEEDS_RECONNECT, Instant.EPOCH);
        run();

        assertThat(bench.timesOf(ANN)).hasSize(1);
    }

    @Test
    void inAStoreThatKnowsNobodyTheLocalUserIsServed() {
        run();

        assertThat(bench.timesOf(UserId.LOCAL)).hasSize(1);
    }
}
