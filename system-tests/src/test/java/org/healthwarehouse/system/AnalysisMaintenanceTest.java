package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.sync.RunningSchedule;
import org.healthwarehouse.sync.SyncSchedule;
import org.healthwarehouse.training.AnalysisKey;
import org.healthwarehouse.training.TrainingStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The maintenance slot of a schedule also looks after what modules keep. */
class AnalysisMaintenanceTest {
    @TempDir
    Path folder;

    private static AnalysisKey key(long number) {
        return new AnalysisKey("daily_readiness", "m-1", Attributes.of(Map.of("n", number)));
    }

    @Test
    void analysesThatHaveExpiredAreRemoved() throws InterruptedException {
        ScheduleBench bench = new ScheduleBench(folder.resolve("health.db"), "2026-05-04T00:00:00Z");
        TrainingStore training = TrainingStore.of(bench.warehouse, UserId.of("ann"));
        var old = training.analyses().getOrCompute(key(1), Duration.ofHours(4), () -> "old");
        var young = training.analyses().getOrCompute(key(2), Duration.ofDays(4), () -> "young");
        RunningSchedule running =
                bench.warehouse.schedule(SyncSchedule.in(ZoneId.of("UTC")).maintenance(LocalTime.of(4, 0)));
        bench.runFor(Duration.ofDays(1));
        assertThat(running.slots())
                .singleElement()
                .satisfies(slot -> assertThat(slot.outcome()).contains("COMPLETED"));
        assertThat(StoreFile.query(folder.resolve("health.db"), "SELECT response FROM ai_analysis_cache"))
                .containsExactly("young");
        assertThat(old.expires()).isBefore(young.expires());
        bench.warehouse.close();
    }
}
