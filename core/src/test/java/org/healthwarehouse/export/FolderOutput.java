package org.healthwarehouse.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.model.StreamId;

/** Takes the files of an exporter into a folder and notes what is said of them. */
class FolderOutput implements ExportOutput {
    final Map<String, Long> rows = new HashMap<>();
    private final Path folder;

    FolderOutput(Path folder) {
        this.folder = folder;
    }

    @Override
    public Path create(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        return Files.createFile(file);
    }

    @Override
    public void whole(String name, long count, List<StreamId> streams) {
        rows.put(name, count);
    }
}
