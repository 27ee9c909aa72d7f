package org.healthwarehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.storage.SampleBatch;
import org.jspecify.annotations.Nullable;

/** Which items of a page that is read again may be written. */
final class ReplayedItems {
    private static final String STORED_SAMPLES = """
            SELECT start_ms, len_ms, fetch_id FROM sample WHERE series_id = ? AND start_ms BETWEEN ? AND ?
            ORDER BY start_ms, len_ms""";
    private static final String FORMER_SAMPLES = """
            SELECT start_ms, len_ms, replaced_by, reason FROM sample_revision
            WHERE series_id = ? AND start_ms BETWEEN ? AND ? ORDER BY replaced_by""";
    private static final String GONE = "VENDOR_DELETED";

    private final Session session;
    private final Origins origins;
    private final GoneKeys gone;
    private final RecordFinder finder;
    private final LinkedKeys linked;

    ReplayedItems(Session session, Origins origins) {
        this.session = session;
        this.origins = origins;
        this.gone = new GoneKeys(session);
        this.finder = new RecordFinder(session);
        this.linked = new LinkedKeys(session);
    }

    private record Sample(long start, long length) {}

    private record Stored(long id, long fetch, int told) {}

    /**
     * The rows of the batch that may be written.
     *
     * @param series its number; empty if it is not stored
     * @param onlyStored whether new rows are left out
     */
    SampleBatch writable(Optional<Long> series, SampleBatch batch, long page, boolean onlyStored) throws SQLException {
        if (batch.size() == 0 || (series.isEmpty() && !onlyStored)) {
            return batch;
        }
        List<Integer> rows = new ArrayList<>();
        if (series.isPresent()) {
            Map<Sample, Long> goneAt = onlyStored ? Map.of() : goneAt(series.get(), batch);
            Map<Sample, Long> stored = stored(series.get(), batch);
            for (int i = 0; i < batch.size(); i++) {
                Sample sample = new Sample(batch.start(i), batch.length(i));
                Long fetch = stored.get(sample);
                boolean may = fetch != null
                        ? origins.mayBeFilledAnew(fetch, page)
                        : !onlyStored && !isGone(goneAt.get(sample), page);
                if (may) {
                    rows.add(i);
                }
            }
        }
        return rows.size() == batch.size() ? batch : part(batch, rows);
    }

    private boolean isGone(@Nullable Long commit, long page) throws SQLException {
        return commit != null && commit > 0 && origins.isAfter(commit, page);
    }

    private Map<Sample, Long> stored(long series, SampleBatch batch) throws SQLException {
        Map<Sample, Long> stored = new HashMap<>();
        PreparedStatement query = session.prepare(STORED_SAMPLES);
        Session.bind(query, series, batch.start(0), batch.start(batch.size() - 1));
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                stored.put(new Sample(row.getLong(1), row.getLong(2)), row.getLong(3));
            }
        }
        return stored;
    }

    /** By which commit samples went of which their source said that they are gone. */
    private Map<Sample, Long> goneAt(long series, SampleBatch batch) throws SQLException {
        Map<Sample, Long> goneAt = new HashMap<>();
        PreparedStatement query = session.prepare(FORMER_SAMPLES);
        Session.bind(query, series, batch.start(0), batch.start(batch.size() - 1));
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                // In the order of commits: the last one tells.
                goneAt.put(
                        new Sample(row.getLong(1), row.getLong(2)),
                        row.getString(4).equals(GONE) ? row.getLong(3) : 0);
            }
        }
        return goneAt;
    }

    private static SampleBatch part(SampleBatch batch, List<Integer> rows) {
        long[] starts = new long[rows.size()];
        long[] lengths = new long[rows.size()];
        double[] values = new double[rows.size()];
        Map<Integer, Attributes> notes = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            starts[i] = batch.start(row);
            lengths[i] = batch.length(row);
            values[i] = batch.value(row);
            if (batch.notes().containsKey(row)) {
                notes.put(i, batch.notes().get(row));
            }
        }
        return new SampleBatch(batch.type(), batch.device(), batch.channel(), starts, lengths, values, notes);
    }

    /** Of a record of which several tell only the part is looked at that the page has a word on. */
    boolean isWritable(long stream, ParsedRecord record, long page, boolean onlyStored) throws SQLException {
        Collection<Stored> stored = stored(stream, record);
        boolean told = false;
        for (Stored each : stored) {
            Optional<Long> part = part(each, record);
            told |= part.isPresent();
            if (part.isPresent() && !origins.mayBeReplaced(part.get(), page)) {
                return false;
            }
        }
        return onlyStored
                ? told
                : !stored.isEmpty() || !isGone("record", "record_id", gone.find(stream, record.keys()), page);
    }

    /** Which commit brought the part of who tells of it now. */
    private Optional<Long> part(Stored stored, ParsedRecord record) throws SQLException {
        int teller = RecordForm.bit(record.origin().orElse(RecordOrigin.API));
        if (stored.told == teller) {
            return Optional.of(stored.fetch);
        }
        return (stored.told & teller) == 0
                ? Optional.empty()
                : session.first(
                        "SELECT fetch_id FROM record_part WHERE record_id = ? AND origin = ?",
                        row -> row.getLong(1),
                        stored.id,
                        teller);
    }

    boolean isWritable(long stream, ParsedLocation location, long page, boolean onlyStored) throws SQLException {
        Optional<Long> fetch = session.first(
                "SELECT fetch_id FROM location WHERE stream_id = ? AND scheme = ? AND key = ?",
                row -> row.getLong(1),
                stream,
                location.key().scheme(),
                location.key().value());
        return fetch.isPresent()
                ? origins.mayBeFilledAnew(fetch.get(), page)
                : !onlyStored && !isGone("location", "location_id", gone.find(stream, List.of(location.key())), page);
    }

    private boolean isGone(String table, String id, OptionalLong item, long page) throws SQLException {
        Optional<Long> commit = item.isEmpty()
                ? Optional.empty()
                : session.first(
                        "SELECT replaced_by, reason FROM " + table + "_revision WHERE " + id
                                + " = ? ORDER BY replaced_by DESC LIMIT 1",
                        row -> row.getString(2).equals(GONE) ? row.getLong(1) : 0L,
                        item.getAsLong());
        return commit.isPresent() && isGone(commit.get(), page);
    }

    private Collection<Stored> stored(long stream, ParsedRecord record) throws SQLException {
        return finder.find(stream, record.keys()).entrySet().stream()
                .map(each -> new Stored(
                        each.getKey(),
                        each.getValue().fetch(),
                        each.getValue().form().told()))
                .toList();
    }

    /**
     * Takes keys from a record that the pages it came from no longer give it; answers whether it had some. Where others
     * tell of it too they may have given it those keys, so it keeps them.
     *
     * @param fetch the commit that takes them
     */
    boolean takeKeys(long stream, ParsedRecord record, long fetch) throws SQLException {
        boolean taken = false;
        Set<RecordKey> given = linked.of(stream, record.type(), record.keys());
        for (Stored stored : stored(stream, record)) {
            boolean own = stored.told == RecordForm.bit(record.origin().orElse(RecordOrigin.API));
            List<RecordKey> former = own && (origins.isRead(stored.fetch) || origins.isSuperseded(stored.fetch))
                    ? RecordWriter.keys(session, stored.id).stream()
                            .filter(key -> !given.contains(key))
                            .toList()
                    : List.of();
            if (!former.isEmpty()) {
                taken = true;
                RecordWriter.revise(session, stored.id, fetch, ReplayCommitter.REASON);
                session.update("UPDATE record SET fetch_id = ? WHERE record_id = ?", fetch, stored.id);
                for (RecordKey key : former) {
                    session.update(
                            "DELETE FROM record_key WHERE stream_id = ? AND scheme = ? AND value = ?",
                            stream,
                            key.scheme(),
                            key.value());
                }
            }
        }
        return taken;
    }
}
