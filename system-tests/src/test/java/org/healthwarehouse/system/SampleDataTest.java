package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.training.WarehouseAdmin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample athlete of the training module, in files that nothing else is in. */
class SampleDataTest {
    private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");

    @TempDir
    Path folder;

    @Test
    void theSameSeedAndClockGiveTheSameRows() {
        List<String> first = rows("first.db", 42);
        // 30 days with night and variability, activities, a rate each second, and what the training module keeps.
        assertThat(first).hasSizeGreaterThan(10_000);
        assertThat(rows("second.db", 42)).isEqualTo(first);
        assertThat(rows("other.db", 43)).isNotEqualTo(first);
    }

    private List<String> rows(String name, long seed) {
        Path file = folder.resolve(name);
        ManualClock clock = new ManualClock(NOW);
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage(SqliteStorage.open(file, clock))
                .clock(clock)
                .build()) {
            var unused = WarehouseAdmin.of(warehouse).sampleData(seed);
        }
        List<String> rows = new ArrayList<>(StoreDump.rows(file));
        for (String table : StoreFile.query(file, "SELECT name FROM namespace_table ORDER BY name")) {
            rows.addAll(StoreFile.query(file, "SELECT * FROM " + table + " ORDER BY 1, 2"));
        }
        return rows;
    }
}
