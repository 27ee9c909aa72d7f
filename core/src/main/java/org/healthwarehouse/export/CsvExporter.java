package org.healthwarehouse.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StoredSeries;

/** Writes one CSV file for each data type. */
final class CsvExporter implements Exporter {
    @Override
    public String format() {
        return "csv";
    }

    @Override
    public long write(DataType type, List<StreamId> streams, TimeRange range, Snapshot snapshot, Path file)
            throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            CsvRows rows = new CsvRows(out);
            if (type instanceof SampleType samples) {
                rows.row("user_id", "source", "device", "channel", "start", "end", "value", "unit");
                snapshot.samples(streams, range, (series, start, end, value) -> {
                    sample(rows, series, samples, start, end, value);
                });
            } else if (type instanceof RecordType records) {
                header(rows, records);
                snapshot.records(streams, range, record -> record(rows, records, record));
            } else if (type instanceof LocationType) {
                rows.row("user_id", "source", "key", "time", "latitude", "longitude", "accuracy_m", "attributes");
                String user = streams.isEmpty() ? "" : streams.get(0).user().value();
                snapshot.locations(streams, range, location -> location(rows, user, location));
            }
            return rows.count() - 1;
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    private static void sample(CsvRows rows, StoredSeries series, SampleType type, long start, long end, double value) {
        rows.text(series.stream().user().value());
        rows.text(series.key().source().value());
        rows.text(series.key().device().key());
        rows.text(series.key().channel());
        rows.instant(start);
        rows.instant(end);
        rows.number(value);
        rows.text(type.unit());
        rows.end();
    }

    private static void header(CsvRows rows, RecordType type) {
        List.of("user_id", "source", "keys", "start", "end", "updated_at", "open")
                .forEach(rows::text);
        type.fields().forEach(field -> rows.text(field.name()));
        rows.text("attributes");
        rows.end();
    }

    private static void record(CsvRows rows, RecordType type, HealthRecord record) {
        rows.text(record.user().value());
        rows.text(record.source().value());
        rows.text(record.keys().stream()
                .sorted()
                .map(key -> key.scheme() + ":" + key.value())
                .collect(Collectors.joining(" ")));
        rows.instant(record.start().toEpochMilli());
        rows.instant(record.end().toEpochMilli());
        rows.text(record.updatedAt().map(Object::toString).orElse(""));
        rows.text(Boolean.toString(record.open()));
        for (RecordType.Field field : type.fields()) {
            rows.value(record.attributes().asMap().get(field.name()));
        }
        rows.text(record.attributes().toJson());
        rows.end();
    }

    private static void location(CsvRows rows, String user, Location location) {
        rows.text(user);
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
