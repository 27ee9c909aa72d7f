package org.healthwarehouse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one trial of a JMH benchmark. */
final class JmhFolder implements AutoCloseable {
    final Path path;

    JmhFolder() throws IOException {
        path = Files.createTempDirectory("healthwarehouse-jmh");
    }

    @Override
    public void close() throws IOException {
        remove(path);
    }

    /** Deletes a folder and all that is in it, if it is there. */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
