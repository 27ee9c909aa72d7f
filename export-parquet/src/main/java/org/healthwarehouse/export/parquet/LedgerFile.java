package org.healthwarehouse.export.parquet;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.export.ExportContent;
import org.healthwarehouse.export.ExportOutput;
import org.healthwarehouse.model.StreamId;

/** Writes the ledger: which ranges of which streams are held, which cannot be had and why. */
final class LedgerFile {
    private static final String NAME = "coverage.parquet";
    private static final MessageType SCHEMA = new MessageType(
            "coverage",
            Columns.text("user", false),
            Columns.text("source", false),
            Columns.text("type", false),
            Columns.time("start_time", false),
            Columns.time("end_time", false),
            Columns.text("held", false),
            Columns.text("reason", true),
            Columns.flag("settled", false),
            Columns.time("fetched_at", false),
            Columns.time("due_at", true));

    private LedgerFile() {}

    static void write(ExportContent content, ExportOutput out, Compression compression) throws IOException {
        long rows;
        try (RowFile file = new RowFile(out.create(NAME), SCHEMA, compression)) {
            for (StreamId stream : content.all()) {
                for (CoverageEntry line : content.snapshot().coverage(stream, content.range())) {
                    line(file, stream, line);
                }
            }
            rows = file.finish(Map.of());
        }
        out.whole(NAME, rows, List.of());
    }

    private static void line(RowFile row, StreamId stream, CoverageEntry line) {
        row.text(0, stream.user().value());
        row.text(1, stream.source().value());
        row.text(2, stream.type().name());
        row.time(3, line.range().start());
        row.time(4, line.range().end());
        row.text(5, line.held().name());
        row.text(6, line.reason().isEmpty() ? null : line.reason());
        row.flag(7, line.settled());
        row.time(8, line.fetchedAt());
        row.time(9, line.dueAt());
        row.end();
    }
}
