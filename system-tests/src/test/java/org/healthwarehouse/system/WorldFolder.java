package org.healthwarehouse.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Stream;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;

/**
 * The folder of one simulated world with a real SQLite file in it; in memory where the system has a folder there. The
 * file begins as a copy of one that was made once, because making its tables takes longer than most simulations.
 */
final class WorldFolder implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final byte[] NEW_STORE = newStore();

    private final Path folder;
    private final Path file;

    WorldFolder() {
        try {
            folder = create();
            file = folder.resolve("health.db");
            Files.write(file, NEW_STORE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Storage open(InstantSource clock) {
        return SqliteStorage.open(file, clock);
    }

    private static Path create() throws IOException {
        return Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "simulation")
                : Files.createTempDirectory("simulation");
    }

    private static byte[] newStore() {
        try {
            Path folder = create();
            Path file = folder.resolve("new.db");
            SqliteStorage.open(file, InstantSource.fixed(Instant.parse("2020-01-01T00:00:00Z")))
                    .close();
            byte[] bytes = Files.readAllBytes(file);
            delete(folder);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() {
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
