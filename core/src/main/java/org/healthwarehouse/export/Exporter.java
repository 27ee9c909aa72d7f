package org.healthwarehouse.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;

/** Writes data in one format. Streams: memory does not grow with the data. Called from one thread at a time. */
public interface Exporter {
    /** Name of the format and ending of its files, for example {@code csv}. */
    String format();

    /**
     * Writes one data type into one new file.
     *
     * @param type what to write
     * @param streams the streams of that type
     * @param range every row that has something in common with it
     * @param snapshot the state of the store to write
     * @param file to write to; exists, is empty, and is moved into place by the caller
     * @return number of rows written
     * @throws IOException if the file cannot be written
     */
    long write(DataType type, List<StreamId> streams, TimeRange range, Snapshot snapshot, Path file) throws IOException;

    /** Comma-separated values as RFC 4180 has them, one header line, UTF-8, times as ISO 8601 in UTC. */
    static Exporter csv() {
        return new CsvExporter();
    }
}
