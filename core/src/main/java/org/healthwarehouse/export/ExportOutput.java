package org.healthwarehouse.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.healthwarehouse.model.StreamId;

/** Where an exporter puts its files. They are out of sight until the whole export is done. For one thread. */
public interface ExportOutput {
    /**
     * Creates an empty file, readable by its owner only, and the folders above it.
     *
     * @param name path inside the export, its parts separated by {@code /}; make each part with {@link PathName}, so
     *     that no name leads out of the folder
     * @return the file to write to
     * @throws IOException if it cannot be created, or there is one of that name already
     */
    Path create(String name) throws IOException;

    /**
     * Says that a file is whole and closed; files of which this is not said are no part of the export.
     *
     * @param name as given to {@link #create}
     * @param rows how many rows it has, a header not counted
     * @param streams the streams whose rows it holds; none if it is about the export as a whole
     * @throws IOException if it cannot be brought to the disk
     */
    void whole(String name, long rows, List<StreamId> streams) throws IOException;
}
