package org.healthwarehouse.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.healthwarehouse.model.StorageFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class StoreErrorsTest {
    private static final Path FILE = Path.of("health.db");

    @ParameterizedTest
    @CsvSource({
        "SQLITE_FULL, free some space, true",
        "SQLITE_READONLY_DIRECTORY, make both writable, false",
        "SQLITE_CORRUPT_INDEX, restore a backup, true",
        "SQLITE_NOTADB, name another file, true",
        "SQLITE_BUSY, try again, false",
        "SQLITE_LOCKED, try again, false",
        "SQLITE_IOERR_WRITE, check the device, true",
        "SQLITE_CANTOPEN, check that they exist, false",
        "SQLITE_CONSTRAINT_UNIQUE, bug, false",
        "SQLITE_TOOBIG, see the cause, false",
    })
    void everyCodeSaysWhatToDoAndWhetherTheConnectionIsLost(SQLiteErrorCode code, String remedy, boolean lost) {
        SQLException cause = new SQLException("outer", new SQLiteException("inner", code));
        StorageFailedException failure = StoreErrors.of(FILE, "commit a page", cause);
        assertThat(failure)
                .hasMessageContainingAll("could not commit a page in health.db", code.name(), remedy)
                .hasCause(cause);
        assertThat(StoreErrors.breaksConnection(cause)).isEqualTo(lost);
    }

    @Test
    void anErrorThatIsNotOfSqliteIsStillReported() {
        assertThat(StoreErrors.of(FILE, "read", new SQLException("closed"))).hasMessageContaining("could not read");
    }
}
