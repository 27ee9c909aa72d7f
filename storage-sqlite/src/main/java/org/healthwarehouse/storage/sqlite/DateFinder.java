package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedSet;
import java.util.TreeSet;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;

/**
 * Finds the local dates that hold a row. One look into an index tells where the next row begins; no date before it is
 * asked for a start. Only where a date holds none, the rows before it are asked whether they reach into it.
 */
final class DateFinder {
    private static final String NAMED = """
            SELECT DISTINCT json_extract(attributes, ?6) FROM record
            WHERE stream_id = ?1 AND start_ms >= ?2 AND start_ms < ?3
              AND json_type(attributes, ?6) = 'text'
              AND json_extract(attributes, ?6) >= ?4 AND json_extract(attributes, ?6) < ?5""";
    /** A record is stored within this time of the date that it names. */
    private static final Duration NEAR = Duration.ofDays(3);

    private final Session session;
    private final TimeRange dates;
    private final LedgerAxis axis;
    private final TreeSet<Instant> found = new TreeSet<>();

    private DateFinder(Session session, TimeRange dates, LedgerAxis axis) {
        this.session = session;
        this.dates = dates;
        this.axis = axis;
    }

    /** The dates in the range, each as its UTC midnight. */
    static SortedSet<Instant> find(Session session, StreamId id, StreamTable.Stored stream, TimeRange dates)
            throws SQLException {
        LedgerAxis axis = StoredAxis.of(session, id, TimeAxis.LOCAL_DATE, dates);
        DateFinder finder = new DateFinder(session, dates, axis);
        for (RowTable.Part part : RowTable.partsOf(session, id, stream)) {
            finder.look(part);
        }
        if (id.type() instanceof RecordType type && type.dateField().isPresent()) {
            finder.named(stream.id(), "$." + type.dateField().get());
        }
        return finder.found;
    }

    private void look(RowTable.Part part) throws SQLException {
        long nextStart = Long.MIN_VALUE;
        long reached = Long.MIN_VALUE;
        long asked = Long.MIN_VALUE;
        LocalDate end = LedgerAxis.endDate(dates);
        for (LocalDate date = LedgerAxis.firstDate(dates); date.isBefore(end); date = date.plusDays(1)) {
            TimeRange interval = axis.likeliest(date);
            if (nextStart < interval.startMs()) {
                nextStart = part.firstStart(session, interval.startMs(), Long.MAX_VALUE)
                        .orElse(Long.MAX_VALUE);
            }
            if (nextStart < interval.endMs()) {
                add(date);
            } else if (part.longestMs() > 0) {
                long from = Math.max(asked, interval.startMs() - part.longestMs());
                reached = Math.max(
                        reached, part.lastEnd(session, from, interval.startMs()).orElse(Long.MIN_VALUE));
                asked = Math.max(asked, interval.startMs());
                if (reached > interval.startMs()) {
                    add(date);
                }
            }
        }
    }

    private void named(long stream, String path) throws SQLException {
        LocalDate first = LedgerAxis.firstDate(dates);
        LocalDate end = LedgerAxis.endDate(dates);
        session.all(
                        NAMED,
                        row -> LocalDate.parse(row.getString(1)),
                        stream,
                        dates.start().minus(NEAR).toEpochMilli(),
                        dates.end().plus(NEAR).toEpochMilli(),
                        first.toString(),
                        end.toString(),
                        path)
                .forEach(this::add);
    }

    private void add(LocalDate date) {
        found.add(date.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
