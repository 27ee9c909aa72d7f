package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SeriesKey;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.StoredSeries;

/** Series: what one device recorded on one channel of a stream. */
final class SeriesTable {
    private static final String OF_STREAM = """
            SELECT c.series_id, c.longest_ms, d.key, d.attributes, c.channel FROM series c
            JOIN device d ON d.device_id = c.device_id
            WHERE c.stream_id = ? ORDER BY c.series_id""";

    private SeriesTable() {}

    /**
     * A series as it is stored.
     *
     * @param longestMs none of its samples is longer
     */
    record Stored(StoredSeries series, long longestMs) {}

    /** The series of a stream in the order of their numbers. */
    static List<Stored> ofStream(Session session, long streamNumber, StreamId stream) throws SQLException {
        return session.all(
                OF_STREAM,
                row -> new Stored(new StoredSeries(row.getLong(1), stream, key(row, stream)), row.getLong(2)),
                streamNumber);
    }

    private static SeriesKey key(ResultSet row, StreamId stream) throws SQLException {
        Device device = new Device(row.getString(3), Attributes.parse(row.getString(4)));
        return new SeriesKey(stream.source(), device, row.getString(5));
    }

    /** The number of the series, made if there is none. */
    static long id(Session session, long stream, Device device, String channel) throws SQLException {
        long deviceNumber = device(session, stream, device);
        Optional<Long> known = session.first(
                "SELECT series_id FROM series WHERE stream_id = ? AND device_id = ? AND channel = ?",
                row -> row.getLong(1),
                stream,
                deviceNumber,
                channel);
        return known.isPresent()
                ? known.get()
                : session.insert(
                        "INSERT INTO series (stream_id, device_id, channel) VALUES (?, ?, ?)",
                        stream,
                        deviceNumber,
                        channel);
    }

    /** The number of a series that is stored; empty if there is none. */
    static Optional<Long> find(Session session, long stream, String device, String channel) throws SQLException {
        return session.first(
                "SELECT c.series_id FROM series c JOIN device d ON d.device_id = c.device_id"
                        + " WHERE c.stream_id = ? AND d.key = ? AND c.channel = ?",
                row -> row.getLong(1),
                stream,
                device,
                channel);
    }

    /** Devices are known per user and source; what else is known of one is kept as it was last given. */
    private static long device(Session session, long stream, Device device) throws SQLException {
        Optional<Long> known = session.first(
                "SELECT d.device_id FROM device d JOIN stream m ON m.user_id = d.user_id"
                        + " AND m.source_id = d.source_id WHERE m.stream_id = ? AND d.key = ?",
                row -> row.getLong(1),
                stream,
                device.key());
        String attributes = device.attributes().toJson();
        if (known.isEmpty()) {
            return session.insert(
                    "INSERT INTO device (user_id, source_id, key, attributes)"
                            + " SELECT user_id, source_id, ?, ? FROM stream WHERE stream_id = ?",
                    device.key(),
                    attributes,
                    stream);
        }
        if (!device.attributes().isEmpty()) {
            session.update(
                    "UPDATE device SET attributes = ?1 WHERE device_id = ?2 AND attributes <> ?1",
                    attributes,
                    known.get());
        }
        return known.get();
    }

    static void raiseLongest(Session session, long series, long lengthMs) throws SQLException {
        session.update("UPDATE series SET longest_ms = ?1 WHERE series_id = ?2 AND longest_ms < ?1", lengthMs, series);
    }
}
