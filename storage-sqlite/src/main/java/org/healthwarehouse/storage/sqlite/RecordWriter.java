package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.RecordKey;
import org.jspecify.annotations.Nullable;

/** Writes records: any of its keys finds a record again; what changed keeps its old form as a revision. */
final class RecordWriter {
    private static final String FIND = """
            SELECT r.record_id, r.start_ms, r.end_ms, r.updated_ms, r.open, r.attributes
            FROM record_key k JOIN record r ON r.record_id = k.record_id
            WHERE k.stream_id = ? AND k.scheme = ? AND k.value = ?""";
    private static final String REVISE = """
            INSERT INTO record_revision (record_id, stream_id, start_ms, end_ms, updated_ms, open, attributes, fetch_id,
                                         replaced_by, reason, keys)
            SELECT record_id, stream_id, start_ms, end_ms, updated_ms, open, attributes, fetch_id, ?1, ?2,
                   (SELECT group_concat(k.scheme || char(31) || k.value, char(30)) FROM record_key k
                    WHERE k.record_id = ?3)
            FROM record WHERE record_id = ?3 AND fetch_id <> ?1""";

    private final Session session;
    private final long fetch;
    private final Tally tally;
    private final GoneKeys gone;
    private final String reason;

    RecordWriter(Session session, long fetch, Tally tally) {
        this(session, fetch, tally, "VENDOR_CHANGED");
    }

    RecordWriter(Session session, long fetch, Tally tally, String reason) {
        this.reason = reason;
        this.session = session;
        this.fetch = fetch;
        this.tally = tally;
        this.gone = new GoneKeys(session);
    }

    void write(long stream, ParsedRecord record) throws SQLException {
        Form given = Form.of(record);
        NavigableMap<Long, Form> found = find(stream, record);
        long id;
        if (found.isEmpty()) {
            OptionalLong before = gone.find(stream, record.keys());
            id = insert(stream, given, before);
            if (before.isPresent()) {
                gone.giveBackKeys(stream, id);
            }
            tally.added++;
        } else {
            id = found.firstKey();
            merge(id, found);
            if (given.equals(found.get(id))) {
                tally.unchanged++;
            } else {
                replace(id, given);
                tally.changed++;
            }
        }
        for (RecordKey key : record.keys()) {
            session.update(
                    "INSERT INTO record_key (stream_id, scheme, value, record_id) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING",
                    stream,
                    key.scheme(),
                    key.value(),
                    id);
        }
        StreamTable.raiseLongest(session, stream, given.end - given.start);
    }

    private NavigableMap<Long, Form> find(long stream, ParsedRecord record) throws SQLException {
        NavigableMap<Long, Form> found = new TreeMap<>();
        for (RecordKey key : record.keys()) {
            session.first(FIND, row -> Map.entry(row.getLong(1), Form.read(row)), stream, key.scheme(), key.value())
                    .ifPresent(stored -> found.put(stored.getKey(), stored.getValue()));
        }
        return found;
    }

    /** Keeps a record as it is, and the keys that find it now, as a revision; not what this very commit wrote. */
    static void revise(Session session, long record, long fetch, String reason) throws SQLException {
        session.update(REVISE, fetch, reason, record);
    }

    /** The keys that find a record. */
    static List<RecordKey> keys(Session session, long record) throws SQLException {
        return session.all(
                "SELECT scheme, value FROM record_key WHERE record_id = ?",
                row -> new RecordKey(row.getString(1), row.getString(2)),
                record);
    }

    /** A new record gets a number that was never given, one that comes back the number that it had. */
    private long insert(long stream, Form form, OptionalLong before) throws SQLException {
        return session.insert(
                "INSERT INTO record (record_id, stream_id, start_ms, end_ms, updated_ms, open, attributes, fetch_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                before.isPresent() ? before.getAsLong() : null,
                stream,
                form.start,
                form.end,
                form.updated,
                form.open ? 1 : 0,
                form.attributes,
                fetch);
    }

    private void replace(long id, Form form) throws SQLException {
        revise(session, id, fetch, reason);
        session.update(
                "UPDATE record SET start_ms = ?, end_ms = ?, updated_ms = ?, open = ?, attributes = ?, fetch_id = ?"
                        + " WHERE record_id = ?",
                form.start,
                form.end,
                form.updated,
                form.open ? 1 : 0,
                form.attributes,
                fetch,
                id);
    }

    /** What were several records are one: the page names keys of all of them. The oldest stays. */
    private void merge(long stays, NavigableMap<Long, Form> found) throws SQLException {
        for (long other : found.tailMap(stays, false).keySet()) {
            revise(session, other, fetch, "MERGED");
            session.update("UPDATE record_key SET record_id = ? WHERE record_id = ?", stays, other);
            session.update("DELETE FROM record WHERE record_id = ?", other);
            tally.changed++;
        }
    }

    /** What of a record may change. */
    private record Form(long start, long end, @Nullable Long updated, boolean open, String attributes) {
        static Form of(ParsedRecord record) {
            return new Form(
                    record.start().toEpochMilli(),
                    record.end().toEpochMilli(),
                    Columns.ms(record.updatedAt()),
                    record.open(),
                    record.attributes().toJson());
        }

        static Form read(ResultSet row) throws SQLException {
            return new Form(
                    row.getLong(2),
                    row.getLong(3),
                    Columns.ms(Columns.maybeInstant(row, 4)),
                    row.getBoolean(5),
                    row.getString(6));
        }
    }
}
