package org.healthwarehouse.training;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A plan and its workouts.
 *
 * @param plan the plan
 * @param workouts by date, then by id
 */
public record PlanWithWorkouts(Stored<TrainingPlan> plan, List<Stored<PlannedWorkout>> workouts) {
    /** Copies the list. */
    public PlanWithWorkouts {
        workouts = List.copyOf(workouts);
    }

    /** Which share of the workouts is completed, in percent; empty for a plan without workouts. */
    public OptionalDouble completionPercent() {
        return workouts.stream()
                .mapToDouble(workout -> workout.value().completed() ? 100 : 0)
                .average();
    }
}
