package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;

/** Writes records: any of its keys finds a record again; what changed keeps its old form as a revision. */
final class RecordWriter {
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
    private final RecordFinder finder;
    private final LinkedKeys linked;
    private final Set<RecordType> alsoTouched = new HashSet<>();
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
        this.finder = new RecordFinder(session);
        this.linked = new LinkedKeys(session);
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
        Set<RecordKey> keys = linked.of(stream, record.type(), record.keys());
        NavigableMap<Long, Stored> found = finder.find(stream, keys);
        long id;
        if (!found.isEmpty()) {
            id = found.firstKey();
            tell(id, found, given);
        } else if (gone.staysGone(stream, keys, given.told())) {
            tally.unchanged++;
            return;
        } else {
            OptionalLong before = gone.find(stream, keys);
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
        boolean named = name(stream, id, keys);
        StreamTable.raiseLongest(session, stream, given.end() - given.start());
        if (named || found.size() > 1) {
            for (RecordType type : DataTypes.thatShareKeysWith(record.type())) {
                share(stream, id, type);
            }
        }
    }

    /** Lets the keys find the record, but for those that find another; answers whether there was a new one. */
    private boolean name(long stream, long id, Set<RecordKey> keys) throws SQLException {
        int added = 0;
        for (RecordKey key : keys) {
            added += session.update(
                    "INSERT INTO record_key (stream_id, scheme, value, record_id) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING",
                    stream,
                    key.scheme(),
                    key.value(),
                    id);
        }
        return added > 0;
    }

    /** Gives the keys of a record to the one that shares them; what was known under several of them becomes one. */
    private void share(long stream, long record, RecordType type) throws SQLException {
        Optional<Long> sharing = linked.stream(stream, type);
        if (sharing.isEmpty()) {
            return;
        }
        Set<RecordKey> keys = new HashSet<>(keys(session, record));
        NavigableMap<Long, Stored> found = finder.find(sharing.get(), keys);
        if (found.isEmpty()) {
            return;
        }
        long id = found.firstKey();
        if (found.size() > 1) {
            RecordParts parts = found.firstEntry().getValue().parts(session, id);
            RecordForm shown = found.firstEntry().getValue().form();
            merge(id, found, parts);
            show(session, id, shown, parts, fetch, reason, tally);
            alsoTouched.add(type);
        }
        boolean unused = name(sharing.get(), id, keys);
    }

    /** The types of which records have changed because they share the keys of what was written. */
    Set<RecordType> alsoTouched() {
        return alsoTouched;
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
