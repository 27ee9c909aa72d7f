package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.ReplayCommit;
import org.jspecify.annotations.Nullable;

/** One row per stored page and per attempt that brought nothing; the number of a row is the number of its commit. */
final class FetchTable {
    private static final String PAGE = """
            INSERT INTO fetch (feed_id, job, start_ms, end_ms, outcome, calls, started_ms, finished_ms, parser_version,
                               raw_id, origin, request, status, media_type, server_date_ms, complete_start_ms,
                               complete_end_ms)
            VALUES (?, ?, ?, ?, 'STORED', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ATTEMPT = """
            INSERT INTO fetch (feed_id, job, start_ms, end_ms, outcome, error_type, error_message, calls, started_ms,
                               finished_ms, request)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String DERIVED = """
            INSERT INTO fetch (feed_id, job, start_ms, end_ms, outcome, calls, started_ms, finished_ms)
            VALUES (?1, 'derived', ?2, ?3, 'STORED', 0, ?4, ?4)""";

    private static final String REPLAY = """
            INSERT INTO fetch (feed_id, job, start_ms, end_ms, outcome, calls, started_ms, finished_ms)
            VALUES (?1, ?2, ?3, ?4, 'STORED', 0, ?5, ?5)""";

    /** As old as the page, and with its bytes, but without a call. */
    private static final String REPLAYED = """
            INSERT INTO fetch (feed_id, job, start_ms, end_ms, outcome, calls, started_ms, finished_ms, parser_version,
                               raw_id, origin, request, status, media_type, server_date_ms, replayed_id)
            SELECT feed_id, ?1, start_ms, end_ms, 'STORED', 0, started_ms, finished_ms, ?2, raw_id, origin, request,
                   status, media_type, server_date_ms, fetch_id
            FROM fetch WHERE fetch_id = ?3""";

    private FetchTable() {}

    /** Records that are made anew without a page; answers the number of the commit. */
    static long derived(Session session, long feed, TimeRange range, Instant at) throws SQLException {
        return session.insert(DERIVED, feed, range.startMs(), range.endMs(), at.toEpochMilli());
    }

    /** The number of the last page that was stored; 0 if there is none. */
    static long lastCommit(Session session) throws SQLException {
        return session.first(
                        "SELECT fetch_id FROM fetch WHERE outcome = 'STORED' ORDER BY fetch_id DESC LIMIT 1",
                        row -> row.getLong(1))
                .orElse(0L);
    }

    /** A page that is being stored; answers the number of the commit. */
    static long page(Session session, long feed, PageCommit commit, @Nullable Long raw) throws SQLException {
        ChunkClaim claim = commit.claim();
        Optional<RawPage> page = commit.page();
        return session.insert(
                PAGE,
                feed,
                claim.job().value(),
                claim.range().startMs(),
                claim.range().endMs(),
                commit.calls(),
                page.map(RawPage::startedAt).orElse(commit.finishedAt()).toEpochMilli(),
                commit.finishedAt().toEpochMilli(),
                commit.parserVersion(),
                raw,
                page.map(p -> p.origin().name()).orElse(null),
                page.flatMap(RawPage::request).map(RequestText::of).orElse(text(claim.range())),
                page.map(RawPage::status).orElse(null),
                page.map(RawPage::mediaType).orElse(null),
                Columns.ms(page.flatMap(RawPage::serverDate)),
                Columns.ms(commit.raw().complete().map(TimeRange::start)),
                Columns.ms(commit.raw().complete().map(TimeRange::end)));
    }

    /** A page that is read again and changes something; answers the number of the commit. */
    static long replayed(Session session, long page, ReplayCommit commit) throws SQLException {
        return session.insert(REPLAYED, commit.claim().job().value(), commit.parserVersion(), page);
    }

    /** What is gone from a part whose pages are read again, and what is derived; answers the number of the commit. */
    static long replay(Session session, long feed, ReplayCommit commit) throws SQLException {
        TimeRange range = commit.claim().range();
        return session.insert(
                REPLAY,
                feed,
                commit.claim().job().value(),
                range.startMs(),
                range.endMs(),
                commit.at().toEpochMilli());
    }

    /** Nothing came of that commit. */
    static void forget(Session session, long fetch) throws SQLException {
        session.update("DELETE FROM fetch WHERE fetch_id = ?", fetch);
    }

    /** A page that was stored but could not be read. */
    static void unreadable(Session session, long fetch, Failure failure) throws SQLException {
        session.update(
                "UPDATE fetch SET outcome = 'GIVEN_UP', error_type = ?, error_message = ? WHERE fetch_id = ?",
                failure.type(),
                failure.message(),
                fetch);
    }

    static void counted(Session session, long fetch, Tally tally) throws SQLException {
        session.update(
                "UPDATE fetch SET added = ?, changed = ?, unchanged = ? WHERE fetch_id = ?",
                tally.added,
                tally.changed,
                tally.unchanged,
                fetch);
    }

    /** An attempt that brought nothing. */
    static void attempt(
            Session session,
            long feed,
            ChunkClaim claim,
            String outcome,
            Optional<Failure> failure,
            int calls,
            Instant startedAt,
            Instant at)
            throws SQLException {
        session.update(
                ATTEMPT,
                feed,
                claim.job().value(),
                claim.range().startMs(),
                claim.range().endMs(),
                outcome,
                failure.map(Failure::type).orElse(null),
                failure.map(Failure::message).orElse(null),
                calls,
                startedAt.toEpochMilli(),
                at.toEpochMilli(),
                text(claim.range()));
    }

    private static String text(TimeRange range) {
        return Attributes.of(Map.of(
                        "start", range.start().toString(), "end", range.end().toString()))
                .toJson();
    }
}
