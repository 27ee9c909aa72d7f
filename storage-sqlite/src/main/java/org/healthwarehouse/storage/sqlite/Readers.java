package org.healthwarehouse.storage.sqlite;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.healthwarehouse.model.StorageFailedException;

/** A few connections that only read. Thread-safe. */
final class Readers implements AutoCloseable {
    private static final int MOST = 4;
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final ConnectionFactory connections;
    private final HikariPool pool;
    private final Set<ReadTransaction> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Readers(ConnectionFactory connections, Duration wait) {
        this.connections = connections;
        HikariConfig config = new HikariConfig();
        config.setPoolName("healthwarehouse-readers");
        config.setDataSource(connections.readers());
        config.setConnectionInitSql("PRAGMA query_only = 1");
        // Not fewer on a small machine: two long exports must not keep the engine from looking at its jobs.
        config.setMaximumPoolSize(MOST);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        config.setConnectionTimeout(wait.toMillis());
        config.setInitializationFailTimeout(-1);
        config.validate();
        // Without the data source around it the pool says nothing at INFO.
        this.pool = new HikariPool(config);
    }

    /** Begins a read transaction, which sees the store as it is now until it is closed. */
    ReadTransaction begin() {
        checkOpen();
        try {
            ReadTransaction transaction = new ReadTransaction(this, pool.getConnection());
            open.add(transaction);
            if (closed) {
                transaction.close();
            }
            return transaction;
        } catch (SQLTransientConnectionException e) {
            throw noConnection(e);
        } catch (SQLException e) {
            throw failure("begin to read", e);
        }
    }

    void checkOpen() {
        if (closed) {
            throw StoreErrors.closed(connections.file());
        }
    }

    /** Does the work in one read transaction. */
    <T> T read(String doing, Work<T> work) {
        try (ReadTransaction transaction = begin()) {
            return transaction.read(doing, work);
        }
    }

    private StorageFailedException noConnection(SQLTransientConnectionException e) {
        return e.getCause() instanceof SQLException cause
                ? failure("open a connection to read", cause)
                : new StorageFailedException(
                        "no connection to read " + connections.file() + " became free; close snapshots as soon as they"
                                + " have been read",
                        e);
    }

    StorageFailedException failure(String doing, SQLException cause) {
        return closed ? StoreErrors.closed(connections.file()) : StoreErrors.of(connections.file(), doing, cause);
    }

    void ended(ReadTransaction transaction) {
        open.remove(transaction);
    }

    void evict(Connection broken) {
        pool.evictConnection(broken);
    }

    /** Ends the transactions that are still open: the pool could not, as the driver knows no abort. */
    @Override
    public void close() {
        closed = true;
        open.forEach(ReadTransaction::cutOff);
        try {
            pool.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
