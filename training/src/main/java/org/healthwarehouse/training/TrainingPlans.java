package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.storage.TableConflictException;
import org.healthwarehouse.storage.TableQuery;
import org.healthwarehouse.storage.TableReader;
import org.healthwarehouse.storage.Tables;

/**
 * The training plans of a user and their workouts. Every method is one transaction. Thread-safe. Every method may throw
 * {@link org.healthwarehouse.model.StorageFailedException} if the store cannot be used.
 */
public final class TrainingPlans {
    private final Tables tables;
    private final Entries<TrainingPlan> plans;
    private final Entries<PlannedWorkout> workouts;

    TrainingPlans(Tables tables, Entries<TrainingPlan> plans, Entries<PlannedWorkout> workouts) {
        this.tables = tables;
        this.plans = plans;
        this.workouts = workouts;
    }

    /** All plans with their workouts, the last to start first. Asks the store twice, however many there are. */
    public List<PlanWithWorkouts> all() {
        return tables.read(reader -> {
            Map<String, List<Stored<PlannedWorkout>>> byPlan = new HashMap<>();
            for (Stored<PlannedWorkout> workout :
                    workouts.select(reader, workouts.all().by("date"))) {
                byPlan.computeIfAbsent(workout.value().planId(), id -> new ArrayList<>())
                        .add(workout);
            }
            return plans.select(reader, plans.all().byLast("start_date")).stream()
                    .map(plan -> new PlanWithWorkouts(
                            plan, byPlan.getOrDefault(plan.value().id(), List.of())))
                    .toList();
        });
    }

    /** The plan with its workouts; empty if there is none of that id. Asks the store twice. */
    public Optional<PlanWithWorkouts> find(String id) {
        return tables.read(reader -> plans.first(reader, plans.all().where("id", id))
                .map(plan -> new PlanWithWorkouts(
                        plan,
                        workouts.select(
                                reader, workouts.all().where("plan_id", id).by("date")))));
    }

    /** Stores the plan in place of the one of its id. */
    public Stored<TrainingPlan> save(TrainingPlan plan) {
        return tables.write(writer -> plans.save(writer, plan));
    }

    /** Forgets the plan and its workouts; whether there was one of that id. */
    public boolean delete(String id) {
        return tables.write(writer -> writer.delete(plans.all().where("id", id))) > 0;
    }

    /** The workouts of these local dates, the last one too, by date. */
    public List<Stored<PlannedWorkout>> workouts(LocalDate first, LocalDate last) {
        TableQuery dates = workouts.all().from("date", first).upTo("date", last).by("date");
        return tables.read(reader -> workouts.select(reader, dates));
    }

    /** The workout; empty if there is none of that id. */
    public Optional<Stored<PlannedWorkout>> workout(String id) {
        return tables.read(reader -> workout(reader, id));
    }

    private Optional<Stored<PlannedWorkout>> workout(TableReader reader, String id) {
        return workouts.first(reader, workouts.all().where("id", id));
    }

    /**
     * Stores the workout in place of the one of its id.
     *
     * @throws InvalidParameterException if its plan is not stored
     */
    public Stored<PlannedWorkout> save(PlannedWorkout workout) {
        return change(() -> tables.write(writer -> workouts.save(writer, workout)), workout.planId());
    }

    /**
     * Changes a workout as it is now, so that nothing that somebody else changes meanwhile is lost.
     *
     * @param change called once, inside of the transaction; keeps the id
     * @return what is stored now
     * @throws InvalidParameterException if there is none of that id, the change gives it another one, or the plan that
     *     it is moved to is not stored; then nothing was changed
     */
    public Stored<PlannedWorkout> change(String id, UnaryOperator<PlannedWorkout> change) {
        return change(
                () -> tables.write(writer -> workouts.save(
                        writer,
                        withId(
                                id,
                                change.apply(workout(writer, id)
                                        .orElseThrow(() -> unknown("planned workout", id))
                                        .value())))),
                "of workout " + id);
    }

    private static PlannedWorkout withId(String id, PlannedWorkout workout) {
        if (!workout.id().equals(id)) {
            throw new InvalidParameterException(
                    "id of a changed workout", workout.id(), "must stay " + id, "save another workout instead");
        }
        return workout;
    }

    private static Stored<PlannedWorkout> change(Supplier<Stored<PlannedWorkout>> writing, String plan) {
        try {
            return writing.get();
        } catch (TableConflictException e) {
            throw unknown("plan", plan);
        }
    }

    private static InvalidParameterException unknown(String what, String id) {
        return new InvalidParameterException(what, id, "is not stored", "store it first");
    }

    /** Forgets the workout; whether there was one of that id. */
    public boolean deleteWorkout(String id) {
        return tables.write(writer -> writer.delete(workouts.all().where("id", id))) > 0;
    }
}
