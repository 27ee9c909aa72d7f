package org.healthwarehouse.training;

import org.healthwarehouse.storage.ColumnKind;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableSpec;
import org.healthwarehouse.storage.ViewSpec;

/** Training plans. */
final class PlanRows implements Kept<TrainingPlan> {
    static final TableSpec TABLE = TableSpec.of(
                    "plan",
                    "Training plans.",
                    1,
                    ColumnSpec.of("id", ColumnKind.TEXT, "The application's name for it."),
                    ColumnSpec.of("name", ColumnKind.TEXT, "What the person calls it."),
                    ColumnSpec.of("goal", ColumnKind.TEXT, "What it is for.").optional(),
                    ColumnSpec.of("start_date", ColumnKind.DATE, "First local date."),
                    ColumnSpec.of("target_date", ColumnKind.DATE, "Local date of the goal.")
                            .optional(),
                    ColumnSpec.choice("origin", "Who made it.", "USER", "AI"),
                    ColumnSpec.of("active", ColumnKind.BOOLEAN, "Whether the person follows it."),
                    ColumnSpec.of("weekly_structure", ColumnKind.JSON, "How a week is built."),
                    Kept.created(),
                    Kept.updated())
            .shownAs("training_plans", new ViewSpec.Share("completion_percent", "workout", "completed"));

    @Override
    public TableSpec table() {
        return TABLE;
    }

    @Override
    public TableRow row(TrainingPlan plan) {
        return TableRow.EMPTY
                .with("id", plan.id())
                .with("name", plan.name())
                .with("goal", plan.goal())
                .with("start_date", plan.start())
                .with("target_date", plan.target())
                .with("origin", plan.origin())
                .with("active", plan.active())
                .with("weekly_structure", plan.weeklyStructure());
    }

    @Override
    public TrainingPlan read(TableRow row) {
        return new TrainingPlan(
                row.text("id").orElseThrow(),
                row.text("name").orElseThrow(),
                row.text("goal"),
                row.date("start_date").orElseThrow(),
                row.date("target_date"),
                row.choice("origin", PlanOrigin.class).orElseThrow(),
                row.isTrue("active"),
                row.json("weekly_structure"));
    }
}
