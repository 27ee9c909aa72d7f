package org.healthwarehouse.export.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** A file that is written row by row: each cell by the number of its column, then {@link #end}. */
final class RowFile implements AutoCloseable {
    private static final int LOOK_EVERY = 256;

    private final ParquetFile file;
    private final List<ColumnDescriptor> columns;
    private final ParquetProperties properties;
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore store;
    private ColumnWriter[] writers;
    private long groupRows;

    RowFile(Path path, MessageType schema, Compression compression) throws IOException {
        file = new ParquetFile(path, schema, compression);
        columns = schema.getColumns();
        properties = properties(schema);
        pages = file.newGroup();
        store = properties.newColumnWriteStore(schema, pages);
        writers = writers();
    }

    /** Timestamps and what is another one in every row do not repeat enough for a dictionary. */
    private static final Set<String> UNIQUE = Set.of("key", "keys", "latitude", "longitude");

    static ParquetProperties properties(MessageType schema) {
        ParquetProperties.Builder builder = ParquetProperties.builder()
                .withWriterVersion(WriterVersion.PARQUET_2_0)
                .withByteStreamSplitEncoding(true)
                .withAllocator(ParquetFile.ALLOCATOR);
        for (ColumnDescriptor column : schema.getColumns()) {
            boolean unique = UNIQUE.contains(column.getPath()[0])
                    || column.getPrimitiveType().getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation;
            builder = builder.withDictionaryEncoding(column.getPath()[0], !unique);
        }
        return builder.build();
    }

    private ColumnWriter[] writers() {
        return columns.stream().map(store::getColumnWriter).toArray(ColumnWriter[]::new);
    }

    private int level(int column) {
        return columns.get(column).getMaxDefinitionLevel();
    }

    void none(int column) {
        writers[column].writeNull(0, 0);
    }

    void time(int column, Instant instant) {
        writers[column].write(Columns.micros(instant), 0, level(column));
    }

    void time(int column, Optional<Instant> instant) {
        instant.ifPresentOrElse(each -> time(column, each), () -> none(column));
    }

    void integer(int column, long value) {
        writers[column].write(value, 0, level(column));
    }

    void small(int column, int value) {
        writers[column].write(value, 0, level(column));
    }

    void number(int column, double value) {
        writers[column].write(value, 0, level(column));
    }

    void flag(int column, boolean value) {
        writers[column].write(value, 0, level(column));
    }

    void text(int column, @Nullable String value) {
        if (value == null) {
            none(column);
        } else {
            writers[column].write(Binary.fromString(value), 0, level(column));
        }
    }

    void end() {
        store.endRecord();
        groupRows++;
        if (groupRows % LOOK_EVERY == 0 && store.getBufferedSize() > ParquetFile.GROUP_BYTES) {
            try {
                endGroup();
                pages = file.newGroup();
                store = properties.newColumnWriteStore(file.schema(), pages);
                writers = writers();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void endGroup() throws IOException {
        store.flush();
        if (groupRows > 0) {
            file.add(pages, groupRows);
        }
        store.close();
        groupRows = 0;
    }

    /** Writes what is left and the footer; answers how many rows the file has. */
    long finish(Map<String, String> metadata) throws IOException {
        endGroup();
        file.end(metadata);
        return file.rows();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
