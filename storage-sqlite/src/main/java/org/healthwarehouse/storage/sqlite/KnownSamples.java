package org.healthwarehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.storage.SampleBatch;

/**
 * Which rows of a batch are stored already, and which of these differ. Found by walking batch and table side by side: a
 * first load looks at nothing, and a repeated one only reads.
 */
final class KnownSamples {
    private static final String WALK = """
            SELECT start_ms, len_ms, value FROM sample
            WHERE series_id = ? AND (start_ms, len_ms) >= (?, ?) AND start_ms <= ?
            ORDER BY start_ms, len_ms""";
    /** After so many stored rows that the batch does not have, it is cheaper to jump. */
    private static final int JUMP = 100;

    private final SampleBatch batch;
    private final BitSet known = new BitSet();
    private final BitSet otherValue = new BitSet();
    private final BitSet otherNote = new BitSet();

    private KnownSamples(SampleBatch batch) {
        this.batch = batch;
    }

    static KnownSamples find(Session session, long series, SampleBatch batch) throws SQLException {
        checkOrder(batch);
        KnownSamples found = new KnownSamples(batch);
        PreparedStatement walk = session.prepare(WALK);
        for (int next = 0; next < batch.size(); ) {
            Session.bind(walk, series, batch.start(next), batch.length(next), batch.start(batch.size() - 1));
            next = found.walk(walk, next);
        }
        return found;
    }

    /** Walks until batch or table ends, or a jump is worth it; answers the next row of the batch to look at. */
    private int walk(PreparedStatement walk, int first) throws SQLException {
        int next = first;
        int strangers = 0;
        try (ResultSet stored = walk.executeQuery()) {
            while (stored.next() && strangers < JUMP) {
                long start = stored.getLong(1);
                long length = stored.getLong(2);
                while (next < batch.size() && before(next, start, length)) {
                    next++;
                }
                if (next == batch.size()) {
                    return next;
                }
                if (batch.start(next) == start && batch.length(next) == length) {
                    known.set(next);
                    otherValue.set(next, batch.value(next) != stored.getDouble(3));
                    next++;
                    strangers = 0;
                } else {
                    strangers++;
                }
            }
        }
        return strangers < JUMP ? batch.size() : next;
    }

    private boolean before(int row, long start, long length) {
        return batch.start(row) < start || (batch.start(row) == start && batch.length(row) < length);
    }

    private static void checkOrder(SampleBatch batch) {
        for (int i = 1; i < batch.size(); i++) {
            boolean later = batch.start(i - 1) < batch.start(i)
                    || (batch.start(i - 1) == batch.start(i) && batch.length(i - 1) < batch.length(i));
            if (!later) {
                throw new InvalidParameterException(
                        "samples of " + batch.type(),
                        "row " + i,
                        "must be sorted by start, then by length, each pair once",
                        "sort the batch and drop what is double");
            }
        }
    }

    /** Rows that are stored, changed or not. */
    BitSet known() {
        return known;
    }

    void noteDiffers(int row, boolean differs) {
        otherNote.set(row, differs);
    }

    /** Rows that are stored with another value or another note. */
    BitSet changed() {
        BitSet changed = (BitSet) otherValue.clone();
        changed.or(otherNote);
        return changed;
    }
}
