package org.healthwarehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.healthwarehouse.export.ExportOutput;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StreamId;

/** The files of an export while it is being written, in a folder of their own. */
final class StagedExport implements ExportOutput {
    private final Path folder;
    private final Set<String> created = new HashSet<>();
    private final List<Part> parts = new ArrayList<>();

    /** One file that is whole. */
    record Part(String name, long rows, List<StreamId> streams) {
        /** The name of the one data type it holds; empty if it is about the export as a whole. */
        String type() {
            return streams.isEmpty() ? "" : streams.get(0).type().name();
        }

        /** The name of the one user it is about; empty if there is none or more than one. */
        String user() {
            List<String> users =
                    streams.stream().map(each -> each.user().value()).distinct().toList();
            return users.size() == 1 ? users.get(0) : "";
        }
    }

    /** Begins with an empty folder, whatever a dead process left there. */
    StagedExport(Path folder) throws IOException {
        this.folder = folder;
        PrivateFiles.deleteTree(folder);
        PrivateFiles.createFolders(folder);
    }

    Path folder() {
        return folder;
    }

    List<Part> parts() {
        return List.copyOf(parts);
    }

    @Override
    public Path create(String name) throws IOException {
        Path file = inside(name);
        PrivateFiles.createFolders(file.getParent() == null ? folder : file.getParent());
        created.add(name);
        return PrivateFiles.createFile(file);
    }

    Path inside(String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw new InvalidParameterException(
                    "export file", name, "leads out of the export", "make each part of it with PathName.of");
        }
        return file;
    }

    @Override
    public void whole(String name, long rows, List<StreamId> streams) throws IOException {
        if (!created.remove(name)) {
            throw new InvalidParameterException(
                    "export file", name, "was not created, or is said to be whole twice", "create it first");
        }
        PrivateFiles.force(inside(name));
        parts.add(new Part(name, rows, List.copyOf(streams)));
    }

    /** Takes away what was not said to be whole. */
    void dropUnfinished() throws IOException {
        for (String name : created) {
            Files.delete(inside(name));
        }
        created.clear();
    }
}
