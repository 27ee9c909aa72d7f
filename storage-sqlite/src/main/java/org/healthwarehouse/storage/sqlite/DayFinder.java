package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;

/**
 * Finds the UTC days that hold a row by jumping from one to the next: one look into an index per day, however many rows
 * it has. Only where a day holds no start, the rows before it are asked whether they reach into it.
 */
final class DayFinder {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long NONE = Long.MAX_VALUE;

    private final Session session;
    private final long from;
    private final long to;
    private final TreeSet<Instant> days = new TreeSet<>();

    private DayFinder(Session session, TimeRange range) {
        this.session = session;
        this.from = Math.floorDiv(range.startMs(), DAY) * DAY;
        this.to = -Math.floorDiv(-range.endMs(), DAY) * DAY;
    }

    static SortedSet<Instant> find(Session session, StreamId id, StreamTable.Stored stream, TimeRange range)
            throws SQLException {
        DayFinder finder = new DayFinder(session, range);
        for (RowTable.Part part : RowTable.partsOf(session, id, stream)) {
            finder.look(part);
        }
        return finder.days;
    }

    private void look(RowTable.Part part) throws SQLException {
        long reached = Long.MIN_VALUE;
        long asked = Long.MIN_VALUE;
        long day = from;
        while (day < to) {
            long start = part.firstStart(session, day, to).orElse(NONE);
            long next = start == NONE ? to : Math.floorDiv(start, DAY) * DAY;
            if (next > day && part.longestMs() > 0) {
                // Every row is asked at most once how far it reaches, however long the longest is.
                long end = part.lastEnd(session, Math.max(asked, day - part.longestMs()), day)
                        .orElse(NONE);
                reached = end == NONE ? reached : Math.max(reached, end);
                asked = day;
                mark(day, Math.min(next, reached));
            }
            mark(next, Math.min(next + DAY, to));
            day = next + DAY;
        }
    }

    private void mark(long firstDay, long end) {
        for (long day = firstDay; day < end; day += DAY) {
            days.add(Instant.ofEpochMilli(day));
        }
    }
}
