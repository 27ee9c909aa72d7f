package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a local date.
 *
 * @param date local date
 * @param readiness how ready the person was
 * @param load how much the person trained, and what followed from it
 * @param workouts what was planned, by id
 */
public record TrainingDay(
        LocalDate date,
        Optional<Stored<DailyReadiness>> readiness,
        Optional<Stored<TrainingLoadDay>> load,
        List<Stored<PlannedWorkout>> workouts) {
    /** Copies the list. */
    public TrainingDay {
        workouts = List.copyOf(workouts);
    }
}
