package org.healthwarehouse.storage.sqlite;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableQuery;
import org.healthwarehouse.storage.TableReader;
import org.healthwarehouse.storage.TableRow;
import org.healthwarehouse.storage.TableSpec;

/** Reads tables of one namespace inside one transaction. */
class SqliteTableReader implements TableReader {
    final TableStatements statements;
    private final TableNamespace namespace;
    private final Map<String, TableSpec> tables;

    SqliteTableReader(TableStatements statements, TableNamespace namespace) {
        this.statements = statements;
        this.namespace = namespace;
        this.tables = namespace.tables(namespace.last()).stream()
                .collect(Collectors.toMap(TableSpec::name, Function.identity()));
    }

    final TableSpec table(String name) {
        TableSpec table = tables.get(name);
        if (table == null) {
            throw new InvalidParameterException(
                    "table", name, "is not in namespace " + namespace.name(), "name another");
        }
        return table;
    }

    /** What the table is called in SQL. */
    final String sqlName(String table) {
        return TableNames.quoted(TableNames.table(namespace.name(), table));
    }

    @Override
    public List<TableRow> select(TableQuery query) {
        TableSpec table = table(query.table());
        table.requireFits(query);
        String from = sqlName(query.table());
        TableSelection selection = TableSelection.of(query, from);
        String columns = table.columns().stream()
                .map(column -> TableSelection.column(from, column.name()))
                .collect(Collectors.joining(", "));
        String sql =
                "SELECT " + columns + " FROM " + from + selection.where() + TableSelection.order(query, table, from);
        return statements.run(
                table.name(),
                session -> session.all(
                        sql,
                        row -> TableValues.read(row, table),
                        selection.values().toArray()));
    }
}
