package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.healthwarehouse.model.RecordKey;

/** The keys of records and locations that are gone: what comes back under one of them is the same item again. */
final class GoneKeys {
    private final Session session;
    /** Whether anything of a stream is gone; where nothing is, every new item costs no look into the table. */
    private final Map<Long, Boolean> some = new HashMap<>();

    GoneKeys(Session session) {
        this.session = session;
    }

    /** @param told the bit of whoever says that it is gone */
    static void add(Session session, long stream, RecordKey key, long item, int told) throws SQLException {
        session.update(
                "INSERT INTO gone_key (stream_id, scheme, key, item_id, told) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO UPDATE SET item_id = excluded.item_id, told = excluded.told",
                stream,
                key.scheme(),
                key.value(),
                item,
                told);
    }

    /** Whether somebody with a better word said that the item is gone. */
    boolean staysGone(long stream, Collection<RecordKey> keys, int told) throws SQLException {
        if (told == 1 || isEmpty(stream)) {
            return false;
        }
        for (RecordKey key : keys) {
            Optional<Long> item = session.first(
                    "SELECT item_id FROM gone_key WHERE stream_id = ? AND scheme = ? AND key = ? AND told < ?",
                    row -> row.getLong(1),
                    stream,
                    key.scheme(),
                    key.value(),
                    told);
            if (item.isPresent() && isSame(stream, keys, item.get())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the item went after the moment of which a page speaks that nobody asked for.
     *
     * @param table of the item: record or location
     * @param item its number
     */
    boolean wentAfter(Telling telling, String table, long item) throws SQLException {
        if (telling.asked()) {
            return false;
        }
        Optional<Long> commit = session.first(
                "SELECT replaced_by FROM " + table + "_revision WHERE " + table + "_id = ? AND reason = ?"
                        + " ORDER BY replaced_by DESC LIMIT 1",
                row -> row.getLong(1),
                item,
                ItemRemover.VENDOR_DELETED);
        return commit.isPresent() && telling.comesBefore(session, commit.get());
    }

    /** Whether an item that is gone may be one of these keys, and is not another that shares a weak one with it. */
    private boolean isSame(long stream, Collection<RecordKey> keys, long item) throws SQLException {
        return keys.size() == 1 || !RecordKey.contradict(Set.copyOf(keys), keys(stream, item));
    }

    private Set<RecordKey> keys(long stream, long item) throws SQLException {
        return Set.copyOf(session.all(
                "SELECT scheme, key FROM gone_key WHERE stream_id = ? AND item_id = ?",
                row -> new RecordKey(row.getString(1), row.getString(2)),
                stream,
                item));
    }

    /** The number that the item had when it was here before, the lowest if there are several; empty if it is new. */
    OptionalLong find(long stream, Collection<RecordKey> keys) throws SQLException {
        OptionalLong lowest = OptionalLong.empty();
        if (isEmpty(stream)) {
            return lowest;
        }
        for (RecordKey key : keys) {
            long item = session.first(
                            "SELECT item_id FROM gone_key WHERE stream_id = ? AND scheme = ? AND key = ?",
                            row -> row.getLong(1),
                            stream,
                            key.scheme(),
                            key.value())
                    .orElse(Long.MAX_VALUE);
            if (item < lowest.orElse(Long.MAX_VALUE) && isSame(stream, keys, item)) {
                lowest = OptionalLong.of(item);
            }
        }
        return lowest;
    }

    private boolean isEmpty(long stream) throws SQLException {
        Boolean known = some.get(stream);
        if (known == null) {
            known = session.first("SELECT 1 FROM gone_key WHERE stream_id = ? LIMIT 1", row -> true, stream)
                    .isPresent();
            some.put(stream, known);
        }
        return !known;
    }

    /** A record is back: all keys that it had find it again, but for those that have another record by now. */
    void giveBackKeys(long stream, long record) throws SQLException {
        session.update(
                "INSERT INTO record_key (stream_id, scheme, value, record_id)"
                        + " SELECT stream_id, scheme, key, item_id FROM gone_key WHERE stream_id = ? AND item_id = ?"
                        + " ON CONFLICT DO NOTHING",
                stream,
                record);
        forget(stream, record);
    }

    /** The item is back. */
    void forget(long stream, long item) throws SQLException {
        session.update("DELETE FROM gone_key WHERE stream_id = ? AND item_id = ?", stream, item);
    }
}
