package org.healthwarehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.healthwarehouse.export.ExportReport;

/**
 * Writes files that stand alone: all of them are staged in the folder, and when the last one is whole, each takes the
 * place of the one of its name.
 */
final class FilesExport {
    private static final String STAGING = ".export.new";
    private static final String LOCK = ".export.lock";

    private final ExportTask task;

    FilesExport(ExportTask task) {
        this.task = task;
    }

    ExportReport run() throws IOException {
        Path folder = task.request().folder();
        PrivateFiles.createFolders(Exports.real(folder));
        return ExportLock.holding(folder.resolve(LOCK), folder, () -> write(folder));
    }

    private ExportReport write(Path folder) throws IOException {
        Path staging = folder.resolve(STAGING);
        try {
            StagedExport staged = new StagedExport(staging);
            onlyChanged().write(staged);
            for (StagedExport.Part part : staged.parts()) {
                move(staged, part, folder);
            }
            PrivateFiles.forceNames(folder);
            return task.report(folder, staged.parts());
        } finally {
            PrivateFiles.deleteTree(staging);
        }
    }

    /** What is to be written: a file holds everybody's rows of a type, so types are written whole. */
    private ExportTask onlyChanged() {
        return task.update()
                .map(update -> task.of(stream ->
                        update.changed().stream().anyMatch(each -> each.type().equals(stream.type()))))
                .orElse(task);
    }

    private static void move(StagedExport staged, StagedExport.Part part, Path folder) throws IOException {
        Path target = folder.resolve(part.name());
        Path parent = target.getParent();
        if (parent != null) {
            PrivateFiles.createFolders(parent);
        }
        Path unused = Files.move(
                staged.inside(part.name()),
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
