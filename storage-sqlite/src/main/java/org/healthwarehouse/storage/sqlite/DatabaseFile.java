package org.healthwarehouse.storage.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StorageFailedException;

/** The place of a store: checked before SQLite sees it, and created so that only its owner can read it. */
final class DatabaseFile {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SMALLEST = 512;
    private static final Set<PosixFilePermission> WRITABLE =
            Set.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private DatabaseFile() {}

    /** The path that an address names; a leading {@code ~} is the user's home. */
    static Path named(String address) {
        if (address.isBlank()) {
            throw refused(address, "names no file", "write it as sqlite:health.db");
        }
        String home = System.getProperty("user.home", "");
        boolean fromHome = address.equals("~") || address.startsWith("~/");
        try {
            return Path.of(fromHome ? home + address.substring(1) : address);
        } catch (InvalidPathException e) {
            throw refused(address, "is no path of this system", "use letters, digits, '.', '-', '_' and '/'");
        }
    }

    /**
     * Makes sure that there is a file which may be a database, creating folder and file where they are missing.
     *
     * @return the absolute path
     */
    static Path prepare(Path path) {
        Path file = path.toAbsolutePath().normalize();
        if (file.toString().indexOf('?') >= 0) {
            throw refused(file, "must not contain '?'", "rename the folder or the file");
        }
        if (Files.isDirectory(file)) {
            throw refused(file, "is a folder", "name a file in it, for example " + file.resolve("health.db"));
        }
        try {
            createFolder(folderOf(file));
            create(file);
            checkHeader(file);
        } catch (IOException e) {
            throw new StorageFailedException(
                    "could not create or read " + file + " (" + e.getClass().getSimpleName()
                            + "); check that its folder exists and is yours",
                    e);
        }
        checkWritable(file);
        return file;
    }

    static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent(), "only a root, which is a folder itself, is in no folder");
    }

    private static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.exists(above) && !Files.isDirectory(above)) {
                throw refused(above, "is a file, not a folder", "choose a path whose folders are folders");
            }
        }
        Files.createDirectories(folder, onlyOwner(folder, "rwx------"));
    }

    /** Creates an empty file for the owner only, unless there is one; SQLite gives its side files the same rights. */
    private static void create(Path file) throws IOException {
        if (!Files.exists(file)) {
            try {
                Files.createFile(file, onlyOwner(file, "rw-------"));
            } catch (FileAlreadyExistsException e) {
                // Another process was quicker: that is the file we wanted.
            }
        }
    }

    private static FileAttribute<?>[] onlyOwner(Path path, String rights) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    private static void checkHeader(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(SMALLEST);
        }
        for (int i = 0; i < Math.min(head.length, MAGIC.length); i++) {
            if (head[i] != MAGIC[i]) {
                throw refused(file, "is not an SQLite database", "name another file; this one was not touched");
            }
        }
        if (head.length > 0 && head.length < SMALLEST) {
            throw new StorageFailedException(
                    "the database " + file + " is cut off after " + head.length + " bytes; restore a backup");
        }
    }

    private static void checkWritable(Path file) {
        if (!Files.isWritable(file) || nobodyMayWrite(file) || !Files.isWritable(folderOf(file))) {
            throw new StorageFailedException("the database " + file
                    + " or its folder is read-only; make both writable for this user, or open a copy");
        }
    }

    /** True also for an administrator, whom the rights do not stop: whoever took them away meant it. */
    private static boolean nobodyMayWrite(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return false;
        }
        try {
            return Files.getPosixFilePermissions(file).stream().noneMatch(WRITABLE::contains);
        } catch (IOException e) {
            return false;
        }
    }

    static InvalidParameterException refused(Object value, String rule, String remedy) {
        return new InvalidParameterException("database file", value, rule, remedy);
    }
}
