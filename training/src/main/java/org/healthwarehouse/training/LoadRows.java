package org.healthwarehouse.training;

import org.healthwarehouse.storage.ColumnKind;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableSpec;

/** Training loads, one row of a date. */
final class LoadRows implements Kept<TrainingLoadDay> {
    static final TableSpec TABLE = TableSpec.of(
                    "load",
                    "The training load of a date and what follows from it, in arbitrary units.",
                    1,
                    ColumnSpec.of("date", ColumnKind.DATE, "Local date."),
                    number("daily_load", "Load of the day."),
                    number("acute_load", "Acute load per day."),
                    number("chronic_load", "Chronic load per day."),
                    number("acwr", "The acute load as a multiple of the chronic one."),
                    number("fitness", "Chronic training load after this day."),
                    number("fatigue", "Acute training load after this day."),
                    number("form", "Fitness less fatigue of the day before."),
                    ColumnSpec.choice(
                                    "overtraining_risk",
                                    "How many signs speak for too much.",
                                    "LOW",
                                    "MODERATE",
                                    "HIGH")
                            .optional(),
                    ColumnSpec.of("risk_reasons", ColumnKind.TEXTS, "Which signs those are."),
                    Kept.created(),
                    Kept.updated())
            .shownAs("training_load_tracking");

    private static ColumnSpec number(String name, String meaning) {
        return ColumnSpec.of(name, ColumnKind.NUMBER, meaning).optional();
    }

    @Override
    public TableSpec table() {
        return TABLE;
    }

    @Override
    public TableRow row(TrainingLoadDay day) {
        return TableRow.EMPTY
                .with("date", day.date())
                .with("daily_load", day.load())
                .with("acute_load", day.acute())
                .with("chronic_load", day.chronic())
                .with("acwr", day.ratio())
                .with("fitness", day.fitness())
                .with("fatigue", day.fatigue())
                .with("form", day.form())
                .with("overtraining_risk", day.risk())
                .with("risk_reasons", day.riskReasons());
    }

    @Override
    public TrainingLoadDay read(TableRow row) {
        return new TrainingLoadDay(
                row.date("date").orElseThrow(),
                row.number("daily_load"),
                row.number("acute_load"),
                row.number("chronic_load"),
                row.number("acwr"),
                row.number("fitness"),
                row.number("fatigue"),
                row.number("form"),
                row.choice("overtraining_risk", RiskLevel.class),
                row.texts("risk_reasons"));
    }
}
