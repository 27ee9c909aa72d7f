package org.healthwarehouse.export.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordType;
import org.jspecify.annotations.Nullable;

/** Writes the records of one type and user. */
final class RecordFiles implements AutoCloseable {
    private final RecordColumns columns;
    private final MonthlyRows rows;

    RecordFiles(RecordType type, MonthFiles files, Compression compression) {
        columns = new RecordColumns(type);
        rows = new MonthlyRows(files, columns.schema(), compression, Metadata.of(type, columns.units()));
    }

    void record(HealthRecord record) {
        try {
            RowFile row = rows.fileFor(record.start().toEpochMilli());
            row.text(0, record.source().value());
            row.text(1, keys(record));
            row.time(2, record.start());
            row.time(3, record.end());
            row.time(4, record.updatedAt());
            row.flag(5, record.open());
            row.time(6, record.fetchedAt());
            Map<String, @Nullable Object> rest =
                    new TreeMap<>(record.attributes().asMap());
            columns.fields(row, rest);
            row.text(
                    columns.attributes(),
                    rest.isEmpty() ? null : Attributes.of(rest).toJson());
            row.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String keys(HealthRecord record) {
        List<String> keys = record.keys().stream()
                .sorted()
                .map(key -> key.scheme() + ":" + key.value())
                .toList();
        return Json.of(keys);
    }

    void finish() throws IOException {
        rows.finish();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
