package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.testkit.simulation.CrashingStorage;
import org.healthwarehouse.testkit.simulation.SimulatedCrash;
import org.healthwarehouse.training.PlannedWorkout;
import org.healthwarehouse.training.Recommendation;
import org.healthwarehouse.training.TrainingPlan;
import org.healthwarehouse.training.TrainingStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever the process ends, what is kept for training is that before or after a change, and saving again mends it. */
class TrainingCrashTest {
    private static final UserId ANN = UserId.of("ann");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    @TempDir
    Path folder;

    private static void save(TrainingStore training) {
        var plan = training.plans().save(TrainingPlan.of("p", "Plan", MONDAY));
        for (String id : List.of("a", "b")) {
            var workout = training.plans()
                    .save(PlannedWorkout.of(id, "p", plan.value().start(), "running", "Run", Recommendation.EASY));
            assertThat(workout.value().planId()).isEqualTo("p");
        }
    }

    @Test
    void aCrashAtAnyWriteIsMendedBySavingAgain() {
        for (int writes = 0; writes < 4; writes++) {
            for (boolean takesEffect : new boolean[] {false, true}) {
                Path file = folder.resolve("health-" + writes + takesEffect + ".db");
                int expected = crash(file, writes, takesEffect);
                try (HealthWarehouse warehouse = HealthWarehouse.builder()
                        .storage(SqliteStorage.open(file, () -> Bench.NOW))
                        .clock(() -> Bench.NOW)
                        .build()) {
                    TrainingStore training = TrainingStore.of(warehouse, ANN);
                    assertThat(training.plans().workouts(MONDAY, MONDAY)).hasSize(Math.max(0, expected - 2));
                    assertThat(training.plans().all()).hasSize(Math.min(1, Math.max(0, expected - 1)));
                    save(training);
                    assertThat(training.plans().find("p").orElseThrow().workouts())
                            .hasSize(2);
                }
            }
        }
    }

    /** The writes are: the tables, the plan, two workouts. Answers how many of them are in the store. */
    private static int crash(Path file, int writes, boolean takesEffect) {
        CrashingStorage storage = new CrashingStorage(SqliteStorage.open(file, () -> Bench.NOW));
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage(storage)
                .clock(() -> Bench.NOW)
                .build()) {
            storage.crashAfter(writes, takesEffect);
            assertThatThrownBy(() -> save(TrainingStore.of(warehouse, ANN))).isInstanceOf(SimulatedCrash.class);
        }
        return takesEffect ? writes + 1 : writes;
    }
}
