package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.storage.PageCommit;

/**
 * Who tells what a commit brings, and of which moment it speaks; decides whether what is stored is newer.
 *
 * @param fetch number of the commit
 * @param origin who tells of its records, unless they say otherwise
 * @param asked whether the vendor was asked for it under a claim; then it is newer than what was asked for before
 * @param moment of which it speaks
 * @param now when it is committed
 */
record Telling(long fetch, RecordOrigin origin, boolean asked, Instant moment, Instant now) {
    private static final String MOMENT =
            "SELECT min(started_ms, coalesce(server_date_ms, started_ms)) FROM fetch WHERE fetch_id = ?";

    /** Later than everything that is told. */
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    /** The plus keeps the feed out of the search: by it alone every page of the feed would be looked at. */
    static final String FIRST = """
            SELECT min(b.started_ms, coalesce(b.server_date_ms, b.started_ms))
            FROM fetch b JOIN fetch n ON n.fetch_id = ?2 AND +b.feed_id = n.feed_id AND b.origin = n.origin
            WHERE b.raw_id = ?1 AND b.replayed_id IS NULL ORDER BY 1 LIMIT 1""";

    static Telling of(PageCommit commit, long fetch) {
        Optional<RawPage> page = commit.page();
        return new Telling(
                fetch,
                page.map(RawPage::tells).orElse(RecordOrigin.API),
                page.filter(came -> !isAsked(commit, came)).isEmpty(),
                page.map(RawPage::moment).orElse(commit.finishedAt()),
                commit.finishedAt());
    }

    /** Without a claim nobody kept others from asking meanwhile, and from being answered sooner. */
    private static boolean isAsked(PageCommit commit, RawPage page) {
        return page.origin() == RawPage.Origin.PULL && commit.claim().fence() != PageCommitter.NO_FENCE;
    }

    /** What the store makes of its own. */
    static Telling derived(long fetch) {
        return new Telling(fetch, RecordOrigin.API, true, LAST, LAST);
    }

    /** The same, but if nobody asked for it and these bytes came before, they are as old as they were then. */
    Telling firstTold(Session session, long raw) throws SQLException {
        if (asked) {
            return this;
        }
        Instant first = session.first(FIRST, row -> Columns.instant(row, 1), raw, fetch)
                .filter(moment::isAfter)
                .orElse(moment);
        return new Telling(fetch, origin, false, first, now);
    }

    /** What a page says anew that the vendor was asked for; whether it has the last word was looked into before. */
    static Telling replayed(long fetch) {
        return derived(fetch);
    }

    /** Whether it was read from a file. */
    boolean isImported() {
        return origin != RecordOrigin.API;
    }

    /**
     * Whether a part that is stored is newer than another form of it that comes now. The vendor's own word on when it
     * last changed decides, unless it lies in the future; else when the two were asked for or came.
     */
    boolean isOutdone(Session session, RecordParts.Part stored, RecordForm given) throws SQLException {
        Long known = stored.form().updated();
        Long told = given.updated();
        if (known != null && told != null && !known.equals(told)) {
            return known > told && known <= now.toEpochMilli() && (!asked || isOlderThan(session, stored.fetch()));
        }
        return !asked && isOlderThan(session, stored.fetch());
    }

    /** Whether a row of that commit, which is no part of a record, stays as it is. */
    boolean yieldsTo(Session session, long stored) throws SQLException {
        return !asked && (isOlderThan(session, stored) || (isImported() && !wasImported(session, stored)));
    }

    private static boolean wasImported(Session session, long other) throws SQLException {
        return session.first("SELECT 1 FROM fetch WHERE fetch_id = ? AND origin = 'IMPORT'", row -> true, other)
                .isPresent();
    }

    /** Whether nobody asked for it, and it speaks of a moment before that commit. */
    boolean comesBefore(Session session, long other) throws SQLException {
        return !asked && isOlderThan(session, other);
    }

    private boolean isOlderThan(Session session, long other) throws SQLException {
        return session.first(MOMENT, row -> row.getLong(1), other)
                .filter(ms -> ms > moment.toEpochMilli())
                .isPresent();
    }
}
