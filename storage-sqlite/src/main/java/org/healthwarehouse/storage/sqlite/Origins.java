package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which page stored rows came from: that of their commit, or that which was read again when they were written. */
final class Origins {
    private static final String SPEAKS_LATER = """
            SELECT 1 FROM fetch p JOIN fetch c ON c.fetch_id = ?1
            WHERE p.fetch_id = ?2 AND (p.origin <> 'PULL' OR p.job LIKE 'event-%')
              AND min(c.started_ms, coalesce(c.server_date_ms, c.started_ms)) >
                  (SELECT min(b.started_ms, coalesce(b.server_date_ms, b.started_ms)) FROM fetch b
                   WHERE b.raw_id = p.raw_id AND b.feed_id = p.feed_id AND b.origin = p.origin AND b.replayed_id IS NULL
                   ORDER BY 1 LIMIT 1)""";

    private final Session session;
    private final Set<Long> read;
    private final Map<Long, Origin> known = new HashMap<>();

    /**
     * @param page its number
     * @param superseded whether its bytes were dropped because newer answers hold everything
     * @param imported whether it was read from a file
     */
    private record Origin(long page, boolean superseded, boolean imported) {}

    /** @param read the pages that are read again */
    Origins(Session session, Set<Long> read) {
        this.session = session;
        this.read = read;
    }

    /** Whether the page may write over a row of that commit: not if the row came from a newer one that is not read. */
    boolean mayBeReplaced(long fetch, long page) throws SQLException {
        return isRead(fetch) || origin(fetch).page <= page;
    }

    /** The same of a sample or location: a file only fills what its source did not tell. */
    boolean mayBeFilledAnew(long fetch, long page) throws SQLException {
        return mayBeReplaced(fetch, page) || (origin(fetch).imported && !origin(page).imported);
    }

    /** Whether that commit came after the page, or speaks of a later moment and nobody asked for the page. */
    boolean isAfter(long commit, long page) throws SQLException {
        return commit > page
                || session.first(SPEAKS_LATER, row -> true, commit, page).isPresent();
    }

    /** Whether the row came from a page that is read again. */
    boolean isRead(long fetch) throws SQLException {
        return read.contains(origin(fetch).page);
    }

    boolean isSuperseded(long fetch) throws SQLException {
        return origin(fetch).superseded;
    }

    private Origin origin(long fetch) throws SQLException {
        Origin origin = known.get(fetch);
        if (origin == null) {
            origin = session.first(
                            "SELECT p.fetch_id, p.superseded, coalesce(p.origin, '') = 'IMPORT' FROM fetch f JOIN fetch p"
                                    + " ON p.fetch_id = coalesce(f.replayed_id, f.fetch_id) WHERE f.fetch_id = ?",
                            row -> new Origin(row.getLong(1), row.getBoolean(2), row.getBoolean(3)),
                            fetch)
                    .orElse(new Origin(fetch, false, false));
            known.put(fetch, origin);
        }
        return origin;
    }
}
