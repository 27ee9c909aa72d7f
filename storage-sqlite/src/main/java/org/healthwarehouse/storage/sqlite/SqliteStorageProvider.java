package org.healthwarehouse.storage.sqlite;

import java.time.InstantSource;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.StorageProvider;

/** Serves addresses such as {@code sqlite:health.db} or {@code sqlite:~/health/health.db}. */
public final class SqliteStorageProvider implements StorageProvider {
    /** Made by {@link java.util.ServiceLoader}. */
    public SqliteStorageProvider() {}

    @Override
    public String scheme() {
        return "sqlite";
    }

    /**
     * {@inheritDoc}
     *
     * @param address the path of the file; a leading {@code ~} is the home folder of the user
     */
    @Override
    public Storage open(String address, InstantSource clock) {
        return SqliteStorage.open(DatabaseFile.named(address), clock);
    }
}
