package org.healthwarehouse.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;

/**
 * Writes one file of JSON objects for each data type: its users in order of their names, their rows in order of time.
 */
final class JsonExporter implements Exporter {
    private final String format;
    private final JsonRows.Shape shape;

    private JsonExporter(String format, JsonRows.Shape shape) {
        this.format = format;
        this.shape = shape;
    }

    static Exporter array() {
        return new JsonExporter("json", JsonRows.Shape.ARRAY);
    }

    static Exporter lines() {
        return new JsonExporter("ndjson", JsonRows.Shape.LINES);
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public void write(ExportContent content, ExportOutput out) throws IOException {
        for (DataType type : content.types()) {
            String name = PathName.of(type.name()) + "." + format;
            long written;
            try (OutputStream file = Files.newOutputStream(out.create(name));
                    JsonRows rows = new JsonRows(file, shape)) {
                write(type, content, rows);
                written = rows.count();
            } catch (UncheckedIOException e) {
                throw e.getCause() == null ? new IOException(e) : e.getCause();
            }
            out.whole(name, written, CsvExporter.streams(content, type));
        }
    }

    private static void write(DataType type, ExportContent content, JsonRows rows) {
        for (UserId user : content.users(type)) {
            List<StreamId> streams = content.of(type, user);
            if (type instanceof SampleType samples) {
                content.snapshot()
                        .samples(
                                streams,
                                content.range(),
                                (series, start, end, value, attributes) ->
                                        rows.sample(samples, series, start, end, value, attributes));
            } else if (type instanceof RecordType records) {
                content.snapshot().records(streams, content.range(), record -> rows.record(records, record));
            } else if (type instanceof LocationType) {
                content.snapshot().locations(streams, content.range(), location -> rows.location(user, location));
            }
        }
    }
}
