package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Finding;
import org.healthwarehouse.storage.VerifyStep;

/** Compares the ledger with its own rules, and the rows with the ledger. */
final class LedgerCheck {
    private static final String STREAMS =
            "SELECT m.stream_id, u.name, o.name, m.axis, coalesce(d.input_id, m.stream_id), " + TypeTable.COLUMNS + """
             FROM stream m
            JOIN user u ON u.user_id = m.user_id
            JOIN source o ON o.source_id = m.source_id
            JOIN data_type t ON t.type_id = m.type_id
            LEFT JOIN derived d ON d.stream_id = m.stream_id
            ORDER BY m.stream_id""";
    private static final String OVERLAPS = """
            SELECT count(*), min(start_ms) FROM (
                SELECT start_ms, end_ms, lead(start_ms) OVER (ORDER BY start_ms) AS next_ms FROM coverage
                WHERE stream_id = ?)
            WHERE next_ms < end_ms""";
    private static final String FUTURE = """
            SELECT count(*), min(start_ms) FROM coverage
            WHERE stream_id = ?1 AND settled AND held = 'HELD'
              AND (end_ms > fetched_ms + ?3 OR end_ms > ?2 + ?3)""";
    private static final String HELD =
            "SELECT start_ms, end_ms FROM coverage WHERE stream_id = ? AND held <> 'UNAVAILABLE' ORDER BY start_ms";
    /** A local date may be over that long before the UTC day as which the ledger writes it. */
    private static final long FURTHEST_AHEAD = Duration.ofHours(14).toMillis();

    private final Session session;
    private final StoreCheck check;
    private final Instant now;
    private final List<Stream> streams;

    LedgerCheck(Session session, StoreCheck check, Instant now) throws SQLException {
        this.session = session;
        this.check = check;
        this.now = now;
        this.streams = session.all(
                STREAMS,
                row -> new Stream(
                        row.getLong(1),
                        new StreamId(
                                UserId.of(row.getString(2)), SourceId.of(row.getString(3)), TypeTable.read(row, 6)),
                        TimeAxis.valueOf(row.getString(4)),
                        row.getLong(5)));
    }

    /** A derived stream is known where the stream is that it is made of. */
    private record Stream(long number, StreamId id, TimeAxis axis, long ledger) {}

    /** No two lines overlap, and nothing is settled that had not happened when it was asked. */
    void rules() throws SQLException {
        for (int i = 0; i < streams.size(); i++) {
            check.reached(VerifyStep.LEDGER, i, streams.size());
            Stream stream = streams.get(i);
            report(Finding.Kind.LEDGER_OVERLAP, stream, "lines overlap, the first from ", OVERLAPS, stream.number);
            report(
                    Finding.Kind.SETTLED_IN_FUTURE,
                    stream,
                    "lines are settled beyond the moment of asking, the first from ",
                    FUTURE,
                    stream.number,
                    now.toEpochMilli(),
                    stream.axis == TimeAxis.LOCAL_DATE ? FURTHEST_AHEAD : 0);
        }
    }

    private void report(Finding.Kind kind, Stream stream, String what, String sql, Object... values)
            throws SQLException {
        record Counted(long lines, long first) {}
        Optional<Counted> found = session.first(sql, row -> new Counted(row.getLong(1), row.getLong(2)), values);
        if (found.isPresent() && found.get().lines > 0) {
            check.found(
                    kind, Optional.of(stream.id), found.get().lines, what + Instant.ofEpochMilli(found.get().first));
        }
    }

    /** Rows that touch no range of the ledger that is held or was. */
    void rows() throws SQLException {
        for (int i = 0; i < streams.size(); i++) {
            check.reached(VerifyStep.ROWS, i, streams.size());
            Stream stream = streams.get(i);
            long outside = outside(stream);
            if (outside > 0) {
                check.found(
                        Finding.Kind.ROWS_OUTSIDE_LEDGER,
                        Optional.of(stream.id),
                        outside,
                        "rows in ranges that were never held; a read of those ranges fetches them again");
            }
        }
    }

    private long outside(Stream stream) throws SQLException {
        if (stream.id.type() instanceof RecordType) {
            return outside(stream, "record", "stream_id", "start_ms", "end_ms", stream.number);
        }
        if (stream.id.type() instanceof LocationType) {
            return outside(stream, "location", "stream_id", "time_ms", "time_ms", stream.number);
        }
        long sum = 0;
        for (SeriesTable.Stored series : SeriesTable.ofStream(session, stream.number, stream.id)) {
            sum += outside(
                    stream,
                    "sample",
                    "series_id",
                    "start_ms",
                    "start_ms + len_ms",
                    series.series().id());
        }
        return sum;
    }

    /** Looks into the holes of the ledger only, each by the index. */
    private long outside(Stream stream, String table, String key, String start, String end, long number)
            throws SQLException {
        String sql = "SELECT count(*) FROM %s WHERE %s = ? AND %s >= ? AND %s < ? AND %s <= ?"
                .formatted(table, key, start, start, end);
        long sum = 0;
        long from = Long.MIN_VALUE;
        for (TimeRange held : held(stream)) {
            if (held.startMs() > from) {
                sum += count(sql, number, from, held.startMs(), held.startMs());
            }
            from = Math.max(from, held.endMs());
        }
        return sum + count(sql, number, from, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** The instants that the ledger says anything of, as ranges that may overlap, in order. */
    private List<TimeRange> held(Stream stream) throws SQLException {
        List<TimeRange> ledger = session.all(HELD, row -> Columns.range(row, 1), stream.ledger);
        if (stream.axis == TimeAxis.UTC || ledger.isEmpty()) {
            return ledger;
        }
        TimeRangeSet lines = TimeRangeSet.of(ledger);
        LedgerAxis axis =
                StoredAxis.of(session, stream.id, stream.axis, lines.hull().orElseThrow());
        return lines.ranges().stream().map(axis::toUtc).toList();
    }

    private long count(String sql, Object... values) throws SQLException {
        return session.first(sql, row -> row.getLong(1), values).orElse(0L);
    }
}
