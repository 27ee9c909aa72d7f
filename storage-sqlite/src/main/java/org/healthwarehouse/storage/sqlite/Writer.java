package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.healthwarehouse.model.StorageFailedException;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that writes. Threads of this process take turns by a lock of ours; other processes by SQLite's,
 * for which the connection waits as long as it was told. Thread-safe.
 */
final class Writer implements AutoCloseable {
    private final ConnectionFactory connections;
    private final ReentrantLock lock = new ReentrantLock(true);
    private @Nullable Session session;
    private boolean closed;

    Writer(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** Does the work in one immediate transaction, whole or not at all. */
    <T> T inTransaction(String doing, Work<T> work) {
        lock.lock();
        try {
            return transaction(open(), work);
        } catch (SQLException e) {
            throw StoreErrors.of(connections.file(), doing, e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The same, while rows may refer to ones that are not there, and none goes with another. Whoever uses it looks at
     * the end whether all are there again.
     */
    <T> T withoutForeignKeys(String doing, Work<T> work) {
        lock.lock();
        try {
            Session open = open();
            // Inside of a transaction it would do nothing.
            open.run("PRAGMA foreign_keys = 0");
            return transaction(open, work);
        } catch (SQLException e) {
            throw StoreErrors.of(connections.file(), doing, e);
        } finally {
            // The next one is opened with all that belongs to it, also if this one is broken.
            discard();
            lock.unlock();
        }
    }

    /** Says in words what went wrong inside of the work. */
    StorageFailedException failure(String doing, SQLException cause) {
        return StoreErrors.of(connections.file(), doing, cause);
    }

    private <T> T transaction(Session open, Work<T> work) throws SQLException {
        boolean committed = false;
        open.run("BEGIN IMMEDIATE");
        try {
            T result = work.in(open);
            open.run("COMMIT");
            committed = true;
            return result;
        } catch (SQLException e) {
            if (StoreErrors.breaksConnection(e)) {
                discard();
            }
            throw e;
        } finally {
            if (!committed && session != null) {
                rollBack(open);
            }
        }
    }

    private Session open() throws SQLException {
        if (closed) {
            throw StoreErrors.closed(connections.file());
        }
        Session open = session;
        if (open == null) {
            open = connections.writer();
            session = open;
        }
        return open;
    }

    private void rollBack(Session open) {
        try {
            open.forgetStatements();
            open.run("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself, after which the connection is of no use.
            discard();
        }
    }

    private void discard() {
        Session broken = session;
        session = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException e) {
                // It is broken already; the next transaction opens a new one.
            }
        }
    }

    /** Moves what is in the write-ahead log into the file, if no other process reads, and closes. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (session != null) {
                session.run("PRAGMA wal_checkpoint(TRUNCATE)");
            }
        } catch (SQLException e) {
            // Nothing is lost: whoever opens the file next reads the log.
        } finally {
            discard();
            lock.unlock();
        }
    }
}
