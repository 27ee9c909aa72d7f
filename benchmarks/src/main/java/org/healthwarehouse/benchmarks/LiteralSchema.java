package org.healthwarehouse.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The schema of the library's first plan, taken literally, and the two plain ways of filling it with JDBC. */
final class LiteralSchema {
    private static final String[] NAMES = {"heart_rate", "heart_rate_watch2", "body_temp", "body_temp_watch2"};

    private LiteralSchema() {}

    /** Stores pages in a transaction each, row by row or by {@code addBatch}; answers how many rows. */
    static long load(Path file, int series, long perSeries, boolean batched) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            create(connection);
            YardstickSeries[] all = new YardstickSeries[series];
            for (int i = 0; i < series; i++) {
                all[i] = new YardstickSeries(i);
            }
            for (long done = 0; done < perSeries; done += YardstickSeries.PAGE) {
                for (int i = 0; i < series; i++) {
                    page(connection, all[i], NAMES[i], batched);
                }
            }
        }
        return series * perSeries;
    }

    private static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : new String[] {
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = FULL",
                "PRAGMA cache_size = -65536",
                "CREATE TABLE health_metrics (id INTEGER PRIMARY KEY AUTOINCREMENT, metric_name TEXT NOT NULL,"
                        + " timestamp REAL NOT NULL, value REAL, value_json TEXT, source TEXT,"
                        + " fetched_at REAL NOT NULL, metadata TEXT, UNIQUE (metric_name, timestamp))",
                "CREATE INDEX idx_metric_time ON health_metrics (metric_name, timestamp)",
                "CREATE INDEX idx_timestamp ON health_metrics (timestamp)"
            }) {
                statement.execute(sql);
            }
        }
        connection.setAutoCommit(false);
    }

    private static void page(Connection connection, YardstickSeries series, String name, boolean batched)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT OR IGNORE INTO health_metrics"
                + " (metric_name, timestamp, value, source, fetched_at) VALUES (?, ?, ?, ?, ?)")) {
            for (int i = 0; i < YardstickSeries.PAGE; i++) {
                series.next();
                insert.setString(1, name);
                insert.setDouble(2, series.time() / 1000.0);
                insert.setDouble(3, series.value());
                insert.setString(4, "fulcra_api");
                insert.setDouble(5, 1_760_000_000.5);
                if (batched) {
                    insert.addBatch();
                } else {
                    insert.executeUpdate();
                }
            }
            if (batched) {
                insert.executeBatch();
            }
        }
        connection.commit();
    }
}
