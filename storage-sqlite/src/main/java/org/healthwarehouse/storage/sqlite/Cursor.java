package org.healthwarehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows of one series or stream, one by one; holds one of them in memory. */
abstract class Cursor extends TimedRows {
    private final PreparedStatement statement;
    private @Nullable ResultSet rows;

    /** @param order tells which of two cursors comes first where their rows have the same time */
    Cursor(PreparedStatement statement, long order) {
        super(order);
        this.statement = statement;
    }

    abstract long start(ResultSet row) throws SQLException;

    abstract long end(ResultSet row, long start) throws SQLException;

    abstract void visit(ResultSet row, long start, long end) throws SQLException;

    private ResultSet rows() throws SQLException {
        ResultSet open = rows;
        if (open == null) {
            open = statement.executeQuery();
            rows = open;
        }
        return open;
    }

    @Override
    final boolean next() throws SQLException {
        ResultSet row = rows();
        if (!row.next()) {
            return false;
        }
        long start = start(row);
        at(start, end(row, start));
        return true;
    }

    @Override
    final void visit() throws SQLException {
        visit(rows(), start(), end());
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
