package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.healthwarehouse.training.PlannedWorkout;
import org.healthwarehouse.training.Recommendation;
import org.healthwarehouse.training.TrainingLoadDay;
import org.healthwarehouse.training.TrainingPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs together is read with a fixed number of questions, however much there is of it. */
class JoinedReadsTest {
    private static final LocalDate MONDAY = LocalDate.parse(SchemaWorld.DATE);

    @TempDir
    Path folder;

    private SchemaWorld world;

    @BeforeEach
    void begin() {
        world = new SchemaWorld(folder.resolve("health.db"));
    }

    @AfterEach
    void end() {
        world.close();
    }

    private void fill(int plans, int workouts) {
        for (int p = 0; p < plans; p++) {
            String plan = "p" + p;
            var saved = world.training.plans().save(TrainingPlan.of(plan, "Plan", MONDAY));
            assertThat(saved.value().id()).isEqualTo(plan);
            for (int w = 0; w < workouts; w++) {
                LocalDate date = MONDAY.plusDays(w);
                var workout = world.training
                        .plans()
                        .save(PlannedWorkout.of(plan + "w" + w, plan, date, "running", "Run", Recommendation.EASY));
                var load = world.training.days().save(TrainingLoadDay.of(date).load(w));
                assertThat(workout.value().date()).isEqualTo(load.value().date());
            }
        }
    }

    @Test
    void aPlanWithItsWorkoutsTakesTwo() {
        fill(1, 1);
        int small = world.tables.during(
                () -> assertThat(world.training.plans().find("p0").orElseThrow().workouts())
                        .hasSize(1));
        fill(3, 8);
        int large = world.tables.during(
                () -> assertThat(world.training.plans().find("p0").orElseThrow().workouts())
                        .hasSize(8));
        assertThat(small).isEqualTo(2);
        assertThat(large).isEqualTo(2);
        assertThat(world.tables.during(() -> assertThat(world.training.plans().all())
                        .hasSize(3)
                        .allSatisfy(plan -> assertThat(plan.workouts()).hasSize(8))))
                .isEqualTo(2);
    }

    @Test
    void daysWithReadinessLoadAndWorkoutsTakeThree() {
        fill(2, 30);
        assertThat(world.tables.during(() ->
                        assertThat(world.training.days().on(MONDAY).workouts()).hasSize(2)))
                .isEqualTo(3);
        assertThat(world.tables.during(() -> assertThat(world.training.days().between(MONDAY, MONDAY.plusDays(29)))
                        .hasSize(30)
                        .allSatisfy(day -> assertThat(day.load()).isPresent())))
                .isEqualTo(3);
    }
}
