package org.healthwarehouse.training;

import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.storage.ColumnKind;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableSpec;

/** Readiness, one row of a date: what was computed, and beside it what a model says. */
final class ReadinessRows implements Kept<DailyReadiness> {
    private static final String AI = "ai_";

    static final TableSpec TABLE = TableSpec.of(
                    "readiness",
                    "How ready a person is to train on a date.",
                    1,
                    ColumnSpec.of("date", ColumnKind.DATE, "Local date."),
                    ColumnSpec.of("readiness_score", ColumnKind.NUMBER, "Computed score, 0 to 100.")
                            .optional(),
                    ColumnSpec.choice(
                                    "recommendation",
                                    "How hard to train, as computed.",
                                    "REST",
                                    "EASY",
                                    "MODERATE",
                                    "HIGH_INTENSITY")
                            .optional(),
                    ColumnSpec.of("key_factors", ColumnKind.TEXTS, "What the computed score rests on.")
                            .optional(),
                    ColumnSpec.of("red_flags", ColumnKind.TEXTS, "What speaks against training, as computed.")
                            .optional(),
                    ColumnSpec.of("confidence", ColumnKind.NUMBER, "How much of what counts is known, 0 to 1.")
                            .optional(),
                    ColumnSpec.of("ai_readiness_score", ColumnKind.NUMBER, "A model's own score, 0 to 100.")
                            .optional(),
                    ColumnSpec.choice(
                                    "ai_recommendation",
                                    "How hard to train, as a model says.",
                                    "REST",
                                    "EASY",
                                    "MODERATE",
                                    "HIGH_INTENSITY")
                            .optional(),
                    ColumnSpec.of("ai_key_factors", ColumnKind.TEXTS, "What the model rests on.")
                            .optional(),
                    ColumnSpec.of("ai_red_flags", ColumnKind.TEXTS, "What speaks against training for the model.")
                            .optional(),
                    ColumnSpec.of("ai_confidence", ColumnKind.NUMBER, "How sure the model is, 0 to 1.")
                            .optional(),
                    ColumnSpec.of("ai_analysis", ColumnKind.TEXT, "What the model says in words.")
                            .optional(),
                    ColumnSpec.of("ai_model", ColumnKind.TEXT, "Which model.").optional(),
                    ColumnSpec.of("ai_model_version", ColumnKind.TEXT, "Which version of it.")
                            .optional(),
                    ColumnSpec.of("load_context", ColumnKind.JSON, "The training that it was judged against."),
                    Kept.created(),
                    Kept.updated())
            .shownAs("daily_readiness");

    @Override
    public TableSpec table() {
        return TABLE;
    }

    @Override
    public TableRow row(DailyReadiness readiness) {
        Optional<AiReadiness> ai = readiness.ai();
        TableRow row = TableRow.EMPTY.with("date", readiness.date());
        row = assessment(row, "", readiness.computed());
        return assessment(row, AI, ai.map(AiReadiness::assessment))
                .with("ai_analysis", ai.map(AiReadiness::analysis))
                .with("ai_model", ai.map(AiReadiness::model))
                .with("ai_model_version", ai.map(AiReadiness::modelVersion))
                .with("load_context", readiness.loadContext());
    }

    private static TableRow assessment(TableRow row, String prefix, Optional<ReadinessAssessment> said) {
        return row.with(prefix + "readiness_score", said.map(ReadinessAssessment::score))
                .with(prefix + "recommendation", said.map(ReadinessAssessment::recommendation))
                .with(prefix + "key_factors", said.map(ReadinessAssessment::keyFactors))
                .with(prefix + "red_flags", said.map(ReadinessAssessment::redFlags))
                .with(prefix + "confidence", said.map(ReadinessAssessment::confidence));
    }

    @Override
    public DailyReadiness read(TableRow row) {
        Optional<AiReadiness> ai = assessment(row, AI)
                .map(said -> new AiReadiness(
                        said,
                        row.text("ai_analysis").orElseThrow(),
                        row.text("ai_model").orElseThrow(),
                        row.text("ai_model_version").orElseThrow()));
        return new DailyReadiness(row.date("date").orElseThrow(), assessment(row, ""), ai, row.json("load_context"));
    }

    private static Optional<ReadinessAssessment> assessment(TableRow row, String prefix) {
        OptionalDouble score = row.number(prefix + "readiness_score");
        return score.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReadinessAssessment(
                        score.getAsDouble(),
                        row.choice(prefix + "recommendation", Recommendation.class)
                                .orElseThrow(),
                        row.texts(prefix + "key_factors"),
                        row.texts(prefix + "red_flags"),
                        row.number(prefix + "confidence")));
    }
}
