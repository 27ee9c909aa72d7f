package org.healthwarehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.storage.SampleBatch;

/** Samples about which a page that nobody asked for has nothing to say any more. */
final class StandingSamples {
    private static final String STORED = """
            SELECT s.start_ms, s.len_ms FROM sample s JOIN fetch f ON f.fetch_id = s.fetch_id
            WHERE s.series_id = ?1 AND s.start_ms BETWEEN ?2 AND ?3
              AND (min(f.started_ms, coalesce(f.server_date_ms, f.started_ms)) > ?4
                   OR (?5 AND coalesce(f.origin, '') <> 'IMPORT'))
            ORDER BY s.start_ms, s.len_ms""";
    private static final String DELETED = """
            SELECT DISTINCT s.start_ms, s.len_ms FROM sample_revision s JOIN fetch f ON f.fetch_id = s.replaced_by
            WHERE s.series_id = ?1 AND s.start_ms BETWEEN ?2 AND ?3 AND s.reason = 'VENDOR_DELETED'
              AND (?5 OR min(f.started_ms, coalesce(f.server_date_ms, f.started_ms)) > ?4)
            ORDER BY s.start_ms, s.len_ms""";

    private StandingSamples() {}

    /**
     * The batch without what was told or deleted later than the page; of a page that was read from a file also without
     * what the vendor's interface told or deleted.
     */
    static SampleBatch without(Session session, Telling telling, long stream, SampleBatch batch, Tally tally)
            throws SQLException {
        Optional<Long> series = SeriesTable.find(session, stream, batch.device().key(), batch.channel());
        if (series.isEmpty() || batch.size() == 0) {
            return batch;
        }
        BitSet stay = new BitSet();
        for (String sql : new String[] {STORED, DELETED}) {
            PreparedStatement statement = session.prepare(sql);
            Session.bind(
                    statement,
                    series.get(),
                    batch.start(0),
                    batch.start(batch.size() - 1),
                    telling.moment().toEpochMilli(),
                    telling.isImported() ? 1 : 0);
            mark(statement, batch, stay);
        }
        tally.unchanged += stay.cardinality();
        return stay.isEmpty() ? batch : without(batch, stay);
    }

    /** Walks both side by side; the batch is in order of start and length too. */
    private static void mark(PreparedStatement statement, SampleBatch batch, BitSet stay) throws SQLException {
        int row = 0;
        try (ResultSet standing = statement.executeQuery()) {
            while (standing.next()) {
                long start = standing.getLong(1);
                long length = standing.getLong(2);
                while (row < batch.size()
                        && (batch.start(row) < start || (batch.start(row) == start && batch.length(row) < length))) {
                    row++;
                }
                if (row < batch.size() && batch.start(row) == start && batch.length(row) == length) {
                    stay.set(row);
                }
            }
        }
    }

    private static SampleBatch without(SampleBatch batch, BitSet stay) {
        int size = batch.size() - stay.cardinality();
        long[] starts = new long[size];
        long[] lengths = new long[size];
        double[] values = new double[size];
        Map<Integer, Attributes> notes = new HashMap<>();
        int to = 0;
        for (int row = stay.nextClearBit(0); row < batch.size(); row = stay.nextClearBit(row + 1)) {
            starts[to] = batch.start(row);
            lengths[to] = batch.length(row);
            values[to] = batch.value(row);
            Attributes note = batch.notes().get(row);
            if (note != null) {
                notes.put(to, note);
            }
            to++;
        }
        return new SampleBatch(batch.type(), batch.device(), batch.channel(), starts, lengths, values, notes);
    }
}
