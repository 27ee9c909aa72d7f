package org.healthwarehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.StorageFailedException;
import org.sqlite.SQLiteErrorCode;

/** Looks over the file when it is opened, but not each time: about 0.1 s for a million samples. */
final class QuickCheck {
    private static final String KIND = "quick_check";

    private QuickCheck() {}

    /**
     * Checks the file unless that was done lately, and remembers it in the file.
     *
     * @throws StorageFailedException if the file is damaged
     */
    static void unlessDoneSince(Session session, Path file, Instant now, Duration interval) throws SQLException {
        Optional<Instant> last =
                session.first("SELECT at_ms FROM file_check WHERE kind = ?", row -> Columns.instant(row, 1), KIND);
        // A check that is dated in the future was dated by a clock that went wrong.
        boolean lately = last.filter(at -> !at.isAfter(now) && now.isBefore(at.plus(interval)))
                .isPresent();
        if (lately) {
            return;
        }
        String found =
                session.first("PRAGMA quick_check(1)", row -> row.getString(1)).orElse("no answer");
        if (!found.equals("ok")) {
            throw new StorageFailedException("the database " + file + " is damaged (" + found
                    + "); restore a backup, or fetch into a new file. Nothing was written to it");
        }
        remember(session, now);
    }

    private static void remember(Session session, Instant now) throws SQLException {
        try {
            session.update(
                    "INSERT INTO file_check (kind, at_ms) VALUES (?1, ?2) ON CONFLICT (kind) DO UPDATE SET at_ms = ?2",
                    KIND,
                    now.toEpochMilli());
        } catch (SQLException e) {
            if (StoreErrors.primary(StoreErrors.code(e)) != SQLiteErrorCode.SQLITE_BUSY) {
                throw e;
            }
            // Somebody else writes at the moment; the next opening checks again.
        }
    }
}
