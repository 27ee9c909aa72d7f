package org.healthwarehouse.storage.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/**
 * One connection with the statements prepared on it so far. Transactions are begun and ended by plain statements: those
 * of the driver begin the next one at once. Used by one thread at a time.
 */
final class Session implements AutoCloseable {
    private final SQLiteConnection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Session(Connection connection) throws SQLException {
        this.connection = connection.unwrap(SQLiteConnection.class);
        // Else the driver tries to begin and commit a transaction after every statement.
        this.connection.getConnectionConfig().setAutoCommit(false);
    }

    /** The statement of that text, prepared once; whoever runs a query with it closes the result. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    /** A statement that is not kept, so that several of the same text can be open; the caller closes it. */
    PreparedStatement prepareAnother(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** Runs one or more statements without values. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Changes rows and answers how many. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /** Inserts a row and answers its number. */
    long insert(String sql, @Nullable Object... values) throws SQLException {
        update(sql, values);
        return first("SELECT last_insert_rowid()", row -> row.getLong(1)).orElseThrow();
    }

    /** All rows. */
    <T> List<T> all(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet result = bound(sql, values).executeQuery()) {
            while (result.next()) {
                found.add(row.read(result));
            }
        }
        return found;
    }

    /** The first row, if there is one. */
    <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        try (ResultSet result = bound(sql, values).executeQuery()) {
            return result.next() ? Optional.of(row.read(result)) : Optional.empty();
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = prepare(sql);
        bind(statement, values);
        return statement;
    }

    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        bindAfter(statement, 0, values);
    }

    /** Binds the parameters that follow the first ones. */
    static void bindAfter(PreparedStatement statement, int first, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(first + i + 1, values[i]);
        }
    }

    /** Asks now and then, while a statement runs, whether to go on; 0 instructions: never again. */
    void whileRunning(int instructions, BooleanSupplier goOn) throws SQLException {
        if (instructions == 0) {
            ProgressHandler.clearHandler(connection);
            return;
        }
        ProgressHandler.setHandler(connection, instructions, new ProgressHandler() {
            @Override
            protected int progress() {
                return goOn.getAsBoolean() ? 0 : 1;
            }
        });
    }

    /** Closes the statements, but not the connection. Needed after an error: the driver has closed one of them. */
    void forgetStatements() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
