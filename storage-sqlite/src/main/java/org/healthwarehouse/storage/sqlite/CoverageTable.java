package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.CoverageLedger;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.LedgerStore;

/** The ledger. Lines of a stream never overlap, so the last one that starts before a range bounds the search. */
final class CoverageTable {
    /** Most lines are settled and say nothing else; each column that is handed over takes its time. */
    private static final String LINES = """
            SELECT start_ms, end_ms, fetched_ms, settled = 1 AND checks = 0 AND held = 'HELD' AND reason = '',
                   held, reason, settled, due_ms, checks
            FROM coverage
            WHERE stream_id = ?1
              AND start_ms >= coalesce((SELECT max(start_ms) FROM coverage WHERE stream_id = ?1 AND start_ms <= ?2), ?2)
              AND start_ms < ?3 AND end_ms > ?2
            ORDER BY start_ms""";

    private CoverageTable() {}

    /** All lines that intersect the range, ascending and whole. */
    static List<CoverageEntry> lines(Session session, long stream, TimeRange range) throws SQLException {
        return lines(session, stream, range.startMs(), range.endMs());
    }

    private static List<CoverageEntry> lines(Session session, long stream, long startMs, long endMs)
            throws SQLException {
        return session.all(LINES, CoverageTable::read, stream, startMs, endMs);
    }

    private static CoverageEntry read(ResultSet row) throws SQLException {
        TimeRange range = Columns.range(row, 1);
        Instant fetchedAt = Columns.instant(row, 3);
        if (row.getInt(4) == 1) {
            return CoverageEntry.settled(range, fetchedAt);
        }
        boolean settled = row.getBoolean(7);
        return new CoverageEntry(
                range,
                Held.valueOf(row.getString(5)),
                row.getString(6),
                settled,
                fetchedAt,
                settled ? Optional.empty() : Columns.maybeInstant(row, 8),
                row.getInt(9));
    }

    /** Enters a new line by the rules of the ledger, touching only what changes. */
    static void add(Session session, long stream, CoverageEntry addition) throws SQLException {
        int unused = rewrite(session, stream, addition.range(), before -> CoverageLedger.add(before, addition));
    }

    /** Enters a line that nobody asked for where nothing better is known. */
    static void fill(Session session, long stream, CoverageEntry addition) throws SQLException {
        int unused = rewrite(session, stream, addition.range(), before -> CoverageLedger.fill(before, addition));
    }

    /** Puts other lines in the place of those that intersect or touch the range; answers how many are gone. */
    static int rewrite(Session session, long stream, TimeRange range, LedgerStore.Rule rule) throws SQLException {
        // One millisecond more on either side finds the neighbours, with which a new line may merge.
        List<CoverageEntry> before = lines(session, stream, range.startMs() - 1, range.endMs() + 1);
        List<CoverageEntry> after = rule.apply(before);
        Set<CoverageEntry> gone = new HashSet<>(before);
        after.forEach(gone::remove);
        for (CoverageEntry line : gone) {
            session.update(
                    "DELETE FROM coverage WHERE stream_id = ? AND start_ms = ?",
                    stream,
                    line.range().startMs());
        }
        Set<CoverageEntry> known = new HashSet<>(before);
        for (CoverageEntry line : after) {
            if (!known.contains(line)) {
                insert(session, stream, line);
            }
        }
        return gone.size();
    }

    private static void insert(Session session, long stream, CoverageEntry line) throws SQLException {
        session.update(
                "INSERT INTO coverage (stream_id, start_ms, end_ms, held, reason, settled, fetched_ms, due_ms, checks)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                stream,
                line.range().startMs(),
                line.range().endMs(),
                line.held().name(),
                line.reason(),
                line.settled() ? 1 : 0,
                line.fetchedAt().toEpochMilli(),
                Columns.ms(line.dueAt()),
                line.checks());
    }
}
