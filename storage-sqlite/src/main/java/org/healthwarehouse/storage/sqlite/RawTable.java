package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.KeptFeed;
import org.healthwarehouse.storage.KeptPage;
import org.healthwarehouse.storage.RawStore;
import org.healthwarehouse.storage.ReplayCommit;

/** The pages whose bytes are kept. */
final class RawTable implements RawStore {
    private static final String PAGES = """
            SELECT f.fetch_id, f.job, f.start_ms, f.end_ms, f.parser_version, f.complete_start_ms, f.complete_end_ms,
                   f.origin, f.request, f.started_ms, f.server_date_ms, f.status, f.media_type, r.raw_id, r.size
            FROM fetch f JOIN raw_page r ON r.raw_id = f.raw_id
            WHERE f.feed_id = ? AND f.raw_id IS NOT NULL AND f.replayed_id IS NULL AND f.start_ms < ? AND f.end_ms > ?
            ORDER BY f.fetch_id""";
    private static final String FEEDS = """
            SELECT o.name, f.name, count(*) FROM feed f
            JOIN user u ON u.user_id = f.user_id
            JOIN source o ON o.source_id = f.source_id
            JOIN fetch p ON p.feed_id = f.feed_id
            WHERE u.name = ? AND p.raw_id IS NOT NULL AND p.replayed_id IS NULL
            GROUP BY 1, 2 ORDER BY 1, 2""";
    private static final String DROP = """
            UPDATE fetch SET raw_id = NULL, superseded = 1
            WHERE fetch_id = ? AND feed_id = ? AND raw_id IS NOT NULL AND replayed_id IS NULL""";

    private final Writer writer;
    private final Readers readers;

    RawTable(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public List<KeptPage> pages(UserId user, SourceId source, FeedId feed, TimeRange asked) {
        return readers.read("list kept pages", session -> {
            Optional<Long> known = Names.findFeed(session, user, source, feed);
            if (known.isEmpty()) {
                return List.of();
            }
            List<DataType> types = TypeTable.all(session);
            return session.all(
                    PAGES,
                    row -> page(
                            row,
                            user,
                            source,
                            feed,
                            name -> types.stream()
                                    .filter(type -> type.name().equals(name))
                                    .findFirst()),
                    known.get(),
                    asked.endMs(),
                    asked.startMs());
        });
    }

    @Override
    public List<KeptFeed> feeds(UserId user) {
        return readers.read(
                "list feeds with kept pages",
                session -> session.all(
                        FEEDS,
                        row -> new KeptFeed(
                                new SourceId(row.getString(1)), new FeedId(row.getString(2)), row.getInt(3)),
                        user.value()));
    }

    private KeptPage page(ResultSet row, UserId user, SourceId source, FeedId feed, RequestText.Types types)
            throws SQLException {
        RawPage.Origin origin = RawPage.Origin.valueOf(row.getString(8));
        Optional<Instant> complete = Columns.maybeInstant(row, 6);
        RawPage page = new RawPage(
                origin,
                source,
                feed,
                // What was not asked for has the text of the range that it is about.
                origin == RawPage.Origin.PULL
                        ? RequestText.read(row.getString(9), user, feed, types)
                        : Optional.empty(),
                Columns.instant(row, 10),
                Columns.maybeInstant(row, 11),
                row.getInt(12),
                row.getString(13),
                new StoredBody(readers, row.getLong(14), row.getLong(15)));
        return new KeptPage(
                row.getLong(1),
                new JobId(row.getString(2)),
                Columns.range(row, 3),
                row.getInt(5),
                complete.isPresent() ? Optional.of(Columns.range(row, 6)) : Optional.empty(),
                page);
    }

    @Override
    public CommitReceipt replay(ReplayCommit commit) {
        return writer.inTransaction(
                "write what was read again", session -> new ReplayCommitter(session, commit).write());
    }

    @Override
    public int drop(UserId user, SourceId source, FeedId feed, Collection<Long> pages) {
        return writer.inTransaction("drop bytes", session -> {
            Optional<Long> known = Names.findFeed(session, user, source, feed);
            int dropped = 0;
            if (known.isPresent()) {
                for (long page : pages) {
                    dropped += drop(session, known.get(), page);
                }
            }
            return dropped;
        });
    }

    /** The bytes go with the last who refers to them. */
    private static int drop(Session session, long feed, long page) throws SQLException {
        Optional<Long> raw = session.first(
                "SELECT raw_id FROM fetch WHERE fetch_id = ? AND raw_id IS NOT NULL", row -> row.getLong(1), page);
        int dropped = session.update(DROP, page, feed);
        if (raw.isPresent() && dropped > 0) {
            session.update("UPDATE fetch SET raw_id = NULL WHERE raw_id = ? AND replayed_id = ?", raw.get(), page);
            session.update(
                    "DELETE FROM raw_page WHERE raw_id = ?1 AND NOT EXISTS (SELECT 1 FROM fetch WHERE raw_id = ?1)",
                    raw.get());
        }
        return dropped;
    }
}
