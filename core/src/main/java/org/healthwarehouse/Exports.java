package org.healthwarehouse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.export.Exporter;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;

/** Writes exports from one snapshot: each file is staged beside its place and moved there when it is whole. */
final class Exports {
    private final Storage storage;

    Exports(Storage storage) {
        this.storage = storage;
    }

    ExportReport export(ExportRequest request) {
        TimeRange range = request.range().orElse(new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST));
        List<ExportReport.ExportedFile> files = new ArrayList<>();
        try (Snapshot snapshot = storage.snapshot()) {
            Files.createDirectories(request.folder(), privately("rwx------"));
            Map<String, List<StreamId>> byType = new TreeMap<>(snapshot.streams(request.user()).stream()
                    .filter(stream ->
                            request.types().isEmpty() || request.types().contains(stream.type()))
                    .collect(Collectors.groupingBy(stream -> stream.type().name())));
            for (Map.Entry<String, List<StreamId>> entry : byType.entrySet()) {
                files.add(write(request, range, snapshot, entry.getKey(), entry.getValue()));
            }
            return new ExportReport(files, snapshot.number());
        } catch (IOException e) {
            throw new StorageFailedException(
                    "the export to " + request.folder() + " failed ("
                            + e.getClass().getSimpleName()
                            + "); files that were whole before are still whole; check space and permissions",
                    e);
        }
    }

    private static ExportReport.ExportedFile write(
            ExportRequest request, TimeRange range, Snapshot snapshot, String name, List<StreamId> streams)
            throws IOException {
        Exporter exporter = request.exporter();
        String fileName = name.replaceAll("[^A-Za-z0-9._-]", "_");
        Path target = request.folder().resolve(fileName + "." + exporter.format());
        Path staged = Files.createTempFile(request.folder(), "." + fileName, ".part", privately("rw-------"));
        DataType type = streams.get(0).type();
        try {
            List<StreamId> ordered = streams.stream()
                    .sorted(Comparator.comparing(StreamId::source))
                    .toList();
            long rows = exporter.write(type, ordered, range, snapshot, staged);
            force(staged);
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new ExportReport.ExportedFile(target, name, rows);
        } catch (IOException | HealthWarehouseException e) {
            Files.deleteIfExists(staged);
            throw e;
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] privately(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
