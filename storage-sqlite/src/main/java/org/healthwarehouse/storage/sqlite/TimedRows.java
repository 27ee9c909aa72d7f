package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.PriorityQueue;

/** Rows in order of start, then of end; several such are merged into one order. */
abstract class TimedRows implements Comparable<TimedRows>, AutoCloseable {
    private final long order;
    private long start;
    private long end;

    /** @param order tells which of two comes first where their rows have the same time */
    TimedRows(long order) {
        this.order = order;
    }

    /** Goes to the next row and says {@linkplain #at when} it is; answers whether there is one. */
    abstract boolean next() throws SQLException;

    /** Hands the row to whoever reads. */
    abstract void visit() throws SQLException;

    @Override
    public abstract void close() throws SQLException;

    final void at(long startMs, long endMs) {
        start = startMs;
        end = endMs;
    }

    final long start() {
        return start;
    }

    final long end() {
        return end;
    }

    @Override
    public final int compareTo(TimedRows other) {
        int byStart = Long.compare(start, other.start);
        int byEnd = byStart != 0 ? byStart : Long.compare(end, other.end);
        return byEnd != 0 ? byEnd : Long.compare(order, other.order);
    }

    /** Visits all rows in one order. */
    static void merge(List<? extends TimedRows> all) throws SQLException {
        PriorityQueue<TimedRows> waiting = new PriorityQueue<>();
        for (TimedRows rows : all) {
            if (rows.next()) {
                waiting.add(rows);
            }
        }
        for (TimedRows first = waiting.poll(); first != null; first = waiting.poll()) {
            TimedRows second = waiting.peek();
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

    static void closeAll(List<? extends TimedRows> all) throws SQLException {
        for (TimedRows rows : all) {
            rows.close();
        }
    }
}
