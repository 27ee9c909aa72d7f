package org.healthwarehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.healthwarehouse.model.StorageFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the schema from step to step, forward and back, each in a transaction of its own that is checked before it is
 * committed. What was taken stands in {@code schema_history}.
 */
final class SchemaMigrations {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrations.class);
    private static final String HISTORY = """
            CREATE TABLE IF NOT EXISTS schema_history (
                version     INTEGER PRIMARY KEY,
                name        TEXT NOT NULL,
                checksum    TEXT NOT NULL,
                applied_at  TEXT NOT NULL,
                app_version TEXT NOT NULL
            )""";

    private final Path file;
    private final List<Migration> steps;
    private final InstantSource clock;

    SchemaMigrations(Path file, List<Migration> steps, InstantSource clock) {
        this.file = file;
        this.steps = List.copyOf(steps);
        this.clock = clock;
    }

    /** Refuses a file that is not ours, is newer than we are, or whose steps are not the ones we know. Only reads. */
    void check(Session session) throws SQLException {
        List<Taken> taken = taken(session);
        if (taken.isEmpty() && hasTables(session)) {
            throw DatabaseFile.refused(
                    file, "is a database of another program", "name another file; this one was not touched");
        }
        for (Taken step : taken) {
            if (step.version() > steps.size()) {
                throw new StorageFailedException("the database " + file + " has schema version " + step.version()
                        + ", this library knows versions up to " + steps.size()
                        + "; use the newer library that wrote it. It was not touched");
            }
            if (!step.checksum().equals(steps.get(step.version() - 1).checksum())) {
                throw new StorageFailedException("schema version " + step.version() + " of " + file
                        + " is not the one this library knows (its checksum differs); restore a backup, or use the"
                        + " library that wrote it");
            }
        }
    }

    /** Takes every step that is pending; a database that already holds something is backed up before the first. */
    void up(Session session) throws SQLException {
        if (version(session) == 0) {
            // All at once: who opens the same new file meanwhile must not take it for one of an older version.
            inTransaction(session, "make the schema", () -> {
                for (Migration step : pending(session)) {
                    take(session, step);
                }
            });
        }
        int from = version(session);
        if (from < steps.size()) {
            Path backup = SchemaBackup.write(session, file, from);
            LOG.info("schema of {} goes from version {} to {}; backup: {}", file, from, steps.size(), backup);
        }
        for (Migration step : pending(session)) {
            inTransaction(session, "take schema step " + step.version(), () -> {
                // Another process may have been quicker while we waited for the lock.
                if (version(session) < step.version()) {
                    take(session, step);
                }
            });
        }
    }

    private List<Migration> pending(Session session) throws SQLException {
        return steps.subList(version(session), steps.size());
    }

    private void take(Session session, Migration step) throws SQLException {
        session.run(step.up());
        record(session, step);
    }

    /** Takes back every step after the given one. What only they knew is lost. */
    void down(Session session, int toVersion) throws SQLException {
        for (int version = version(session); version > toVersion; version--) {
            Migration step = steps.get(version - 1);
            boolean hasGeneratedViews = version >= RecordViews.SINCE_VERSION;
            boolean bringsNamespaces = version == NamespaceTable.SINCE_VERSION;
            inTransaction(session, "take back schema step " + version, () -> {
                if (bringsNamespaces) {
                    NamespaceTable.dropAll(session);
                }
                if (hasGeneratedViews) {
                    RecordViews.drop(session);
                }
                session.run(step.down());
                session.update("DELETE FROM schema_history WHERE version = ?", step.version());
            });
        }
    }

    /** The last step taken; 0 in an empty database. */
    static int version(Session session) throws SQLException {
        return taken(session).stream().mapToInt(Taken::version).max().orElse(0);
    }

    private void inTransaction(Session session, String doing, Step step) throws SQLException {
        session.run("BEGIN IMMEDIATE");
        try {
            session.run(HISTORY);
            step.run();
            verify(session, doing);
            session.run("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollBack(session, e);
            throw e;
        }
    }

    private static void rollBack(Session session, Exception cause) {
        try {
            session.run("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself.
            cause.addSuppressed(e);
        }
    }

    private void verify(Session session, String doing) throws SQLException {
        boolean dangling =
                session.first("PRAGMA foreign_key_check", row -> true).isPresent();
        String found =
                session.first("PRAGMA quick_check(1)", row -> row.getString(1)).orElse("");
        if (dangling || !found.equals("ok")) {
            throw new StorageFailedException(
                    "could not " + doing + " of " + file + ": its rows do not fit together; restore a backup");
        }
    }

    private void record(Session session, Migration step) throws SQLException {
        session.update(
                "INSERT INTO schema_history (version, name, checksum, applied_at, app_version) VALUES (?, ?, ?, ?, ?)",
                step.version(),
                step.name(),
                step.checksum(),
                clock.instant().toString(),
                LibraryVersion.read());
    }

    private static List<Taken> taken(Session session) throws SQLException {
        return hasTable(session, "schema_history")
                ? session.all(
                        "SELECT version, checksum FROM schema_history ORDER BY version",
                        row -> new Taken(row.getInt(1), row.getString(2)))
                : List.of();
    }

    private static boolean hasTable(Session session, String name) throws SQLException {
        return session.first("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", row -> true, name)
                .isPresent();
    }

    private static boolean hasTables(Session session) throws SQLException {
        return session.first(
                        "SELECT 1 FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name <> 'schema_history'",
                        row -> true)
                .isPresent();
    }

    private record Taken(int version, String checksum) {}

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }
}
