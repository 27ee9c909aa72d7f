package org.healthwarehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.healthwarehouse.storage.SampleBatch;

/** Writes batches of samples: new ones many at a time, changed ones with a revision, unchanged ones not at all. */
final class SampleWriter {
    private static final List<Insert> INTERVALS = Insert.some("(?1,?2,?,?,?)");
    /** Without a parameter for the length: what a row costs is mostly handing over its parameters. */
    private static final List<Insert> MOMENTS = Insert.some("(?1,?2,?,0,?)");

    private static final String REVISE = """
            INSERT INTO sample_revision (series_id, start_ms, len_ms, value, note, fetch_id, replaced_by, reason)
            SELECT p.series_id, p.start_ms, p.len_ms, p.value, n.note, p.fetch_id, ?1, ?5
            FROM sample p LEFT JOIN sample_note n USING (series_id, start_ms, len_ms)
            WHERE p.series_id = ?2 AND p.start_ms = ?3 AND p.len_ms = ?4 AND p.fetch_id <> ?1""";
    private static final String REPLACE = """
            UPDATE sample SET value = ?, fetch_id = ? WHERE series_id = ? AND start_ms = ? AND len_ms = ?""";

    private final Session session;
    private final long fetch;
    private final Tally tally;
    private final String reason;

    SampleWriter(Session session, long fetch, Tally tally) {
        this(session, fetch, tally, "VENDOR_CHANGED");
    }

    SampleWriter(Session session, long fetch, Tally tally, String reason) {
        this.reason = reason;
        this.session = session;
        this.fetch = fetch;
        this.tally = tally;
    }

    void write(long stream, SampleBatch batch) throws SQLException {
        if (batch.size() == 0) {
            return;
        }
        long series = SeriesTable.id(session, stream, batch.device(), batch.channel());
        KnownSamples samples = KnownSamples.find(session, series, batch);
        SampleNotes.compare(session, series, batch, samples);
        long longest = longest(batch);
        insertNew(series, batch, samples.known(), longest > 0);
        SampleNotes.insertNew(session, series, batch, samples);
        BitSet changed = samples.changed();
        for (int row = changed.nextSetBit(0); row >= 0; row = changed.nextSetBit(row + 1)) {
            replace(series, batch, row);
        }
        SeriesTable.raiseLongest(session, series, longest);
        int known = samples.known().cardinality();
        tally.added += batch.size() - known;
        tally.changed += changed.cardinality();
        tally.unchanged += known - changed.cardinality();
    }

    private void insertNew(long series, SampleBatch batch, BitSet known, boolean intervals) throws SQLException {
        int left = batch.size() - known.cardinality();
        int row = -1;
        for (Insert many : intervals ? INTERVALS : MOMENTS) {
            if (left < many.rows) {
                continue;
            }
            PreparedStatement insert = session.prepare(many.sql);
            insert.setLong(1, series);
            insert.setLong(2, fetch);
            for (; left >= many.rows; left -= many.rows) {
                int parameter = 3;
                for (int i = 0; i < many.rows; i++) {
                    row = known.nextClearBit(row + 1);
                    insert.setLong(parameter++, batch.start(row));
                    if (intervals) {
                        insert.setLong(parameter++, batch.length(row));
                    }
                    setValue(insert, parameter++, batch.value(row));
                }
                insert.executeUpdate();
            }
        }
    }

    /** Whole numbers go in as such: stored in fewer bytes, and nothing to convert. */
    private static void setValue(PreparedStatement statement, int parameter, double value) throws SQLException {
        long whole = (long) value;
        if (whole == value) {
            statement.setLong(parameter, whole);
        } else {
            statement.setDouble(parameter, value);
        }
    }

    private void replace(long series, SampleBatch batch, int row) throws SQLException {
        long start = batch.start(row);
        long length = batch.length(row);
        session.update(REVISE, fetch, series, start, length, reason);
        PreparedStatement update = session.prepare(REPLACE);
        setValue(update, 1, batch.value(row));
        update.setLong(2, fetch);
        update.setLong(3, series);
        update.setLong(4, start);
        update.setLong(5, length);
        update.executeUpdate();
        SampleNotes.replace(session, series, batch, row);
    }

    private static long longest(SampleBatch batch) {
        long longest = 0;
        for (int i = 0; i < batch.size(); i++) {
            longest = Math.max(longest, batch.length(i));
        }
        return longest;
    }

    /** A statement that inserts so many rows; all share the first two parameters. */
    private record Insert(int rows, String sql) {
        static List<Insert> some(String row) {
            return List.of(of(504, row), of(63, row), of(1, row));
        }

        private static Insert of(int rows, String row) {
            return new Insert(
                    rows,
                    "INSERT INTO sample (series_id, fetch_id, start_ms, len_ms, value) VALUES " + row
                            + ("," + row).repeat(rows - 1));
        }
    }
}
