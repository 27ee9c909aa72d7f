package org.healthwarehouse.export.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/** One Parquet file that is being written, row group by row group. Only {@link #end} makes it whole. */
final class ParquetFile implements AutoCloseable {
    static final ByteBufferAllocator ALLOCATOR = HeapByteBufferAllocator.getInstance();

    /** What a row group may take up in memory, compressed. */
    static final long GROUP_BYTES = 8L << 20;

    private static final int TRUNCATED_TO = ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH;

    private static final ParquetProperties PROPERTIES =
            ParquetProperties.builder().withAllocator(ALLOCATOR).build();

    private final MessageType schema;
    private final Compression compression;
    private final ParquetFileWriter file;
    private long rows;

    ParquetFile(Path path, MessageType schema, Compression compression) throws IOException {
        this.schema = schema;
        this.compression = compression;
        file = new ParquetFileWriter(
                new LocalOutputFile(path), schema, ParquetFileWriter.Mode.OVERWRITE, GROUP_BYTES, 0, null, PROPERTIES);
        file.start();
    }

    long rows() {
        return rows;
    }

    MessageType schema() {
        return schema;
    }

    /** Takes the pages of one row group. */
    ColumnChunkPageWriteStore newGroup() {
        return new ColumnChunkPageWriteStore(compression, schema, ALLOCATOR, TRUNCATED_TO, false);
    }

    /** Writes a row group and closes its pages. */
    void add(ColumnChunkPageWriteStore group, long groupRows) throws IOException {
        file.startBlock(groupRows);
        group.flushToFileWriter(file);
        file.endBlock();
        group.close();
        rows += groupRows;
    }

    /** Writes the footer. */
    void end(Map<String, String> metadata) throws IOException {
        file.end(metadata);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
