package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.Optional;
import org.healthwarehouse.model.Attributes;

/**
 * A planned workout on its way from one to the next, so that each change names only what it changes. For one thread.
 */
final class WorkoutDraft {
    private final String id;
    private final String planId;
    private final String type;
    private final String name;
    LocalDate date;
    Recommendation intensity;
    Optional<String> description = Optional.empty();
    Attributes structure = Attributes.EMPTY;
    WorkoutTarget target = WorkoutTarget.OPEN;
    boolean completed;
    Optional<ActivityLink> activity = Optional.empty();
    Optional<String> reasoning = Optional.empty();
    Attributes adaptations = Attributes.EMPTY;
    Optional<AthleteFeedback> feedback = Optional.empty();

    /** One that is to be done and of which nothing else is said. */
    WorkoutDraft(String id, String planId, LocalDate date, String type, String name, Recommendation intensity) {
        this.id = id;
        this.planId = planId;
        this.date = date;
        this.type = type;
        this.name = name;
        this.intensity = intensity;
    }

    /** One that says what the workout does. */
    WorkoutDraft(PlannedWorkout workout) {
        this(workout.id(), workout.planId(), workout.date(), workout.type(), workout.name(), workout.intensity());
        description = workout.description();
        structure = workout.structure();
        target = workout.target();
        completed = workout.completed();
        activity = workout.activity();
        reasoning = workout.reasoning();
        adaptations = workout.adaptations();
        feedback = workout.feedback();
    }

    /** The workout, which checks what it is given. */
    PlannedWorkout whole() {
        return new PlannedWorkout(
                id,
                planId,
                date,
                type,
                name,
                intensity,
                description,
                structure,
                target,
                completed,
                activity,
                reasoning,
                adaptations,
                feedback);
    }
}
