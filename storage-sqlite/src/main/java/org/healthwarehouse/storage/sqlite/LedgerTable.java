package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.LedgerStore;
import org.healthwarehouse.storage.Sweep;

/** The ledger, as far as it changes other than by a page. */
final class LedgerTable implements LedgerStore {
    private static final TimeRange ALWAYS = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);
    private static final String SETTLINGS = """
            SELECT t.name, m.settle_after_ms, m.recent_ms, m.fresh_for_ms, m.recheck_ms FROM stream m
            JOIN user u ON u.user_id = m.user_id
            JOIN source o ON o.source_id = m.source_id
            JOIN data_type t ON t.type_id = m.type_id
            WHERE u.name = ? AND o.name = ? AND m.settle_after_ms IS NOT NULL""";
    private static final String KEEP = """
            INSERT INTO sweep (feed_id, started_ms, reached_ms, ended_ms, hinted_ms) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (feed_id) DO UPDATE SET started_ms = ?2, reached_ms = ?3, ended_ms = ?4, hinted_ms = ?5""";

    private final Writer writer;
    private final Readers readers;

    LedgerTable(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public int rewrite(Collection<StreamId> streams, TimeRange range, Rule rule) {
        return writer.inTransaction("rewrite the ledger", session -> {
            int replaced = 0;
            for (StreamId stream : streams) {
                replaced += rewrite(session, stream, range, rule);
            }
            return replaced;
        });
    }

    private static int rewrite(Session session, StreamId stream, TimeRange range, Rule rule) throws SQLException {
        Optional<StreamTable.Stored> known = StreamTable.find(session, stream);
        return known.isPresent() ? CoverageTable.rewrite(session, known.get().id(), range, rule) : 0;
    }

    @Override
    public int reopen(StreamId stream, Set<FeedId> feeds, TimeRange range, Rule rule) {
        return writer.inTransaction("open a part of the ledger again", session -> {
            for (NamedFeed feed : feeds(session, stream)) {
                if (feeds.isEmpty() || feeds.contains(feed.name)) {
                    ClaimTable.dropOverlapping(session, feed.number, range);
                }
            }
            return rewrite(session, stream, range, rule);
        });
    }

    private record NamedFeed(long number, FeedId name) {}

    private static List<NamedFeed> feeds(Session session, StreamId stream) throws SQLException {
        return session.all(
                "SELECT f.feed_id, f.name FROM feed f JOIN user u ON u.user_id = f.user_id"
                        + " JOIN source o ON o.source_id = f.source_id WHERE u.name = ? AND o.name = ?",
                row -> new NamedFeed(row.getLong(1), new FeedId(row.getString(2))),
                stream.user().value(),
                stream.source().value());
    }

    @Override
    public Map<String, Settling> settlings(UserId user, SourceId source) {
        return readers.read("read when answers are final", session -> {
            record Named(String type, Settling settling) {}
            List<Named> found = session.all(
                    SETTLINGS,
                    row -> new Named(
                            row.getString(1),
                            new Settling(
                                    Columns.duration(row, 2),
                                    Columns.duration(row, 3),
                                    Columns.duration(row, 4),
                                    Columns.duration(row, 5))),
                    user.value(),
                    source.value());
            Map<String, Settling> byType = new HashMap<>();
            found.forEach(named -> byType.put(named.type, named.settling));
            return byType;
        });
    }

    @Override
    public int adopt(StreamId stream, Settling settling, Rule rule) {
        return writer.inTransaction("change when answers are final", session -> {
            StreamTable.settles(session, StreamTable.id(session, stream), settling);
            return rewrite(session, stream, ALWAYS, rule);
        });
    }

    @Override
    public Optional<Sweep> sweep(UserId user, SourceId source, FeedId feed) {
        return readers.read("read how far a sweep came", session -> {
            Optional<Long> known = Names.findFeed(session, user, source, feed);
            return known.isEmpty()
                    ? Optional.empty()
                    : session.first(
                            "SELECT started_ms, reached_ms, ended_ms, hinted_ms FROM sweep WHERE feed_id = ?",
                            row -> new Sweep(
                                    Columns.maybeInstant(row, 1),
                                    Columns.maybeInstant(row, 2),
                                    Columns.maybeInstant(row, 3),
                                    Columns.maybeInstant(row, 4)),
                            known.get());
        });
    }

    @Override
    public void keep(UserId user, SourceId source, FeedId feed, Sweep sweep) {
        int unused = writer.inTransaction(
                "keep how far a sweep came",
                session -> session.update(
                        KEEP,
                        Names.feed(session, user, source, feed),
                        Columns.ms(sweep.startedAt()),
                        Columns.ms(sweep.reached()),
                        Columns.ms(sweep.endedAt()),
                        Columns.ms(sweep.hintedAt())));
    }
}
