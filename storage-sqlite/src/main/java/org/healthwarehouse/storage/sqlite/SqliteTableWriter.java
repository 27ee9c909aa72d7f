package org.healthwarehouse.storage.sqlite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableQuery;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableSpec;
import org.healthwarehouse.storage.TableWriter;
import org.jspecify.annotations.Nullable;

/** Writes tables of one namespace inside one transaction. */
final class SqliteTableWriter extends SqliteTableReader implements TableWriter {
    SqliteTableWriter(TableStatements statements, TableNamespace namespace) {
        super(statements, namespace);
    }

    @Override
    public void insert(UserId user, String table, TableRow row) {
        add(user, table, row, "");
    }

    @Override
    public void upsert(UserId user, String table, TableRow row) {
        List<String> key = table(table).primaryKey();
        String sets = row.values().keySet().stream()
                .filter(column -> !key.contains(column))
                .map(column -> TableNames.quoted(column) + " = excluded." + TableNames.quoted(column))
                .collect(Collectors.joining(", "));
        add(
                user,
                table,
                row,
                " ON CONFLICT (" + TableNames.ofUser(key) + ") DO "
                        + (sets.isEmpty() ? "NOTHING" : "UPDATE SET " + sets));
    }

    private void add(UserId user, String name, TableRow row, String otherwise) {
        TableSpec table = table(name);
        table.requireFits(row, true);
        List<String> columns = List.copyOf(row.values().keySet());
        String sql = "INSERT INTO " + sqlName(name) + " (" + TableNames.ofUser(columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size() + 1, "?")) + ")" + otherwise;
        int unused = statements.run(name, session -> {
            List<@Nullable Object> values = new ArrayList<>();
            values.add(Names.user(session, user));
            row.values().values().forEach(value -> values.add(TableValues.stored(value)));
            return session.update(sql, values.toArray());
        });
    }

    @Override
    public int update(TableQuery query, TableRow values) {
        TableSpec table = table(query.table());
        table.requireFits(query);
        table.requireFits(values, false);
        if (values.values().isEmpty()) {
            return select(query).size();
        }
        TableSelection selection = TableSelection.of(query, sqlName(query.table()));
        String sets = values.values().keySet().stream()
                .map(column -> TableNames.quoted(column) + " = ?")
                .collect(Collectors.joining(", "));
        List<@Nullable Object> all = new ArrayList<>();
        values.values().values().forEach(value -> all.add(TableValues.stored(value)));
        all.addAll(selection.values());
        String sql = "UPDATE " + sqlName(query.table()) + " SET " + sets + selection.where();
        return statements.run(table.name(), session -> session.update(sql, all.toArray()));
    }

    @Override
    public int delete(TableQuery query) {
        TableSpec table = table(query.table());
        table.requireFits(query);
        TableSelection selection = TableSelection.of(query, sqlName(query.table()));
        String sql = "DELETE FROM " + sqlName(query.table()) + selection.where();
        return statements.run(
                table.name(), session -> session.update(sql, selection.values().toArray()));
    }
}
