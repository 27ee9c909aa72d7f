package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ChunkClaim;

/** When local dates were, as sources say. */
final class LocalDayTable {
    private static final String FIND = """
            SELECT l.date, l.start_ms, l.end_ms, l.exact FROM local_day l
            JOIN user u ON u.user_id = l.user_id
            JOIN source o ON o.source_id = l.source_id
            WHERE u.name = ? AND o.name = ? AND l.date >= ? AND l.date < ? ORDER BY l.date""";
    private static final String WRITE = """
            INSERT INTO local_day (user_id, source_id, date, start_ms, end_ms, exact, fetch_id)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, source_id, date) DO UPDATE SET
                start_ms = excluded.start_ms, end_ms = excluded.end_ms, exact = excluded.exact,
                fetch_id = excluded.fetch_id
            WHERE excluded.exact >= exact
              AND (start_ms <> excluded.start_ms OR end_ms <> excluded.end_ms OR exact <> excluded.exact)""";

    private LocalDayTable() {}

    /** The days of those dates, each of which the range holds as its UTC day, in their order. */
    static List<LocalDay> find(Session session, UserId user, SourceId source, TimeRange dates) throws SQLException {
        return session.all(
                FIND,
                row -> new LocalDay(LocalDate.parse(row.getString(1)), Columns.range(row, 2), row.getBoolean(4)),
                user.value(),
                source.value(),
                LedgerAxis.firstDate(dates).toString(),
                LedgerAxis.endDate(dates).toString());
    }

    /**
     * What is known of a date.
     *
     * @param fetch the commit by which it was last written
     * @param exact whether its interval is
     */
    record Known(long fetch, boolean exact) {}

    /** What is known of a date; empty if that is nothing. */
    static Optional<Known> known(Session session, ChunkClaim claim, LocalDate date) throws SQLException {
        return session.first(
                "SELECT fetch_id, exact FROM local_day WHERE user_id = ? AND source_id = ? AND date = ?",
                row -> new Known(row.getLong(1), row.getBoolean(2)),
                Names.user(session, claim.user()),
                Names.source(session, claim.source()),
                date.toString());
    }

    /**
     * Keeps what a page says; a day whose interval is another now takes the place of the former, unless it was reckoned
     * and the former is exact. Answers how many were not known like that.
     */
    static int write(Session session, ChunkClaim claim, List<LocalDay> days, long fetch) throws SQLException {
        if (days.isEmpty()) {
            return 0;
        }
        int written = 0;
        long user = Names.user(session, claim.user());
        long source = Names.source(session, claim.source());
        for (LocalDay day : days) {
            written += session.update(
                    WRITE,
                    user,
                    source,
                    day.date().toString(),
                    day.interval().startMs(),
                    day.interval().endMs(),
                    day.exact(),
                    fetch);
        }
        return written;
    }

    /** Forgets that the interval of a date is exact, so that whatever is told of it next takes its place. */
    static void doubt(Session session, ChunkClaim claim, LocalDate date) throws SQLException {
        session.update(
                "UPDATE local_day SET exact = 0 WHERE user_id = ? AND source_id = ? AND date = ?",
                Names.user(session, claim.user()),
                Names.source(session, claim.source()),
                date.toString());
    }
}
