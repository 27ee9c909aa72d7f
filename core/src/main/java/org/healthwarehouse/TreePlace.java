package org.healthwarehouse;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthwarehouse.model.InvalidParameterException;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is replaced as a whole, and what stands beside it meanwhile: {@code .name.new} is being written,
 * {@code .name.ready} is whole and waits for its turn, {@code .name.old} had its turn. A tree changes its place only by
 * a rename. No system renames over a folder with content, so the switch takes two renames; a process that dies between
 * them leaves the folder missing and the new tree ready, and the next export begins by finishing that switch.
 */
final class TreePlace {
    /** What file browsers leave behind. */
    private static final Set<String> HARMLESS = Set.of(".DS_Store", "Thumbs.db", "desktop.ini");

    private final Path folder;
    private final Path parent;
    private final String name;

    private TreePlace(Path folder, Path parent, String name) {
        this.folder = folder;
        this.parent = parent;
        this.name = name;
    }

    static TreePlace of(Path given) throws IOException {
        Path folder = Exports.real(given);
        Path parent = folder.getParent();
        Path last = folder.getFileName();
        if (parent == null || last == null) {
            throw new InvalidParameterException(
                    "export folder", given, "has no folder above it", "give a folder that may be replaced as a whole");
        }
        return new TreePlace(folder, parent, last.toString());
    }

    Path folder() {
        return folder;
    }

    Path staging() {
        return beside("new");
    }

    private Path beside(String ending) {
        return parent.resolve("." + name + "." + ending);
    }

    /** The file to lock while anything here is changed; its folder is there. */
    Path lock() throws IOException {
        PrivateFiles.createFolders(parent);
        return beside("lock");
    }

    /** Finishes or undoes what a process that died has begun. */
    void recover() throws IOException {
        if (!Files.exists(folder)) {
            Path whole = Files.exists(beside("ready")) ? beside("ready") : beside("old");
            if (Files.exists(whole)) {
                rename(whole, folder);
            }
        }
        PrivateFiles.deleteTree(beside("ready"));
        PrivateFiles.deleteTree(beside("old"));
    }

    /**
     * The manifest of the tree that is there.
     *
     * @return empty if there is nothing
     * @throws InvalidParameterException if there is something that is no export of this format
     */
    Optional<ExportManifest> present(String format) throws IOException {
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        Set<String> found = names();
        Optional<ExportManifest> manifest =
                ExportManifest.read(folder).filter(each -> each.format().equals(format));
        manifest.ifPresent(each -> found.removeAll(each.files().stream()
                .map(ExportManifest.Line::top)
                .collect(Collectors.toCollection(() -> new HashSet<>(List.of(ExportManifest.NAME))))));
        found.removeAll(HARMLESS);
        if (!found.isEmpty()) {
            throw new InvalidParameterException(
                    "export folder",
                    folder,
                    "holds " + found.iterator().next() + ", which is no part of an export as " + format
                            + " and would be lost",
                    "give a folder that is empty, is not there yet, or holds nothing but such an export");
        }
        return manifest;
    }

    private Set<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InvalidParameterException("export folder", folder, "is a file", "give a folder");
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> String.valueOf(path.getFileName()))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    /** Puts the staged tree in the place of the one that is there. */
    void replace() throws IOException {
        forceFolders();
        rename(staging(), beside("ready"));
        boolean replaces = Files.exists(folder);
        if (replaces) {
            rename(folder, beside("old"));
        }
        try {
            rename(beside("ready"), folder);
        } catch (IOException e) {
            if (replaces) {
                rename(beside("old"), folder);
            }
            throw e;
        }
        PrivateFiles.forceNames(parent);
        PrivateFiles.deleteTree(beside("old"));
    }

    private void forceFolders() throws IOException {
        Path unused = Files.walkFileTree(staging(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult postVisitDirectory(Path inside, @Nullable IOException problem) {
                PrivateFiles.forceNames(inside);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void rename(Path from, Path to) throws IOException {
        Path unused = Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
