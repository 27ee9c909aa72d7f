package org.healthwarehouse.training;

import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.storage.ColumnKind;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableSpec;

/** Analyses that are kept for a while, by the content that they were made of. */
final class AnalysisRows {
    static final TableSpec TABLE = TableSpec.of(
                    "analysis",
                    "Analyses that cost time or money to make.",
                    1,
                    ColumnSpec.of("content_hash", ColumnKind.TEXT, "SHA-256 of type, model and input."),
                    ColumnSpec.of("analysis_type", ColumnKind.TEXT, "What was analysed."),
                    ColumnSpec.of("model", ColumnKind.TEXT, "Which model, with its version."),
                    ColumnSpec.of("input_context", ColumnKind.JSON, "Everything that it was told."),
                    ColumnSpec.of("response", ColumnKind.TEXT, "What it said."),
                    ColumnSpec.of("hit_count", ColumnKind.INTEGER, "How often it was asked for again."),
                    ColumnSpec.of(Kept.CREATED, ColumnKind.INSTANT, "When it was made."),
                    ColumnSpec.of("last_hit_at", ColumnKind.INSTANT, "When it was last asked for again.")
                            .optional(),
                    ColumnSpec.of("expires_at", ColumnKind.INSTANT, "From when on it is no longer good."))
            .expiresAt("expires_at")
            .shownAs("ai_analysis_cache");

    private AnalysisRows() {}

    static TableRow row(CachedAnalysis analysis) {
        AnalysisKey key = analysis.key();
        return TableRow.EMPTY
                .with("content_hash", key.contentHash())
                .with("analysis_type", key.type())
                .with("model", key.model())
                .with("input_context", key.input())
                .with("response", analysis.response())
                .with("hit_count", analysis.hits())
                .with(Kept.CREATED, analysis.created())
                .with("last_hit_at", analysis.lastHit())
                .with("expires_at", analysis.expires());
    }

    static CachedAnalysis read(TableRow row) {
        Attributes input = row.json("input_context");
        return new CachedAnalysis(
                new AnalysisKey(
                        row.text("analysis_type").orElseThrow(),
                        row.text("model").orElseThrow(),
                        input),
                row.text("response").orElseThrow(),
                row.integer("hit_count").orElseThrow(),
                row.instant(Kept.CREATED).orElseThrow(),
                row.instant("last_hit_at"),
                row.instant("expires_at").orElseThrow());
    }
}
