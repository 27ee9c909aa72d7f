package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * A workout of a {@link TrainingPlan}.
 *
 * @param id the application's name for it, unique among the planned workouts of a user
 * @param planId of which plan
 * @param date local date on which it is to be done
 * @param type kind of sport in lower snake case, for example {@code running}
 * @param name what the person calls it
 * @param intensity how hard it is meant to be
 * @param description what is to be done, in words
 * @param structure what is to be done, step by step, in the application's own form
 * @param target what it aims at
 * @param completed whether it was done
 * @param activity the record of how it was done, if one is known
 * @param reasoning why it is in the plan
 * @param adaptations what was changed of it and why, in the application's own form
 * @param feedback what the athlete says of it
 */
public record PlannedWorkout(
        String id,
        String planId,
        LocalDate date,
        String type,
        String name,
        Recommendation intensity,
        Optional<String> description,
        Attributes structure,
        WorkoutTarget target,
        boolean completed,
        Optional<ActivityLink> activity,
        Optional<String> reasoning,
        Attributes adaptations,
        Optional<AthleteFeedback> feedback) {
    /** @throws InvalidParameterException if a text is blank, or it has an activity and is not completed */
    public PlannedWorkout {
        Rules.text("planned workout id", id);
        Rules.text("plan id", planId);
        Rules.text("kind of sport", type);
        Rules.text("name of a planned workout", name);
        if (activity.isPresent() && !completed) {
            throw new InvalidParameterException(
                    "planned workout", id, "has an activity and is not completed", "complete it, or take that away");
        }
    }

    /** A workout that is to be done and of which nothing else is said. */
    public static PlannedWorkout of(
            String id, String planId, LocalDate date, String type, String name, Recommendation intensity) {
        return new WorkoutDraft(id, planId, date, type, name, intensity).whole();
    }

    /** The same workout on another date. */
    public PlannedWorkout date(LocalDate day) {
        return with(draft -> draft.date = day);
    }

    /** The same workout with another intensity. */
    public PlannedWorkout intensity(Recommendation level) {
        return with(draft -> draft.intensity = level);
    }

    /** The same workout with what is to be done, in words and step by step. */
    public PlannedWorkout description(String words, Attributes steps) {
        return with(draft -> {
            draft.description = Optional.of(words);
            draft.structure = steps;
        });
    }

    /** The same workout with what it aims at. */
    public PlannedWorkout target(WorkoutTarget aim) {
        return with(draft -> draft.target = aim);
    }

    /** The same workout, done; how is not known. */
    public PlannedWorkout done() {
        return with(draft -> draft.completed = true);
    }

    /** The same workout, done as that record says. */
    public PlannedWorkout doneAs(ActivityLink link) {
        return with(draft -> {
            draft.completed = true;
            draft.activity = Optional.of(link);
        });
    }

    /** The same workout with why it is in the plan. */
    public PlannedWorkout reasoning(String words) {
        return with(draft -> draft.reasoning = Optional.of(words));
    }

    /** The same workout with what was changed of it and why. */
    public PlannedWorkout adaptations(Attributes changes) {
        return with(draft -> draft.adaptations = changes);
    }

    /** The same workout with what the athlete says of it. */
    public PlannedWorkout feedback(AthleteFeedback said) {
        return with(draft -> draft.feedback = Optional.of(said));
    }

    private PlannedWorkout with(Consumer<WorkoutDraft> change) {
        WorkoutDraft draft = new WorkoutDraft(this);
        change.accept(draft);
        return draft.whole();
    }

    /** Without what was written and said. */
    @Override
    public String toString() {
        return "PlannedWorkout[" + id + " of " + planId + " on " + date + "]";
    }
}
