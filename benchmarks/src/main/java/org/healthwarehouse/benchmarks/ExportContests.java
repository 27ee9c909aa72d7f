package org.healthwarehouse.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.export.ExportRequest;

/** Exports of one store by the library and by others. */
final class ExportContests {
    private static final String RAW = "SELECT start_ms, value FROM sample ORDER BY start_ms";
    private static final String FORMATTED = """
            SELECT u.name AS user_id, o.name AS source, d.key AS device, c.channel,
                   strftime(''%Y-%m-%dT%H:%M:%SZ'', p.start_ms / 1000, ''unixepoch'') AS start,
                   strftime(''%Y-%m-%dT%H:%M:%SZ'', (p.start_ms + p.len_ms) / 1000, ''unixepoch'') AS end,
                   p.value, t.unit
            FROM sample p JOIN series c USING (series_id) JOIN stream m USING (stream_id) JOIN device d USING (device_id)
            JOIN user u ON u.user_id = m.user_id JOIN source o ON o.source_id = m.source_id JOIN data_type t USING (type_id)
            """.replace("''", "'");

    private ExportContests() {}

    static void csv(Path file, Path folder, int rounds) throws Exception {
        long rows = count(file);
        boolean shell =
                new ProcessBuilder("bash", "-c", "command -v sqlite3").start().waitFor() == 0;
        Path target = folder.resolve("shell.csv");
        var unused = new Contest("CSV of " + rows + " samples, ours with eight formatted columns")
                .add("HealthWarehouse: export csv", () -> Cpu.rate(() -> export(file, folder, "csv")))
                .addIf(
                        shell,
                        "sqlite3 shell, the same eight columns",
                        "there is no sqlite3",
                        () -> rows / Program.seconds(shell(file, FORMATTED, target)))
                .addIf(
                        shell,
                        "sqlite3 shell, two raw columns (start_ms, value)",
                        "there is no sqlite3",
                        () -> rows / Program.seconds(shell(file, RAW.replace(" ORDER BY start_ms", ""), target)))
                .run(rounds);
        size("csv", folder, rows);
    }

    static void parquet(Path file, Path folder, int rounds) throws Exception {
        long rows = count(file);
        Path target = folder.resolve("duck.parquet");
        var unused = new Contest("Parquet of " + rows + " samples")
                .add("HealthWarehouse: export parquet", () -> Cpu.rate(() -> export(file, folder, "parquet")))
                .add("DuckDB: Appender and COPY, series, time and value", () -> Cpu.rate(() -> duck(file, target)))
                .run(rounds);
        size("parquet", folder, rows);
        System.out.printf(Locale.ROOT, "  DuckDB: %.3f bytes a row%n", (double) Files.size(target) / rows);
    }

    private static String shell(Path file, String sql, Path target) {
        return "sqlite3 -csv " + file + " \"" + sql + "\" > " + target;
    }

    /** Opening the store is not part of it: the programs it is compared with do not check theirs either. */
    private static long export(Path file, Path folder, String format) {
        try (BenchStore store = new BenchStore(file);
                HealthWarehouse warehouse = store.warehouse()) {
            return warehouse
                    .export(ExportRequest.to(format, folder.resolve(format)))
                    .rows();
        }
    }

    /** What a program would do that has DuckDB at hand: read by JDBC, append to a table, copy that into a file. */
    private static long duck(Path file, Path target) throws SQLException {
        try (DuckDBConnection duck = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            statement.execute("SET threads = 1");
            statement.execute("CREATE TABLE sample (series INTEGER, start_ms BIGINT, value DOUBLE)");
            long rows = append(duck, sqlite);
            statement.execute("COPY sample TO '" + target + "' (FORMAT parquet, COMPRESSION zstd)");
            return rows;
        }
    }

    private static long append(DuckDBConnection duck, Connection sqlite) throws SQLException {
        long rows = 0;
        try (PreparedStatement select = sqlite.prepareStatement("SELECT series_id, start_ms, value FROM sample");
                ResultSet row = select.executeQuery();
                DuckDBAppender appender = duck.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "sample")) {
            while (row.next()) {
                var unused = appender.beginRow()
                        .append(row.getInt(1))
                        .append(row.getLong(2))
                        .append(row.getDouble(3))
                        .endRow();
                rows++;
            }
        }
        return rows;
    }

    private static long count(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM sample")) {
            return result.getLong(1);
        }
    }

    private static void size(String format, Path folder, long rows) throws IOException {
        System.out.printf(
                Locale.ROOT, "  HealthWarehouse: %.3f bytes a row%n", (double) bytes(folder.resolve(format)) / rows);
    }

    static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
