package org.healthwarehouse.training;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.storage.ColumnKind;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.IndexSpec;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableSpec;

/** Planned workouts. */
final class WorkoutRows implements Kept<PlannedWorkout> {
    static final TableSpec TABLE = TableSpec.of(
                    "workout",
                    "Planned workouts.",
                    1,
                    ColumnSpec.of("id", ColumnKind.TEXT, "The application's name for it."),
                    ColumnSpec.of("plan_id", ColumnKind.TEXT, "Of which plan."),
                    ColumnSpec.of("date", ColumnKind.DATE, "Local date on which it is to be done."),
                    ColumnSpec.of("workout_type", ColumnKind.TEXT, "Kind of sport in lower snake case."),
                    ColumnSpec.of("name", ColumnKind.TEXT, "What the person calls it."),
                    ColumnSpec.of("description", ColumnKind.TEXT, "What is to be done, in words.")
                            .optional(),
                    ColumnSpec.of("structure", ColumnKind.JSON, "What is to be done, step by step."),
                    ColumnSpec.of("target_duration", ColumnKind.NUMBER, "How long.")
                            .in("s")
                            .optional(),
                    ColumnSpec.of("target_distance", ColumnKind.NUMBER, "How far.")
                            .in("m")
                            .optional(),
                    ColumnSpec.of("target_pace", ColumnKind.NUMBER, "How long a kilometre takes.")
                            .in("s/km")
                            .optional(),
                    ColumnSpec.of("target_heart_rate_zone", ColumnKind.INTEGER, "In which zone, counted from 1.")
                            .optional(),
                    ColumnSpec.of("target_load", ColumnKind.NUMBER, "Training load, arbitrary units.")
                            .optional(),
                    ColumnSpec.choice(
                            "intensity", "How hard it is meant to be.", "REST", "EASY", "MODERATE", "HIGH_INTENSITY"),
                    ColumnSpec.of("completed", ColumnKind.BOOLEAN, "Whether it was done."),
                    ColumnSpec.of("activity_source", ColumnKind.TEXT, "Source of the record of how it was done.")
                            .optional(),
                    ColumnSpec.of("activity_scheme", ColumnKind.TEXT, "Scheme of that record's key.")
                            .optional(),
                    ColumnSpec.of("activity_id", ColumnKind.TEXT, "Key of that record.")
                            .optional(),
                    ColumnSpec.of("reasoning", ColumnKind.TEXT, "Why it is in the plan.")
                            .optional(),
                    ColumnSpec.of("adaptations", ColumnKind.JSON, "What was changed of it and why."),
                    ColumnSpec.of("perceived_exertion", ColumnKind.INTEGER, "How hard it was, 1 to 10.")
                            .optional(),
                    ColumnSpec.of("feedback", ColumnKind.TEXT, "What the athlete says of it.")
                            .optional(),
                    Kept.created(),
                    Kept.updated())
            .goesWith("plan", "plan_id")
            .index(IndexSpec.on("The workouts of some dates.", "date"))
            .index(IndexSpec.on("The workouts of a plan by date, and those that go with it.", "plan_id", "date"))
            .shownAs("planned_workouts");

    @Override
    public TableSpec table() {
        return TABLE;
    }

    @Override
    public TableRow row(PlannedWorkout workout) {
        WorkoutTarget target = workout.target();
        Optional<AthleteFeedback> feedback = workout.feedback();
        return TableRow.EMPTY
                .with("id", workout.id())
                .with("plan_id", workout.planId())
                .with("date", workout.date())
                .with("workout_type", workout.type())
                .with("name", workout.name())
                .with("description", workout.description())
                .with("structure", workout.structure())
                .with("target_duration", target.duration().map(WorkoutRows::seconds))
                .with("target_distance", target.distanceMetres())
                .with("target_pace", target.pacePerKilometre().map(WorkoutRows::seconds))
                .with("target_heart_rate_zone", target.heartRateZone())
                .with("target_load", target.load())
                .with("intensity", workout.intensity())
                .with("completed", workout.completed())
                .with(
                        "activity_source",
                        workout.activity().map(link -> link.source().value()))
                .with(
                        "activity_scheme",
                        workout.activity().map(link -> link.key().scheme()))
                .with("activity_id", workout.activity().map(link -> link.key().value()))
                .with("reasoning", workout.reasoning())
                .with("adaptations", workout.adaptations())
                .with("perceived_exertion", feedback.map(AthleteFeedback::perceivedExertion))
                .with("feedback", feedback.flatMap(AthleteFeedback::text));
    }

    @Override
    public PlannedWorkout read(TableRow row) {
        return new PlannedWorkout(
                row.text("id").orElseThrow(),
                row.text("plan_id").orElseThrow(),
                row.date("date").orElseThrow(),
                row.text("workout_type").orElseThrow(),
                row.text("name").orElseThrow(),
                row.choice("intensity", Recommendation.class).orElseThrow(),
                row.text("description"),
                row.json("structure"),
                target(row),
                row.isTrue("completed"),
                activity(row),
                row.text("reasoning"),
                row.json("adaptations"),
                feedback(row));
    }

    private static WorkoutTarget target(TableRow row) {
        return new WorkoutTarget(
                duration(row.number("target_duration")),
                row.number("target_distance"),
                duration(row.number("target_pace")),
                whole(row.integer("target_heart_rate_zone")),
                row.number("target_load"));
    }

    private static Optional<ActivityLink> activity(TableRow row) {
        return row.text("activity_id")
                .map(key -> new ActivityLink(
                        SourceId.of(row.text("activity_source").orElseThrow()),
                        new RecordKey(row.text("activity_scheme").orElseThrow(), key)));
    }

    private static Optional<AthleteFeedback> feedback(TableRow row) {
        OptionalInt exertion = whole(row.integer("perceived_exertion"));
        Optional<String> text = row.text("feedback");
        return exertion.isEmpty() && text.isEmpty()
                ? Optional.empty()
                : Optional.of(new AthleteFeedback(exertion, text));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static Optional<Duration> duration(OptionalDouble seconds) {
        return seconds.isPresent()
                ? Optional.of(Duration.ofMillis(Math.round(seconds.getAsDouble() * 1000)))
                : Optional.empty();
    }

    private static OptionalInt whole(OptionalLong number) {
        return number.isPresent() ? OptionalInt.of(Math.toIntExact(number.getAsLong())) : OptionalInt.empty();
    }
}
