package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Absence;
import org.healthwarehouse.storage.StoredItem;

/** Items that a complete listing missed and about which nothing is decided yet. */
final class AbsenceTable {
    private static final String IN_RANGE = """
            SELECT a.start_ms, a.end_ms, a.missed_ms, a.mass, a.scheme, a.key, d.key, c.channel FROM absence a
            LEFT JOIN series c ON a.scheme = '' AND c.series_id = CAST(a.key AS INTEGER)
            LEFT JOIN device d ON d.device_id = c.device_id
            WHERE a.stream_id = ? AND a.start_ms BETWEEN ? AND ?""";
    private static final String ADD = """
            INSERT INTO absence (stream_id, start_ms, end_ms, scheme, key, missed_ms, mass) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET missed_ms = excluded.missed_ms, mass = excluded.mass""";

    private AbsenceTable() {}

    /** Absences of items that begin in the range. */
    static List<Absence> inRange(Session session, long stream, TimeRange range) throws SQLException {
        return between(session, stream, range.startMs(), range.endMs() - 1);
    }

    /** Absences of items whose start is one of the two or lies between. */
    static List<Absence> between(Session session, long stream, long firstStart, long lastStart) throws SQLException {
        return session.all(IN_RANGE, AbsenceTable::read, stream, firstStart, lastStart);
    }

    private static Absence read(ResultSet row) throws SQLException {
        long start = row.getLong(1);
        long end = row.getLong(2);
        StoredItem item = row.getString(5).isEmpty()
                ? new StoredItem.Sample(row.getString(7), row.getString(8), start, end)
                : new StoredItem.Named(new RecordKey(row.getString(5), row.getString(6)), start, end);
        return new Absence(item, Columns.instant(row, 3), row.getBoolean(4));
    }

    /** The absences of the range are from now on these. */
    static void replace(Session session, long stream, TimeRange range, List<Absence> waiting) throws SQLException {
        session.update(
                "DELETE FROM absence WHERE stream_id = ? AND start_ms >= ? AND start_ms < ?",
                stream,
                range.startMs(),
                range.endMs());
        for (Absence absence : waiting) {
            add(session, stream, absence);
        }
    }

    private static void add(Session session, long stream, Absence absence) throws SQLException {
        StoredItem item = absence.item();
        Optional<Name> name = name(session, stream, item);
        if (name.isPresent()) {
            session.update(
                    ADD,
                    stream,
                    item.startMs(),
                    item.endMs(),
                    name.get().scheme,
                    name.get().key,
                    absence.missedAt().toEpochMilli(),
                    absence.mass() ? 1 : 0);
        }
    }

    /** The item is there after all. */
    static void remove(Session session, long stream, StoredItem item) throws SQLException {
        Optional<Name> name = name(session, stream, item);
        if (name.isPresent()) {
            session.update(
                    "DELETE FROM absence WHERE stream_id = ? AND start_ms = ? AND end_ms = ? AND scheme = ? AND key = ?",
                    stream,
                    item.startMs(),
                    item.endMs(),
                    name.get().scheme,
                    name.get().key);
        }
    }

    /** Nothing waits for the record or location of that key any more. */
    static void remove(Session session, long stream, RecordKey key) throws SQLException {
        session.update(
                "DELETE FROM absence WHERE stream_id = ? AND scheme = ? AND key = ?",
                stream,
                key.scheme(),
                key.value());
    }

    /** How an item is named here. */
    private record Name(String scheme, String key) {}

    /** Empty for a sample of a series that is not stored: then it is not stored either. */
    private static Optional<Name> name(Session session, long stream, StoredItem item) throws SQLException {
        if (item instanceof StoredItem.Named named) {
            return Optional.of(new Name(named.key().scheme(), named.key().value()));
        }
        StoredItem.Sample sample = (StoredItem.Sample) item;
        return SeriesTable.find(session, stream, sample.device(), sample.channel())
                .map(series -> new Name("", Long.toString(series)));
    }
}
