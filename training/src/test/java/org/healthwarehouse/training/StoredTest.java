package org.healthwarehouse.training;

import java.nio.file.Path;
import java.time.Instant;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh store in a real file for every test, and a clock that is set by hand. */
abstract class StoredTest {
    static final UserId ANN = UserId.of("ann");
    static final UserId BOB = UserId.of("bob");

    @TempDir
    Path folder;

    volatile Instant now = Instant.parse("2026-03-01T06:00:00Z");
    HealthWarehouse warehouse;
    TrainingStore training;

    @BeforeEach
    void open() {
        warehouse = HealthWarehouse.builder()
                .storage(SqliteStorage.open(folder.resolve("health.db"), () -> now))
                .clock(() -> now)
                .build();
        training = TrainingStore.of(warehouse, ANN);
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    void restart() {
        close();
        open();
    }
}
