package org.healthwarehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.export.ExportContent;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.export.Exporter;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;

/** Writes exports, each from one snapshot. Thread-safe. */
final class Exports {
    private final Storage storage;
    private final InstantSource clock;

    Exports(Storage storage, InstantSource clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** Exports everything that is asked for. */
    ExportReport export(ExportRequest request) {
        return export(request, Optional.empty());
    }

    /**
     * What was exported before and is to be brought up to date.
     *
     * @param snapshot of the export before
     * @param changed the streams that have new rows since; those of the same type and user are written again with them
     */
    record Update(long snapshot, Set<StreamId> changed) {
        boolean concerns(StreamId stream) {
            return changed.stream()
                    .anyMatch(each ->
                            each.user().equals(stream.user()) && each.type().equals(stream.type()));
        }
    }

    /** Writes again what has changed, if the folder still holds the export that the update speaks of; else all. */
    ExportReport export(ExportRequest request, Optional<Update> update) {
        try (Snapshot snapshot = storage.snapshot()) {
            ExportTask task = new ExportTask(request, content(request, snapshot), update, clock.instant());
            return request.exporter().layout() == Exporter.Layout.TREE
                    ? new TreeExport(task).run()
                    : new FilesExport(task).run();
        } catch (IOException e) {
            throw new StorageFailedException(
                    "the export to " + request.folder() + " failed ("
                            + e.getClass().getSimpleName()
                            + "); files that were whole before are still whole; check space and permissions",
                    e);
        }
    }

    private ExportContent content(ExportRequest request, Snapshot snapshot) {
        TimeRange range = request.range().orElse(new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST));
        List<StreamId> streams = new ArrayList<>();
        for (UserId user : request.users().isEmpty() ? storage.schedules().users() : List.copyOf(request.users())) {
            snapshot.streams(user).stream()
                    .filter(stream -> request.includes(stream.type()))
                    .forEach(streams::add);
        }
        return new ExportContent(snapshot, streams, streams, range);
    }

    /** The folder itself, whatever links lead to it. */
    static Path real(Path folder) throws IOException {
        return Files.exists(folder)
                ? folder.toRealPath()
                : folder.toAbsolutePath().normalize();
    }
}
