package org.healthwarehouse.export;

import java.nio.file.Path;
import java.util.List;

/**
 * What an export wrote.
 *
 * @param files what it consists of
 * @param snapshot number of the commit up to which everything is in it
 */
public record ExportReport(List<ExportedFile> files, long snapshot) {
    /** Copies the list. */
    public ExportReport {
        files = List.copyOf(files);
    }

    /** Rows of data in all files. */
    public long rows() {
        return files.stream()
                .filter(file -> !file.type().isEmpty())
                .mapToLong(ExportedFile::rows)
                .sum();
    }

    /**
     * One file.
     *
     * @param path where it is
     * @param type name of its data type; empty if it is about the export as a whole, as a ledger is
     * @param rows how many rows it has, a header not counted
     */
    public record ExportedFile(Path path, String type, long rows) {}
}
