package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.healthwarehouse.connector.ParsedLocation;
import org.jspecify.annotations.Nullable;

/** Writes locations, known by their key; what changed keeps its old form as a revision. */
final class LocationWriter {
    private static final String FIND = """
            SELECT location_id, time_ms, latitude, longitude, accuracy, attributes, fetch_id FROM location
            WHERE stream_id = ? AND scheme = ? AND key = ?""";
    private static final String REVISE = """
            INSERT INTO location_revision (location_id, stream_id, time_ms, latitude, longitude, accuracy, attributes,
                                           fetch_id, replaced_by, reason)
            SELECT location_id, stream_id, time_ms, latitude, longitude, accuracy, attributes, fetch_id, ?1,
                   ?3
            FROM location WHERE location_id = ?2 AND fetch_id <> ?1""";

    private final Session session;
    private final Telling telling;
    private final long fetch;
    private final Tally tally;
    private final GoneKeys gone;
    private final String reason;

    LocationWriter(Session session, Telling telling, Tally tally) {
        this(session, telling, tally, "VENDOR_CHANGED");
    }

    LocationWriter(Session session, Telling telling, Tally tally, String reason) {
        this.reason = reason;
        this.session = session;
        this.telling = telling;
        this.fetch = telling.fetch();
        this.tally = tally;
        this.gone = new GoneKeys(session);
    }

    void write(long stream, ParsedLocation location) throws SQLException {
        Form given = Form.of(location);
        Optional<Stored> stored = session.first(
                FIND,
                row -> new Stored(row.getLong(1), Form.read(row), row.getLong(7)),
                stream,
                location.key().scheme(),
                location.key().value());
        if (stored.isEmpty()) {
            OptionalLong before = gone.find(stream, List.of(location.key()));
            if (gone.staysGone(stream, List.of(location.key()), RecordForm.bit(telling.origin()))
                    || (before.isPresent() && gone.wentAfter(telling, "location", before.getAsLong()))) {
                tally.unchanged++;
                return;
            }
            insert(stream, location, given);
            tally.added++;
        } else if (stored.get().form.equals(given) || telling.yieldsTo(session, stored.get().fetch)) {
            tally.unchanged++;
        } else {
            replace(stored.get().id, given);
            tally.changed++;
        }
    }

    private record Stored(long id, Form form, long fetch) {}

    /** A new location gets a number that was never given, one that comes back the number that it had. */
    private void insert(long stream, ParsedLocation location, Form form) throws SQLException {
        OptionalLong before = gone.find(stream, List.of(location.key()));
        if (before.isPresent()) {
            gone.forget(stream, before.getAsLong());
        }
        session.update(
                "INSERT INTO location (location_id, stream_id, scheme, key, time_ms, latitude, longitude, accuracy,"
                        + " attributes, fetch_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                before.isPresent() ? before.getAsLong() : null,
                stream,
                location.key().scheme(),
                location.key().value(),
                form.time,
                form.latitude,
                form.longitude,
                form.accuracy,
                form.attributes,
                fetch);
    }

    private void replace(long id, Form form) throws SQLException {
        session.update(REVISE, fetch, id, reason);
        session.update(
                "UPDATE location SET time_ms = ?, latitude = ?, longitude = ?, accuracy = ?, attributes = ?,"
                        + " fetch_id = ? WHERE location_id = ?",
                form.time,
                form.latitude,
                form.longitude,
                form.accuracy,
                form.attributes,
                fetch,
                id);
    }

    /** What of a location may change. */
    private record Form(
            long time,
            double latitude,
            double longitude,
            @Nullable Double accuracy,
            String attributes) {
        static Form of(ParsedLocation location) {
            return new Form(
                    location.time().toEpochMilli(),
                    // Adding zero turns a negative zero, which SQLite does not keep, into a positive one.
                    location.latitude() + 0.0,
                    location.longitude() + 0.0,
                    location.accuracy().isPresent() ? location.accuracy().getAsDouble() + 0.0 : null,
                    location.attributes().toJson());
        }

        static Form read(ResultSet row) throws SQLException {
            double accuracy = row.getDouble(5);
            Double known = row.wasNull() ? null : accuracy;
            return new Form(row.getLong(2), row.getDouble(3), row.getDouble(4), known, row.getString(6));
        }
    }
}
