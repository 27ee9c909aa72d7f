package org.healthwarehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.model.StreamId;

/** Writes files that are one tree: into a folder beside the target, which takes its place when everything is whole. */
final class TreeExport {
    private final ExportTask task;

    TreeExport(ExportTask task) {
        this.task = task;
    }

    ExportReport run() throws IOException {
        TreePlace place = TreePlace.of(task.request().folder());
        return ExportLock.holding(place.lock(), place.folder(), () -> write(place));
    }

    private ExportReport write(TreePlace place) throws IOException {
        place.recover();
        Optional<ExportManifest> before = place.present(format());
        try {
            StagedExport staged = new StagedExport(place.staging());
            ExportManifest manifest = write(staged, place.folder(), before);
            manifest.write(staged.inside(ExportManifest.NAME), task.request(), task.createdAt());
            place.replace();
            return report(manifest);
        } finally {
            PrivateFiles.deleteTree(place.staging());
        }
    }

    private String format() {
        return task.request().exporter().format();
    }

    private ExportManifest write(StagedExport staged, Path folder, Optional<ExportManifest> before) throws IOException {
        List<ExportManifest.Line> lines = new ArrayList<>();
        ExportTask present = task;
        Optional<Exports.Update> update = task.update();
        if (update.isPresent()
                && before.isPresent()
                && before.get().snapshot() == update.get().snapshot()) {
            Optional<List<ExportManifest.Line>> kept = keep(before.get(), update.get(), folder);
            if (kept.isPresent()) {
                lines.addAll(takeOver(kept.get(), staged, folder));
                present = task.of(update.get()::concerns);
            }
        }
        present.write(staged);
        for (StagedExport.Part part : staged.parts()) {
            lines.add(line(part, staged));
        }
        return new ExportManifest(format(), task.content().snapshot().number(), lines);
    }

    /** The files that have not changed and are still of streams that the store knows; empty if one is not there. */
    private Optional<List<ExportManifest.Line>> keep(ExportManifest before, Exports.Update update, Path folder)
            throws IOException {
        Set<List<String>> wanted = new HashSet<>();
        for (StreamId stream : task.content().all()) {
            if (!update.concerns(stream)) {
                wanted.add(List.of(stream.type().name(), stream.user().value()));
            }
        }
        List<ExportManifest.Line> kept = new ArrayList<>();
        for (ExportManifest.Line line : before.files()) {
            if (wanted.contains(List.of(line.type(), line.user()))) {
                Path file = folder.resolve(line.path()).normalize();
                if (!file.startsWith(folder) || !Files.isRegularFile(file) || Files.size(file) != line.bytes()) {
                    return Optional.empty();
                }
                kept.add(line);
            }
        }
        return Optional.of(kept);
    }

    private static List<ExportManifest.Line> takeOver(List<ExportManifest.Line> kept, StagedExport staged, Path folder)
            throws IOException {
        for (ExportManifest.Line line : kept) {
            Path target = staged.inside(line.path());
            Path parent = target.getParent();
            PrivateFiles.createFolders(parent == null ? staged.folder() : parent);
            linkOrCopy(folder.resolve(line.path()), target);
        }
        return kept;
    }

    private static void linkOrCopy(Path from, Path to) throws IOException {
        try {
            Path unused = Files.createLink(to, from);
        } catch (UnsupportedOperationException | IOException e) {
            Path unused = Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
            PrivateFiles.force(to);
        }
    }

    private ExportManifest.Line line(StagedExport.Part part, StagedExport staged) throws IOException {
        Path file = staged.inside(part.name());
        return new ExportManifest.Line(
                part.name(),
                part.type(),
                part.user(),
                part.rows(),
                Files.size(file),
                sha256(file),
                task.content().snapshot().number());
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long unused = new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private ExportReport report(ExportManifest manifest) {
        Path folder = task.request().folder();
        return new ExportReport(
                manifest.files().stream()
                        .map(line ->
                                new ExportReport.ExportedFile(folder.resolve(line.path()), line.type(), line.rows()))
                        .toList(),
                manifest.snapshot());
    }
}
