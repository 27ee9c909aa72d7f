package org.healthwarehouse.storage.sqlite;

import static org.healthwarehouse.storage.sqlite.Fixtures.NOW;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh store for every test. */
abstract class StoreTest {
    @TempDir
    Path folder;

    Path file;
    SqliteStorage store;

    @BeforeEach
    void openStore() {
        file = folder.resolve("health.db");
        store = SqliteStorage.open(file, InstantSource.fixed(NOW));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }
}
