package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.Optional;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * A training plan. Its workouts are {@link PlannedWorkout}s that name it.
 *
 * @param id the application's name for it, unique among the plans of a user
 * @param name what the person calls it
 * @param goal what it is for
 * @param start first local date
 * @param target local date of the goal, such as a race
 * @param origin who made it
 * @param active whether the person follows it
 * @param weeklyStructure how a week is built, in the application's own words
 */
public record TrainingPlan(
        String id,
        String name,
        Optional<String> goal,
        LocalDate start,
        Optional<LocalDate> target,
        PlanOrigin origin,
        boolean active,
        Attributes weeklyStructure) {
    /** @throws InvalidParameterException if a text is blank, or the target lies before the start */
    public TrainingPlan {
        Rules.text("plan id", id);
        Rules.text("name of a plan", name);
        goal.ifPresent(text -> Rules.text("goal of a plan", text));
        if (target.filter(start::isAfter).isPresent()) {
            throw new InvalidParameterException(
                    "target date", target.get(), "lies before the start " + start, "give them in order");
        }
    }

    /** An active plan of a person, without goal and target. */
    public static TrainingPlan of(String id, String name, LocalDate start) {
        return new TrainingPlan(
                id, name, Optional.empty(), start, Optional.empty(), PlanOrigin.USER, true, Attributes.EMPTY);
    }

    /** The same plan with what it is for, and when that is. */
    public TrainingPlan goal(String text, LocalDate date) {
        return new TrainingPlan(id, name, Optional.of(text), start, Optional.of(date), origin, active, weeklyStructure);
    }

    /** The same plan, made by that. */
    public TrainingPlan origin(PlanOrigin by) {
        return new TrainingPlan(id, name, goal, start, target, by, active, weeklyStructure);
    }

    /** The same plan, which the person follows or does not. */
    public TrainingPlan active(boolean followed) {
        return new TrainingPlan(id, name, goal, start, target, origin, followed, weeklyStructure);
    }

    /** The same plan with how a week is built. */
    public TrainingPlan weeklyStructure(Attributes structure) {
        return new TrainingPlan(id, name, goal, start, target, origin, active, structure);
    }

    /** Without what the person wrote. */
    @Override
    public String toString() {
        return "TrainingPlan[" + id + " from " + start + "]";
    }
}
