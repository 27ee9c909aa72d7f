package org.healthwarehouse.storage.sqlite;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.testkit.contract.StorageContract;
import org.junit.jupiter.api.io.TempDir;

class SqliteStorageContractTest extends StorageContract {
    @TempDir
    Path folder;

    @Override
    protected Storage open() {
        return SqliteStorage.open(
                folder.resolve("health.db"), InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z")));
    }

    @Override
    protected Storage reopen() {
        return open();
    }
}
