package org.healthwarehouse.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.StoredSeries;
import org.jspecify.annotations.Nullable;

/** Writes one CSV file for each data type: its users in order of their names, their rows in order of time. */
final class CsvExporter implements Exporter {
    @Override
    public String format() {
        return "csv";
    }

    @Override
    public void write(ExportContent content, ExportOutput out) throws IOException {
        for (DataType type : content.types()) {
            String name = PathName.of(type.name()) + ".csv";
            long written;
            try (OutputStream file = Files.newOutputStream(out.create(name))) {
                CsvRows rows = new CsvRows(file);
                written = write(type, content, rows);
                rows.flush();
            } catch (UncheckedIOException e) {
                throw e.getCause() == null ? new IOException(e) : e.getCause();
            }
            out.whole(name, written, streams(content, type));
        }
    }

    static List<StreamId> streams(ExportContent content, DataType type) {
        return content.streams().stream()
                .filter(stream -> stream.type().equals(type))
                .toList();
    }

    private static long write(DataType type, ExportContent content, CsvRows rows) {
        header(rows, type);
        for (UserId user : content.users(type)) {
            List<StreamId> streams = content.of(type, user);
            if (type instanceof SampleType samples) {
                samples(rows, samples, streams, content);
            } else if (type instanceof RecordType records) {
                content.snapshot().records(streams, content.range(), record -> record(rows, records, record));
            } else if (type instanceof LocationType) {
                content.snapshot().locations(streams, content.range(), location -> location(rows, user, location));
            }
        }
        return rows.count() - 1;
    }

    private static void header(CsvRows rows, DataType type) {
        if (type instanceof SampleType) {
            rows.row("user_id", "source", "device", "channel", "start", "end", "value", "unit");
        } else if (type instanceof RecordType records) {
            List.of("user_id", "source", "keys", "start", "end", "updated_at", "open")
                    .forEach(rows::text);
            records.fields().forEach(field -> rows.text(field.name()));
            rows.row("attributes");
        } else {
            rows.row("user_id", "source", "key", "time", "latitude", "longitude", "accuracy_m", "attributes");
        }
    }

    // The visitor is promised the same object for all samples of one series.
    @SuppressWarnings("ReferenceEquality")
    private static void samples(CsvRows rows, SampleType type, List<StreamId> streams, ExportContent content) {
        byte[] unit = CsvRows.cellsOf(type.unit());
        Map<StoredSeries, byte[]> beginnings = new HashMap<>();
        Beginning last = new Beginning();
        content.snapshot().samples(streams, content.range(), (series, start, end, value) -> {
            if (series != last.series) {
                last.series = series;
                last.cells = beginnings.computeIfAbsent(series, CsvExporter::beginning);
            }
            rows.cells(last.cells);
            rows.interval(start, end);
            rows.number(value);
            rows.cells(unit);
            rows.end();
        });
    }

    /** The cells of the series that was seen last: samples of one series come in runs. */
    private static final class Beginning {
        @Nullable
        StoredSeries series;

        byte[] cells = new byte[0];
    }

    private static byte[] beginning(StoredSeries series) {
        return CsvRows.cellsOf(
                series.stream().user().value(),
                series.key().source().value(),
                series.key().device().key(),
                series.key().channel());
    }

    private static void record(CsvRows rows, RecordType type, HealthRecord record) {
        rows.text(record.user().value());
        rows.text(record.source().value());
        rows.text(record.keys().stream()
                .sorted()
                .map(key -> key.scheme() + ":" + key.value())
                .collect(Collectors.joining(" ")));
        rows.interval(record.start().toEpochMilli(), record.end().toEpochMilli());
        rows.text(record.updatedAt().map(Object::toString).orElse(""));
        rows.text(Boolean.toString(record.open()));
        for (RecordType.Field field : type.fields()) {
            rows.value(record.attributes().asMap().get(field.name()));
        }
        rows.text(record.attributes().toJson());
        rows.end();
    }

    private static void location(CsvRows rows, UserId user, Location location) {
        rows.text(user.value());
        rows.text(location.source().value());
        rows.text(location.key().value());
        rows.instant(location.time().toEpochMilli());
        rows.number(location.latitude());
        rows.number(location.longitude());
        location.accuracy().ifPresentOrElse(rows::number, () -> rows.text(""));
        rows.text(location.attributes().toJson());
        rows.end();
    }
}
