package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;

/**
 * The keys that records of one type share with those of another of the same user and source, as a recovery does with
 * its cycle. So what tells of a recovery under one key of the cycle and what tells of it under another are one, as soon
 * as the cycle is stored under both.
 */
final class LinkedKeys {
    private static final String STREAM = """
            SELECT o.stream_id FROM stream m
            JOIN stream o ON o.user_id = m.user_id AND o.source_id = m.source_id
            JOIN data_type t ON t.type_id = o.type_id
            WHERE m.stream_id = ? AND t.name = ?""";
    private static final String HAVING =
            "SELECT record_id FROM record_key WHERE stream_id = ? AND scheme = ? AND value = ?";

    private final Session session;

    LinkedKeys(Session session) {
        this.session = session;
    }

    /** The keys of a record, with those of the record that it shares them with, if that is stored. */
    Set<RecordKey> of(long stream, RecordType type, Set<RecordKey> keys) throws SQLException {
        Optional<RecordType> owner = DataTypes.sharesKeysWith(type);
        Optional<Long> owners = owner.isPresent() ? stream(stream, owner.get()) : Optional.empty();
        if (owners.isEmpty()) {
            return keys;
        }
        Set<RecordKey> all = new HashSet<>(keys);
        for (RecordKey key : RecordKey.strongFirst(keys)) {
            Optional<Long> other =
                    session.first(HAVING, row -> row.getLong(1), owners.get(), key.scheme(), key.value());
            if (other.isPresent()) {
                List<RecordKey> theirs = RecordWriter.keys(session, other.get());
                if (!RecordKey.contradict(all, Set.copyOf(theirs))) {
                    all.addAll(theirs);
                }
            }
        }
        return all;
    }

    /** The stream of a type for the same user and source. */
    Optional<Long> stream(long stream, RecordType type) throws SQLException {
        return session.first(STREAM, row -> row.getLong(1), stream, type.name());
    }
}
