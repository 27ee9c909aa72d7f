package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Derivation;
import org.jspecify.annotations.Nullable;

/** By which version of its deriver a stream is made, and how far a newer one has come with it. */
final class DerivedTable {
    /** As much as is made anew in one transaction. */
    private static final Duration PART = Duration.ofDays(31);

    private static final String KEEP = """
            INSERT INTO derived (stream_id, input_id, version, reached_ms) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (stream_id) DO UPDATE SET input_id = ?2, version = ?3, reached_ms = ?4""";
    private static final String AXIS = """
            UPDATE stream SET axis = (SELECT i.axis FROM stream i WHERE i.stream_id = ?2)
            WHERE stream_id = ?1 AND axis <> (SELECT i.axis FROM stream i WHERE i.stream_id = ?2)""";

    private DerivedTable() {}

    private record State(long version, @Nullable Long reached) {}

    /** A first page of the input is stored: there is nothing older to be made. */
    static void known(Session session, Derivation derivation, long input) throws SQLException {
        long output = StreamTable.id(session, derivation.output());
        session.update(
                "INSERT INTO derived (stream_id, input_id, version) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                output,
                input,
                derivation.deriver().version());
        session.update(AXIS, output, input);
    }

    /** Whether a part is still to be made anew; looks without a lock. */
    static boolean isBehind(Session session, Derivation derivation) throws SQLException {
        Optional<StreamTable.Stored> input = StreamTable.find(session, derivation.input());
        return input.isPresent() && from(session, derivation, input.get().id()).isPresent();
    }

    /** From where on to go on; empty if nothing is to be done. */
    private static OptionalLong from(Session session, Derivation derivation, long input) throws SQLException {
        Optional<State> state = state(session, derivation.output());
        long version = derivation.deriver().version();
        if (state.isPresent() && (state.get().version > version || isDone(state.get(), version))) {
            return OptionalLong.empty();
        }
        Long reached = state.filter(known -> known.version == version)
                .map(State::reached)
                .orElse(null);
        if (state.isEmpty() && nextSample(session, input, Long.MIN_VALUE).isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(reached == null ? Long.MIN_VALUE : reached);
    }

    private static boolean isDone(State state, long version) {
        return state.version == version && state.reached == null;
    }

    private static Optional<State> state(Session session, StreamId output) throws SQLException {
        Optional<StreamTable.Stored> known = StreamTable.find(session, output);
        return known.isEmpty()
                ? Optional.empty()
                : session.first(
                        "SELECT version, reached_ms FROM derived WHERE stream_id = ?",
                        row -> {
                            long version = row.getLong(1);
                            long reached = row.getLong(2);
                            return new State(version, row.wasNull() ? null : reached);
                        },
                        known.get().id());
    }

    private static OptionalLong nextSample(Session session, long input, long from) throws SQLException {
        return session.first(
                        "SELECT min((SELECT min(p.start_ms) FROM sample p WHERE p.series_id = c.series_id"
                                + " AND p.start_ms >= ?2)) FROM series c WHERE c.stream_id = ?1",
                        row -> {
                            long start = row.getLong(1);
                            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(start);
                        },
                        input,
                        from)
                .orElse(OptionalLong.empty());
    }

    /** Makes the next part anew; answers whether there may be another. */
    static boolean deriveNext(Session session, Derivation derivation, Instant at) throws SQLException {
        Optional<StreamTable.Stored> known = StreamTable.find(session, derivation.input());
        if (known.isEmpty()) {
            return false;
        }
        long input = known.get().id();
        OptionalLong from = from(session, derivation, input);
        if (from.isEmpty()) {
            return false;
        }
        OptionalLong next = nextSample(session, input, from.getAsLong());
        long output = StreamTable.id(session, derivation.output());
        session.update(AXIS, output, input);
        int version = derivation.deriver().version();
        if (next.isEmpty()) {
            session.update(KEEP, output, input, version, null);
            return false;
        }
        long end = next.getAsLong() + PART.toMillis();
        derive(session, derivation, output, TimeRange.ofMillis(next.getAsLong(), end), at);
        session.update(KEEP, output, input, version, end);
        return true;
    }

    private static void derive(Session session, Derivation derivation, long output, TimeRange range, Instant at)
            throws SQLException {
        StreamId id = derivation.output();
        FeedId feed = new FeedId(Derivation.SCHEME + ":" + id.type().name());
        long fetch = FetchTable.derived(session, Names.feed(session, id.user(), id.source(), feed), range, at);
        Tally tally = new DerivedRecords(session, fetch).derive(derivation, range);
        if (tally.written() == 0) {
            FetchTable.forget(session, fetch);
            return;
        }
        FetchTable.counted(session, fetch, tally);
        SyncLogTable.grew(session, output, tally.added, at);
    }
}
