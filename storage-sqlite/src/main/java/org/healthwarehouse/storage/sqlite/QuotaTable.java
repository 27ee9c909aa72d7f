package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.healthwarehouse.connector.Budget.Allowance;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.storage.QuotaBuckets;
import org.healthwarehouse.storage.QuotaStore;

/** Calls in the long windows that vendors count. */
final class QuotaTable implements QuotaStore {
    private static final String THIS = " WHERE source_id = ? AND scope = ? AND window_ms = ?";

    private final Writer writer;

    QuotaTable(Writer writer) {
        this.writer = writer;
    }

    @Override
    public Reservation reserve(SourceId source, String scope, List<Allowance> allowances, Instant now) {
        return writer.inTransaction("reserve a call", session -> {
            long id = Names.source(session, source);
            Optional<Reservation.NotBefore> latest = Optional.empty();
            for (Allowance allowance : allowances) {
                tidy(session, id, scope, allowance.window(), now);
                Optional<Instant> opens =
                        QuotaBuckets.opensAt(calls(session, id, scope, allowance.window()), allowance);
                if (opens.isPresent()
                        && latest.filter(other -> other.at().isAfter(opens.get()))
                                .isEmpty()) {
                    latest = Optional.of(new Reservation.NotBefore(opens.get(), allowance));
                }
            }
            if (latest.isPresent()) {
                return latest.get();
            }
            add(session, id, scope, allowances, now);
            return new Reservation.Granted();
        });
    }

    @Override
    public void count(SourceId source, String scope, List<Allowance> allowances, Instant now) {
        boolean unused = writer.inTransaction("count a call", session -> {
            add(session, Names.source(session, source), scope, allowances, now);
            return true;
        });
    }

    /** Calls dated after now were made under a clock that was ahead: they count as of now, else they count for days. */
    private static void tidy(Session session, long source, String scope, Duration window, Instant now)
            throws SQLException {
        long length = window.toMillis();
        session.update(
                "DELETE FROM quota_use" + THIS + " AND bucket_start_ms <= ?",
                source,
                scope,
                length,
                QuotaBuckets.expiredMs(window, now));
        long current = QuotaBuckets.startMs(window, now);
        long ahead = session.first(
                        "SELECT ifnull(sum(calls), 0) FROM quota_use" + THIS + " AND bucket_start_ms > ?",
                        row -> row.getLong(1),
                        source,
                        scope,
                        length,
                        current)
                .orElse(0L);
        if (ahead > 0) {
            session.update("DELETE FROM quota_use" + THIS + " AND bucket_start_ms > ?", source, scope, length, current);
            add(session, source, scope, length, current, ahead);
        }
    }

    private static SortedMap<Long, Integer> calls(Session session, long source, String scope, Duration window)
            throws SQLException {
        SortedMap<Long, Integer> calls = new TreeMap<>();
        session.all(
                        "SELECT bucket_start_ms, calls FROM quota_use" + THIS,
                        row -> new long[] {row.getLong(1), row.getLong(2)},
                        source,
                        scope,
                        window.toMillis())
                .forEach(bucket -> calls.put(bucket[0], (int) bucket[1]));
        return calls;
    }

    private static void add(Session session, long source, String scope, List<Allowance> allowances, Instant now)
            throws SQLException {
        for (Duration window :
                allowances.stream().map(Allowance::window).distinct().toList()) {
            add(session, source, scope, window.toMillis(), QuotaBuckets.startMs(window, now), 1);
        }
    }

    private static void add(Session session, long source, String scope, long window, long bucket, long calls)
            throws SQLException {
        session.update(
                "INSERT INTO quota_use (source_id, scope, window_ms, bucket_start_ms, calls) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO UPDATE SET calls = calls + excluded.calls",
                source,
                scope,
                window,
                bucket,
                calls);
    }
}
