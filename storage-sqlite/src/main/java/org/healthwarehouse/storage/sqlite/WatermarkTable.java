package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.healthwarehouse.coverage.Reopening;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.WatermarkStore;

/** Up to when sources say that their feeds are complete. */
final class WatermarkTable implements WatermarkStore {
    private static final String FIND = "SELECT reached_ms, asked_ms FROM watermark WHERE feed_id = ?";

    private final Writer writer;
    private final Readers readers;

    WatermarkTable(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<Watermark> find(FeedOf feed) {
        return readers.read("read a watermark", session -> find(session, feed));
    }

    private static Optional<Watermark> find(Session session, FeedOf feed) throws SQLException {
        Optional<Long> number = Names.findFeed(session, feed.user(), feed.source(), feed.feed());
        return number.isEmpty() ? Optional.empty() : find(session, number.get());
    }

    static Optional<Watermark> find(Session session, long feed) throws SQLException {
        return session.first(FIND, row -> new Watermark(Columns.instant(row, 1), Columns.instant(row, 2)), feed);
    }

    @Override
    public void note(FeedOf feed, Watermark said, List<StreamId> streams, UnaryOperator<TimeRange> toLedger) {
        writer.inTransaction("note a watermark", session -> {
            long number = Names.feed(session, feed.user(), feed.source(), feed.feed());
            Optional<Instant> before = find(session, number).map(Watermark::reached);
            session.update(
                    "INSERT INTO watermark (feed_id, reached_ms, asked_ms) VALUES (?, ?, ?)"
                            + " ON CONFLICT (feed_id) DO UPDATE SET"
                            + " reached_ms = max(reached_ms, excluded.reached_ms), asked_ms = excluded.asked_ms",
                    number,
                    said.reached().toEpochMilli(),
                    said.askedAt().toEpochMilli());
            Optional<TimeRange> opens = said.opensAfter(before);
            if (opens.isPresent()) {
                reopen(session, streams, toLedger.apply(opens.get()), said);
            }
            return true;
        });
    }

    private static void reopen(Session session, List<StreamId> streams, TimeRange range, Watermark said)
            throws SQLException {
        for (StreamId stream : streams) {
            Optional<StreamTable.Stored> known = StreamTable.find(session, stream);
            if (known.isPresent()) {
                rise(session, known.get().id(), range, said.reached(), said.askedAt());
            }
        }
    }

    /** Makes the range of a ledger due at a moment, because its source is complete up to the watermark. */
    static void rise(Session session, long stream, TimeRange range, Instant watermark, Instant at) throws SQLException {
        int unused =
                CoverageTable.rewrite(session, stream, range, lines -> Reopening.risen(lines, range, watermark, at));
    }
}
