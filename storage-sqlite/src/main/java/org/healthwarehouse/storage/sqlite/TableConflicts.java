package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.healthwarehouse.storage.TableConflictException;
import org.healthwarehouse.storage.TableConflictException.Conflict;
import org.healthwarehouse.storage.TableConflictException.Kind;

/** Tells from what SQLite says in which columns rows contradict one another. */
final class TableConflicts {
    private static final Pattern COLUMNS = Pattern.compile("constraint failed: ([a-z0-9_., ]+)");

    private TableConflicts() {}

    /** Empty if something else went wrong. */
    static Optional<TableConflictException> of(String table, SQLException e) {
        return switch (StoreErrors.code(e)) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID ->
                Optional.of(new TableConflictException(new Conflict(Kind.TAKEN, table, columns(e))));
            case SQLITE_CONSTRAINT_FOREIGNKEY ->
                Optional.of(new TableConflictException(new Conflict(Kind.MISSING, table, List.of())));
            default -> Optional.empty();
        };
    }

    private static List<String> columns(SQLException e) {
        Matcher found = COLUMNS.matcher(String.valueOf(e.getMessage()));
        return found.find()
                ? Stream.of(found.group(1).split(", ", -1))
                        .map(column -> column.substring(column.indexOf('.') + 1))
                        .toList()
                : List.of();
    }
}
