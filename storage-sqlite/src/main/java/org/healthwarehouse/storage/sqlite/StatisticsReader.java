package org.healthwarehouse.storage.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.StoreStatistics;
import org.healthwarehouse.storage.StoreStatistics.StreamStatistics;

/**
 * Counts what is stored. Rows are counted along the index of each series or stream, which is one pass over the samples:
 * 0.4 s for ten million. Oldest and newest are one look into the index each.
 */
final class StatisticsReader {
    private static final String STREAMS =
            "SELECT m.stream_id, u.name, o.name, m.last_success_ms, " + TypeTable.COLUMNS + """
             FROM stream m
            JOIN user u ON u.user_id = m.user_id
            JOIN source o ON o.source_id = m.source_id
            JOIN data_type t ON t.type_id = m.type_id
            ORDER BY u.name, o.name, t.name""";
    private static final String SAMPLES = rows("sample", "series_id", "start_ms");
    private static final String RECORDS = rows("record", "stream_id", "start_ms");
    private static final String LOCATIONS = rows("location", "stream_id", "time_ms");

    private StatisticsReader() {}

    private static String rows(String table, String key, String time) {
        return "SELECT (SELECT count(*) FROM %1$s WHERE %2$s = ?1), (SELECT min(%3$s) FROM %1$s WHERE %2$s = ?1),"
                        .formatted(table, key, time)
                + " (SELECT max(%3$s) FROM %1$s WHERE %2$s = ?1)".formatted(table, key, time);
    }

    static StoreStatistics read(Session session, Path file) throws SQLException {
        List<StreamStatistics> streams = new ArrayList<>();
        for (Stream stream : session.all(STREAMS, Stream::read)) {
            Rows rows = rows(session, stream);
            streams.add(new StreamStatistics(stream.id, rows.count, rows.oldest(), rows.newest(), stream.lastSuccess));
        }
        return new StoreStatistics(
                size(file),
                size(file.resolveSibling(file.getFileName() + "-wal")),
                number(session, "SELECT coalesce(sum(size), 0) FROM raw_page"),
                number(session, "SELECT coalesce(sum(length(body)), 0) FROM raw_part"),
                sampleBytes(session),
                streams);
    }

    private static Rows rows(Session session, Stream stream) throws SQLException {
        if (stream.id.type() instanceof RecordType) {
            return Rows.of(session, RECORDS, stream.number);
        }
        if (stream.id.type() instanceof LocationType) {
            return Rows.of(session, LOCATIONS, stream.number);
        }
        Rows sum = Rows.NONE;
        for (SeriesTable.Stored series : SeriesTable.ofStream(session, stream.number, stream.id)) {
            sum = sum.plus(Rows.of(session, SAMPLES, series.series().id()));
        }
        return sum;
    }

    /** Not every build of SQLite can tell. */
    private static long sampleBytes(Session session) throws SQLException {
        boolean known = session.first("SELECT 1 FROM pragma_module_list WHERE name = 'dbstat'", row -> true)
                .isPresent();
        return known
                ? number(
                        session,
                        "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = 'sample' AND aggregate = TRUE")
                : 0;
    }

    private static long number(Session session, String sql) throws SQLException {
        return session.first(sql, row -> row.getLong(1)).orElse(0L);
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private record Stream(long number, StreamId id, Optional<Instant> lastSuccess) {
        static Stream read(ResultSet row) throws SQLException {
            return new Stream(
                    row.getLong(1),
                    new StreamId(UserId.of(row.getString(2)), SourceId.of(row.getString(3)), TypeTable.read(row, 5)),
                    Columns.maybeInstant(row, 4));
        }
    }

    /** How many rows, and the first and last start, which mean nothing if there are none. */
    private record Rows(long count, long first, long last) {
        static final Rows NONE = new Rows(0, Long.MAX_VALUE, Long.MIN_VALUE);

        static Rows of(Session session, String sql, long number) throws SQLException {
            return session.first(
                            sql,
                            row -> row.getLong(1) == 0
                                    ? NONE
                                    : new Rows(row.getLong(1), row.getLong(2), row.getLong(3)),
                            number)
                    .orElse(NONE);
        }

        Rows plus(Rows other) {
            return new Rows(count + other.count, Math.min(first, other.first), Math.max(last, other.last));
        }

        Optional<Instant> oldest() {
            return count == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(first));
        }

        Optional<Instant> newest() {
            return count == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last));
        }
    }
}
