package org.healthwarehouse.export;

import java.nio.file.Path;
import java.util.List;

/**
 * What an export wrote.
 *
 * @param files one for each data type
 * @param snapshot number of the commit up to which everything is in it
 */
public record ExportReport(List<ExportedFile> files, long snapshot) {
    /** Copies the list. */
    public ExportReport {
        files = List.copyOf(files);
    }

    /** Rows of all files. */
    public long rows() {
        return files.stream().mapToLong(ExportedFile::rows).sum();
    }

    /**
     * One file.
     *
     * @param path where it is
     * @param type name of its data type
     * @param rows how many rows it has, the header not counted
     */
    public record ExportedFile(Path path, String type, long rows) {}
}
