package org.healthwarehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.Codes;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * Samples of a query, some hundred at a time. The driver's result set takes its lock and makes its checks anew for
 * every number of every row; here that is done once for a block, which makes reading a quarter faster.
 */
final class SampleBlock {
    private static final int MOST = 512;

    private final PreparedStatement statement;
    private final boolean moments;
    private final long[] starts = new long[MOST];
    private final long[] lengths;
    private final double[] values = new double[MOST];
    private int size;
    private @Nullable ResultSet rows;
    private boolean onRow;

    /**
     * @param statement answers start, value and, unless they are moments, length
     * @param moments whether no sample has a length
     */
    SampleBlock(PreparedStatement statement, boolean moments) {
        this.statement = statement;
        this.moments = moments;
        this.lengths = new long[moments ? 0 : MOST];
    }

    /** Reads the next samples in the place of the last ones; answers whether there are any. */
    boolean next() throws SQLException {
        size = 0;
        if (rows == null) {
            rows = statement.executeQuery();
            onRow = rows.next();
        }
        if (onRow) {
            onRow = statement.unwrap(CoreStatement.class).pointer.safeRunInt(this::read) == Codes.SQLITE_ROW;
        }
        return size > 0;
    }

    /** Runs under the driver's lock. */
    private int read(DB driver, long query) throws SQLException {
        int state;
        do {
            starts[size] = driver.column_long(query, 0);
            values[size] = driver.column_double(query, 1);
            if (!moments) {
                lengths[size] = driver.column_long(query, 2);
            }
            size++;
            state = driver.step(query);
        } while (state == Codes.SQLITE_ROW && size < MOST);
        if (state != Codes.SQLITE_ROW && state != Codes.SQLITE_DONE) {
            driver.throwex(state);
        }
        return state;
    }

    int size() {
        return size;
    }

    long start(int row) {
        return starts[row];
    }

    long end(int row) {
        return moments ? starts[row] : starts[row] + lengths[row];
    }

    double value(int row) {
        return values[row];
    }
}
