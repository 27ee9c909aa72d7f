package org.healthwarehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.healthwarehouse.export.ExportContent;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.StreamId;

/**
 * One export that is being made.
 *
 * @param request what was asked for
 * @param content all of it
 * @param update if only what has changed is to be written
 * @param createdAt when it began
 */
record ExportTask(ExportRequest request, ExportContent content, Optional<Exports.Update> update, Instant createdAt) {
    /** The same export, of which only some streams are written. */
    ExportTask of(Predicate<StreamId> written) {
        List<StreamId> some = content.all().stream().filter(written).toList();
        return new ExportTask(
                request,
                new ExportContent(content.snapshot(), some, content.all(), content.range()),
                update,
                createdAt);
    }

    void write(StagedExport staged) throws IOException {
        try {
            request.exporter().write(content, staged);
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
        staged.dropUnfinished();
    }

    ExportReport report(Path folder, List<StagedExport.Part> parts) {
        return new ExportReport(
                parts.stream()
                        .map(part ->
                                new ExportReport.ExportedFile(folder.resolve(part.name()), part.type(), part.rows()))
                        .toList(),
                content.snapshot().number());
    }
}
