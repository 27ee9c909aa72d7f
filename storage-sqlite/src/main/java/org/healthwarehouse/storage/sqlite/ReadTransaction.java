package org.healthwarehouse.storage.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import org.healthwarehouse.model.StorageFailedException;

/** A read transaction on a borrowed connection, pinned to the last commit before it began. Used by one thread. */
final class ReadTransaction implements AutoCloseable {
    private final Readers readers;
    private final Connection pooled;
    private final Session session;
    private final long number;
    private boolean open = true;
    private boolean broken;

    ReadTransaction(Readers readers, Connection pooled) {
        this.readers = readers;
        this.pooled = pooled;
        try {
            this.session = new Session(pooled);
            session.run("BEGIN");
            this.number = FetchTable.lastCommit(session);
        } catch (SQLException e) {
            readers.evict(pooled);
            throw readers.failure("begin to read", e);
        }
    }

    /** The number of the last commit that is visible. */
    long number() {
        return number;
    }

    /** Reads; whatever goes wrong is said in words. */
    <T> T read(String doing, Work<T> work) {
        if (!open) {
            throw new StorageFailedException("could not " + doing + ": the snapshot is closed; take a new one");
        }
        readers.checkOpen();
        try {
            return work.in(session);
        } catch (SQLException e) {
            broken |= StoreErrors.breaksConnection(e) || !forgetStatements();
            throw readers.failure(doing, e);
        }
    }

    private boolean forgetStatements() {
        try {
            session.forgetStatements();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Takes the connection away from whoever reads, because the store is being closed. Called by another thread. */
    void cutOff() {
        try {
            session.close();
        } catch (SQLException e) {
            readers.evict(pooled);
        }
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        readers.ended(this);
        if (broken) {
            readers.evict(pooled);
            return;
        }
        try {
            session.forgetStatements();
            session.run("ROLLBACK");
            pooled.close();
        } catch (SQLException e) {
            readers.evict(pooled);
        }
    }
}
