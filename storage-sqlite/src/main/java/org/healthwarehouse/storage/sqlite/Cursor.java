package org.healthwarehouse.storage.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Rows of one series or stream in order of start, then of end; several are merged into one order. */
abstract class Cursor implements Comparable<Cursor>, AutoCloseable {
    private final PreparedStatement statement;
    private final long order;
    private @Nullable ResultSet rows;
    private long start;
    private long end;

    /** @param order tells which of two cursors comes first where their rows have the same time */
    Cursor(PreparedStatement statement, long order) {
        this.statement = statement;
        this.order = order;
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

    private boolean next() throws SQLException {
        ResultSet row = rows();
        if (!row.next()) {
            return false;
        }
        start = start(row);
        end = end(row, start);
        return true;
    }

    private void visit() throws SQLException {
        visit(rows(), start, end);
    }

    @Override
    public final int compareTo(Cursor other) {
        int byStart = Long.compare(start, other.start);
        int byEnd = byStart != 0 ? byStart : Long.compare(end, other.end);
        return byEnd != 0 ? byEnd : Long.compare(order, other.order);
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    /** Visits the rows of all cursors in one order; holds one row of each in memory. */
    static void merge(List<? extends Cursor> cursors) throws SQLException {
        PriorityQueue<Cursor> waiting = new PriorityQueue<>();
        for (Cursor cursor : cursors) {
            if (cursor.next()) {
                waiting.add(cursor);
            }
        }
        for (Cursor first = waiting.poll(); first != null; first = waiting.poll()) {
            Cursor second = waiting.peek();
            boolean more = true;
            // Devices tend to take turns: as long as one is ahead, the queue need not be asked.
            while (more && (second == null || first.compareTo(second) < 0)) {
                first.visit();
                more = first.next();
            }
            if (more) {
                waiting.add(first);
            }
        }
    }

    static void closeAll(List<? extends Cursor> cursors) throws SQLException {
        for (Cursor cursor : cursors) {
            cursor.close();
        }
    }
}
