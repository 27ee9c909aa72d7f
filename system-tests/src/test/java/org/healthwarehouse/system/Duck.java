package org.healthwarehouse.system;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB, which shares no code with the writer, as the reader of Parquet files. */
final class Duck implements AutoCloseable {
    private final Connection connection;

    Duck() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A table of all files of a data type, with its partitions as columns. */
    static String type(Path folder, String name) {
        return "read_parquet('" + folder + "/type=" + name + "/*/*/*.parquet', hive_partitioning=true)";
    }

    /** All rows, their cells separated by {@code |}, nulls as {@code null}. */
    List<String> rows(String sql) {
        return cells(sql).stream()
                .map(cells -> cells.stream().map(String::valueOf).collect(Collectors.joining("|")))
                .toList();
    }

    /** The cells of all rows as text; null is null. */
    List<List<String>> cells(String sql) {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    Object cell = result.getObject(i);
                    cells.add(cell == null ? null : cell.toString());
                }
                rows.add(cells);
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The columns of a table with their types. */
    String columns(String table) {
        return rows("SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM " + table + ")").stream()
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
