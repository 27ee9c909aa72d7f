package org.healthwarehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StorageFailedException;

/**
 * The folder of an installation: {@code health.db}, {@code exports/} and {@code backups/}. What is missing is created
 * for its owner only; what is there is left as it is.
 */
final class HomeFolder {
    static final String EXPORTS = "exports";

    private static final String BACKUPS = "backups";
    private static final String DATABASE = "health.db";

    private HomeFolder() {}

    /**
     * Creates what is missing.
     *
     * @return the database: the one that is there, whatever its name, or {@code health.db}
     */
    static Path prepare(Path home) {
        if (Files.exists(home) && !Files.isDirectory(home)) {
            throw new InvalidParameterException(
                    "home folder", home, "is a file", "set HEALTHWAREHOUSE_DB_PATH to the folder that it is in");
        }
        try {
            create(home);
            create(home.resolve(EXPORTS));
            create(home.resolve(BACKUPS));
            return database(home);
        } catch (IOException e) {
            throw new StorageFailedException(
                    "the home folder " + home + " could not be created or read ("
                            + e.getClass().getSimpleName() + "); check its permissions, or set"
                            + " HEALTHWAREHOUSE_DB_PATH to another folder",
                    e);
        }
    }

    private static void create(Path folder) throws IOException {
        Files.createDirectories(folder, onlyOwner(folder));
    }

    private static FileAttribute<?>[] onlyOwner(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static Path database(Path home) throws IOException {
        Path standard = home.resolve(DATABASE);
        try (Stream<Path> inside = Files.list(home)) {
            List<Path> found = inside.filter(file -> file.toString().endsWith(".db") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
            if (found.size() > 1 && !found.contains(standard)) {
                throw new InvalidParameterException(
                        "home folder",
                        home,
                        "holds several databases and none is called " + DATABASE + ": "
                                + found.stream().map(Path::getFileName).toList(),
                        "keep one of them there, or rename it to " + DATABASE);
            }
            return found.size() == 1 ? found.get(0) : standard;
        }
    }
}
