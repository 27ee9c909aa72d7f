package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which page stored rows came from: that of their commit, or that which was read again when they were written. */
final class Origins {
    private final Session session;
    private final Set<Long> read;
    private final Map<Long, Origin> known = new HashMap<>();

    /**
     * @param page its number
     * @param superseded whether its bytes were dropped because newer answers hold everything
     */
    private record Origin(long page, boolean superseded) {}

    /** @param read the pages that are read again */
    Origins(Session session, Set<Long> read) {
        this.session = session;
        this.read = read;
    }

    /** Whether the page may write over a row of that commit: not if the row came from a newer one that is not read. */
    boolean mayBeReplaced(long fetch, long page) throws SQLException {
        return isRead(fetch) || origin(fetch).page <= page;
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
                            "SELECT p.fetch_id, p.superseded FROM fetch f JOIN fetch p"
                                    + " ON p.fetch_id = coalesce(f.replayed_id, f.fetch_id) WHERE f.fetch_id = ?",
                            row -> new Origin(row.getLong(1), row.getBoolean(2)),
                            fetch)
                    .orElse(new Origin(fetch, false));
            known.put(fetch, origin);
        }
        return origin;
    }
}
