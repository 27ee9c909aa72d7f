package org.healthwarehouse.export.parquet;

import java.io.IOException;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Rows in one file for each month; rows come in order of time. */
final class MonthlyRows implements AutoCloseable {
    private final MonthFiles files;
    private final MessageType schema;
    private final Compression compression;
    private final Map<String, String> metadata;
    private @Nullable RowFile file;

    MonthlyRows(MonthFiles files, MessageType schema, Compression compression, Map<String, String> metadata) {
        this.files = files;
        this.schema = schema;
        this.compression = compression;
        this.metadata = metadata;
    }

    /** The file for a row that begins then. */
    RowFile fileFor(long epochMs) throws IOException {
        RowFile open = file;
        if (open == null || !files.isCurrent(epochMs)) {
            finish();
            open = new RowFile(files.open(epochMs), schema, compression);
            file = open;
        }
        return open;
    }

    /** Ends the file that is open, if there is one. */
    void finish() throws IOException {
        if (file != null) {
            long rows = file.finish(metadata);
            close();
            files.whole(rows);
        }
    }

    @Override
    public void close() throws IOException {
        RowFile open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
