package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.storage.TableConflictException;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one transaction over tables, in which code of a module runs. After the first one that fails none is
 * run any more, whether the module caught that or not: SQLite may have rolled back by itself, as it does when the disk
 * is full, and would commit each later statement alone. For one thread.
 */
final class TableStatements {
    private final Session session;
    private final Function<SQLException, StorageFailedException> inWords;
    private @Nullable HealthWarehouseException failure;
    private @Nullable SQLException broken;
    private boolean ended;

    /** Statements of that transaction, whose failures are told so. */
    TableStatements(Session session, Function<SQLException, StorageFailedException> inWords) {
        this.session = session;
        this.inWords = inWords;
    }

    /**
     * Does what belongs to the transaction.
     *
     * @throws SQLException if a statement failed, also if the work went on; the transaction is to be rolled back
     * @throws TableConflictException if rows would contradict one another, also if the work went on
     */
    <T> T during(Supplier<? extends T> work) throws SQLException {
        try {
            T result = work.get();
            requireWhole();
            return result;
        } catch (StorageFailedException e) {
            if (e == failure && broken != null) {
                throw broken;
            }
            throw e;
        } finally {
            ended = true;
        }
    }

    /**
     * Runs statements.
     *
     * @param table which rows they are about
     * @throws StorageFailedException if they fail, or others did before
     * @throws TableConflictException if rows would contradict one another, or did before
     */
    <T> T run(String table, Work<T> statements) {
        requireWhole();
        if (ended) {
            throw new IllegalStateException("the transaction is over; use tables only inside of the work given to it");
        }
        try {
            return statements.in(session);
        } catch (SQLException e) {
            Optional<TableConflictException> conflict = TableConflicts.of(table, e);
            if (conflict.isPresent()) {
                failure = conflict.get();
                throw failure;
            }
            broken = e;
            failure = inWords.apply(e);
            throw failure;
        }
    }

    private void requireWhole() {
        if (failure != null) {
            throw failure;
        }
    }
}
