package org.healthwarehouse.export.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.LocationType;

/** Writes the locations of one type and user. */
final class LocationFiles implements AutoCloseable {
    private static final MessageType SCHEMA = new MessageType(
            "location",
            Columns.text("source", false),
            Columns.text("key", false),
            Columns.time("time", false),
            Columns.number("latitude", false),
            Columns.number("longitude", false),
            Columns.number("accuracy", true),
            Columns.json("attributes", true),
            Columns.time("fetched_at", false));

    private final MonthlyRows rows;

    LocationFiles(LocationType type, MonthFiles files, Compression compression) {
        rows = new MonthlyRows(
                files,
                SCHEMA,
                compression,
                Metadata.of(type, Map.of("latitude", "deg", "longitude", "deg", "accuracy", "m")));
    }

    void location(Location location) {
        try {
            RowFile row = rows.fileFor(location.time().toEpochMilli());
            row.text(0, location.source().value());
            row.text(1, location.key().scheme() + ":" + location.key().value());
            row.time(2, location.time());
            row.number(3, location.latitude());
            row.number(4, location.longitude());
            location.accuracy().ifPresentOrElse(metres -> row.number(5, metres), () -> row.none(5));
            row.text(
                    6,
                    location.attributes().isEmpty()
                            ? null
                            : location.attributes().toJson());
            row.time(7, location.fetchedAt());
            row.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void finish() throws IOException {
        rows.finish();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
