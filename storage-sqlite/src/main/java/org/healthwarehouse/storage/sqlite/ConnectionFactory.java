package org.healthwarehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * How the file is opened. Settings go through {@link SQLiteConfig}: parameters in the address that the driver does not
 * know would silently become part of the file's name.
 *
 * @param file the database
 * @param lockWait how long to wait for another process's lock
 * @param pageCache bytes of pages that the writing connection keeps in memory; each reading one keeps a quarter
 */
record ConnectionFactory(Path file, Duration lockWait, int pageCache) {
    private static final int WAL_LEFT_ON_DISK = 16 << 20;

    /** A connection for writing, in WAL mode; every commit reaches the disk before it is acknowledged. */
    Session writer() throws SQLException {
        SQLiteConfig config = common(pageCache);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setJournalSizeLimit(WAL_LEFT_ON_DISK);
        Session session = new Session(source(config).getConnection());
        try {
            // The page size can only be chosen before the first page is written, and before WAL.
            session.run("PRAGMA page_size = 8192");
            switchToWal(session);
            return session;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Several may open a new file at once, and this switch does not wait for others as a transaction does. */
    private static void switchToWal(Session session) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                session.run("PRAGMA journal_mode = WAL");
                return;
            } catch (SQLException e) {
                boolean busy = StoreErrors.primary(StoreErrors.code(e)) == SQLiteErrorCode.SQLITE_BUSY;
                if (!busy || attempt == 50) {
                    throw e;
                }
                session.run("BEGIN IMMEDIATE");
                session.run("ROLLBACK");
            }
        }
    }

    /** A connection that has changed nothing yet, to find out what the file is. */
    Session probe() throws SQLException {
        return new Session(source(common(pageCache / 4)).getConnection());
    }

    /** A source of connections for reading. */
    SQLiteDataSource readers() {
        return source(common(pageCache / 4));
    }

    private SQLiteConfig common(int cache) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) Math.min(Integer.MAX_VALUE, lockWait.toMillis()));
        config.setCacheSize(-(cache >> 10));
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        // Else the driver leaves a query open after every insert.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private SQLiteDataSource source(SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }
}
