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

/** Writes records: any of its keys finds a record again; what changed keeps its old form as a revision. */
final class RecordWriter {
    private static final String FIND = """
            SELECT r.record_id, r.start_ms, r.end_ms, r.updated_ms, r.open, r.attributes, r.told, r.fetch_id
            FROM record_key k JOIN record r ON r.record_id = k.record_id
            WHERE k.stream_id = ? AND k.scheme = ? AND k.value = ?""";
    private static final String REVISE = """
            INSERT INTO record_revision (record_id, stream_id, start_ms, end_ms, updated_ms, open, attributes, fetch_id,
                                         replaced_by, reason, told, keys, parts)
            SELECT record_id, stream_id, start_ms, end_ms, updated_ms, open, attributes, fetch_id, ?1, ?2, told,
                   (SELECT group_concat(k.scheme || char(31) || k.value, char(30)) FROM record_key k
                    WHERE k.record_id = ?3),
                   CASE WHEN told & (told - 1) THEN
                       (SELECT json_group_array(json_object('origin', p.origin, 'start_ms', p.start_ms,
                                   'end_ms', p.end_ms, 'updated_ms', p.updated_ms, 'open', p.open,
                                   'attributes', json(p.attributes), 'fetch_id', p.fetch_id))
                        FROM record_part p WHERE p.record_id = ?3) END
            FROM record WHERE record_id = ?3 AND fetch_id <> ?1""";

    private final Session session;
    private final Telling telling;
    private final long fetch;
    private final Tally tally;
    private final GoneKeys gone;
    private final String reason;

    RecordWriter(Session session, Telling telling, Tally tally) {
        this(session, telling, tally, "VENDOR_CHANGED");
    }

    RecordWriter(Session session, Telling telling, Tally tally, String reason) {
        this.reason = reason;
        this.session = session;
        this.telling = telling;
        this.fetch = telling.fetch();
        this.tally = tally;
        this.gone = new GoneKeys(session);
    }

    /** A record as it is stored. */
    record Stored(RecordForm form, long fetch) {
        static Stored read(ResultSet row, int first) throws SQLException {
            return new Stored(RecordForm.read(row, first), row.getLong(first + 6));
        }

        RecordParts parts(Session session, long id) throws SQLException {
            return RecordParts.of(session, id, form, fetch);
        }
    }

    void write(long stream, ParsedRecord record) throws SQLException {
        RecordForm given = RecordForm.of(record, record.origin().orElse(telling.origin()));
        NavigableMap<Long, Stored> found = find(stream, record);
        long id;
        if (!found.isEmpty()) {
            id = found.firstKey();
            tell(id, found, given);
        } else if (gone.staysGone(stream, record.keys(), given.told())) {
            tally.unchanged++;
            return;
        } else {
            OptionalLong before = gone.find(stream, record.keys());
            if (before.isPresent() && gone.wentAfter(telling, "record", before.getAsLong())) {
                tally.unchanged++;
                return;
            }
            id = insert(stream, given, before);
            if (before.isPresent()) {
                gone.giveBackKeys(stream, id);
            }
            tally.added++;
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
        StreamTable.raiseLongest(session, stream, given.end() - given.start());
    }

    private NavigableMap<Long, Stored> find(long stream, ParsedRecord record) throws SQLException {
        NavigableMap<Long, Stored> found = new TreeMap<>();
        for (RecordKey key : record.keys()) {
            session.first(
                            FIND,
                            row -> Map.entry(row.getLong(1), Stored.read(row, 2)),
                            stream,
                            key.scheme(),
                            key.value())
                    .ifPresent(stored -> found.put(stored.getKey(), stored.getValue()));
        }
        return found;
    }

    /** Puts in one's word on a record that is stored; what others told of it stays. */
    private void tell(long id, NavigableMap<Long, Stored> found, RecordForm given) throws SQLException {
        RecordForm shown = found.firstEntry().getValue().form();
        if (found.size() == 1 && shown.equals(given)) {
            tally.unchanged++;
            return;
        }
        RecordParts parts = found.firstEntry().getValue().parts(session, id);
        merge(id, found, parts);
        RecordParts.Part known = parts.all().get(given.told());
        if (known == null || (!known.form().equals(given) && !telling.isOutdone(session, known, given))) {
            parts.put(given, fetch);
        } else if (found.size() == 1) {
            tally.unchanged++;
            return;
        }
        show(session, id, shown, parts, fetch, reason, tally);
    }

    /** Shows of a record what its parts give together now, and keeps them. */
    static void show(
            Session session, long id, RecordForm shown, RecordParts parts, long fetch, String reason, Tally tally)
            throws SQLException {
        RecordForm merged = parts.merged();
        if (merged.equals(shown)) {
            tally.unchanged++;
        } else {
            revise(session, id, fetch, reason);
            replace(session, id, merged, fetch);
            tally.changed++;
        }
        if (merged.isOfSeveral() || shown.isOfSeveral()) {
            parts.keep(session, id);
        }
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
    private long insert(long stream, RecordForm form, OptionalLong before) throws SQLException {
        return session.insert(
                "INSERT INTO record (record_id, stream_id, start_ms, end_ms, updated_ms, open, attributes, told, fetch_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                before.isPresent() ? before.getAsLong() : null,
                stream,
                form.start(),
                form.end(),
                form.updated(),
                form.open() ? 1 : 0,
                form.attributes(),
                form.told(),
                fetch);
    }

    private static void replace(Session session, long id, RecordForm form, long fetch) throws SQLException {
        session.update(
                "UPDATE record SET start_ms = ?, end_ms = ?, updated_ms = ?, open = ?, attributes = ?, told = ?,"
                        + " fetch_id = ? WHERE record_id = ?",
                form.start(),
                form.end(),
                form.updated(),
                form.open() ? 1 : 0,
                form.attributes(),
                form.told(),
                fetch,
                id);
    }

    /** What were several records are one: the page names keys of all of them. The oldest stays. */
    private void merge(long stays, NavigableMap<Long, Stored> found, RecordParts parts) throws SQLException {
        for (Map.Entry<Long, Stored> other : found.tailMap(stays, false).entrySet()) {
            parts.addAll(other.getValue().parts(session, other.getKey()));
            revise(session, other.getKey(), fetch, "MERGED");
            session.update("UPDATE record_key SET record_id = ? WHERE record_id = ?", stays, other.getKey());
            session.update("DELETE FROM record WHERE record_id = ?", other.getKey());
            tally.changed++;
        }
    }
}
