package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * What of a record, or of one part of it, may change.
 *
 * @param told who tells of it, a bit for each; of a part its own
 */
record RecordForm(long start, long end, @Nullable Long updated, boolean open, String attributes, int told) {
    /** The columns that {@link #read} wants, in its order, but for the last. */
    static final String COLUMNS = "start_ms, end_ms, updated_ms, open, attributes";

    static RecordForm of(ParsedRecord record, RecordOrigin origin) {
        return new RecordForm(
                record.start().toEpochMilli(),
                record.end().toEpochMilli(),
                Columns.ms(record.updatedAt()),
                record.open(),
                record.attributes().toJson(),
                bit(origin));
    }

    /** Reads the columns that begin with the given one; who told comes after them. */
    static RecordForm read(ResultSet row, int first) throws SQLException {
        return new RecordForm(
                row.getLong(first),
                row.getLong(first + 1),
                Columns.ms(Columns.maybeInstant(row, first + 2)),
                row.getBoolean(first + 3),
                row.getString(first + 4),
                row.getInt(first + 5));
    }

    static int bit(RecordOrigin origin) {
        return switch (origin) {
            case API -> 1;
            case FILE -> 2;
            case CSV -> 4;
            case MENTION -> 8;
        };
    }

    /** The best of those who tell. */
    static RecordOrigin best(int told) {
        for (RecordOrigin origin : RecordOrigin.values()) {
            if ((told & bit(origin)) != 0) {
                return origin;
            }
        }
        throw new IllegalStateException("nobody tells of it: " + told);
    }

    boolean isOfSeveral() {
        return Integer.bitCount(told) > 1;
    }

    /** The same interval and state, as those tell it, with these attributes. */
    RecordForm with(String merged, int by) {
        return new RecordForm(start, end, updated, open, merged, by);
    }
}
