package org.healthwarehouse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.healthwarehouse.connector.ImportEntry;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Goes through a file, folder or archive, and through archives inside. Nothing is ever written under a name that an
 * archive gives; links are not followed; what is damaged or too large is skipped, with the reason.
 */
final class ImportWalk {
    private static final int[] ZIP = {'P', 'K', 3, 4};

    private final ImportLimits limits;
    private final Instant startedAt;
    private final Visitor visitor;
    private final Unpacked unpacked;
    private int files;
    private boolean ended;

    /** What is told of the files. */
    interface Visitor {
        /** Whether to go on with the file of that name. */
        boolean next(String name);

        /** Takes the file, or answers false if nobody here knows it. */
        boolean take(ImportEntry entry) throws IOException;

        /** The file was left out. */
        void skipped(String name, String why);
    }

    ImportWalk(ImportLimits limits, Instant startedAt, Visitor visitor) {
        this.startedAt = startedAt;
        this.limits = limits;
        this.visitor = visitor;
        unpacked = new Unpacked(limits);
    }

    /** @throws InvalidParameterException if there is nothing there */
    void walk(Path path) {
        if (!Files.isReadable(path)) {
            throw new InvalidParameterException(
                    "import", path, "cannot be read", "name a file or a folder that exists");
        }
        if (!Files.isDirectory(path)) {
            file(path, String.valueOf(path.getFileName()));
            return;
        }
        for (Path file : files(path)) {
            file(file, path.relativize(file).toString().replace('\\', '/'));
        }
    }

    private List<Path> files(Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        found.add(file);
                    } else {
                        visitor.skipped(folder.relativize(file).toString(), "is a link or no regular file");
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) {
                    visitor.skipped(folder.relativize(file).toString(), "cannot be read");
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            visitor.skipped(folder.toString(), "cannot be listed");
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    private void file(Path file, String name) {
        entry(new FileEntry(file, name, startedAt), 0, () -> zip(file, name, 1));
    }

    /** What to do with an archive. */
    @FunctionalInterface
    private interface Descent {
        void go() throws IOException;
    }

    private void entry(ImportEntry entry, int depth, Descent descent) {
        if (ended || !visitor.next(entry.name())) {
            ended = true;
            return;
        }
        if (++files > limits.entries()) {
            ended = true;
            visitor.skipped(entry.name(), "and all after it: there are more than " + limits.entries() + " files");
            return;
        }
        try {
            if (visitor.take(entry)) {
                return;
            }
            if (!isZip(entry)) {
                visitor.skipped(entry.name(), "is no file that an importer here knows");
            } else if (depth >= limits.depth()) {
                visitor.skipped(entry.name(), "is an archive deeper than " + limits.depth() + " inside one another");
            } else {
                descent.go();
            }
        } catch (TooLargeException e) {
            visitor.skipped(entry.name(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            visitor.skipped(entry.name(), "cannot be read; it may be damaged");
        }
    }

    private static boolean isZip(ImportEntry entry) throws IOException {
        try (InputStream in = entry.open()) {
            for (int expected : ZIP) {
                if (in.read() != expected) {
                    return false;
                }
            }
            return true;
        }
    }

    private void zip(Path file, String name, int depth) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<ZipEntry> members = new ArrayList<>();
            zip.stream().filter(member -> !member.isDirectory()).forEach(members::add);
            members.sort(Comparator.comparing(ZipEntry::getName));
            for (ZipEntry member : members) {
                if (ended) {
                    return;
                }
                String inside = name + "!/" + member.getName();
                if (isOdd(member.getName())) {
                    visitor.skipped(inside, "has a name that leads out of the archive");
                } else {
                    MemberEntry entry = new MemberEntry(zip, member, inside, unpacked, startedAt);
                    entry(entry, depth, () -> inner(entry, inside, depth));
                }
            }
        }
    }

    private static boolean isOdd(String name) {
        return name.startsWith("/")
                || name.contains("\\")
                || name.contains(":")
                || List.of(name.split("/", -1)).contains("..");
    }

    /** An archive inside an archive is put into a file of our own, for only there its list of members can be read. */
    private void inner(ImportEntry entry, String name, int depth) throws IOException {
        Path copy = Files.createTempFile("healthwarehouse-import", ".zip");
        try {
            try (InputStream in = entry.open();
                    var out = Files.newOutputStream(copy)) {
                var unused = in.transferTo(out);
            }
            zip(copy, name, depth + 1);
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
