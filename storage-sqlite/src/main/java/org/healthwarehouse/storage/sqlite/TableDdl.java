package org.healthwarehouse.storage.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.healthwarehouse.storage.ColumnKind;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.IndexSpec;
import org.healthwarehouse.storage.TableSpec;
import org.healthwarehouse.storage.TableStep;
import org.healthwarehouse.storage.UniqueSpec;

/**
 * The SQL that makes the tables of a namespace. Whose a row is stands in {@code user_id}, the first part of every key;
 * moments are UTC epoch milliseconds, dates ISO 8601, lists and objects JSON.
 *
 * @param namespace what their names begin with
 */
record TableDdl(String namespace) {
    /** The statement that takes a step. */
    String up(TableStep step) {
        if (step instanceof TableStep.Create create) {
            return create(create.spec());
        }
        if (step instanceof TableStep.AddColumn add) {
            return "ALTER TABLE " + name(add.table()) + " ADD COLUMN " + column(add.column());
        }
        TableStep.AddIndex add = (TableStep.AddIndex) step;
        return index(add.table(), add.index());
    }

    /** The statement that takes it back. */
    String down(TableStep step) {
        if (step instanceof TableStep.Create) {
            return "DROP TABLE " + name(step.table());
        }
        return step instanceof TableStep.AddColumn add
                ? "ALTER TABLE " + name(add.table()) + " DROP COLUMN "
                        + TableNames.quoted(add.column().name())
                : "DROP INDEX " + indexName(step.table(), ((TableStep.AddIndex) step).index());
    }

    private String create(TableSpec spec) {
        List<String> lines = new ArrayList<>();
        lines.add("user_id INTEGER NOT NULL REFERENCES user ON DELETE CASCADE");
        spec.columns().forEach(column -> lines.add(column(column)));
        lines.add("PRIMARY KEY (" + TableNames.ofUser(spec.primaryKey()) + ")");
        for (UniqueSpec set : spec.unique()) {
            String columns = set.acrossUsers() ? TableNames.quoted(set.columns()) : TableNames.ofUser(set.columns());
            lines.add("UNIQUE (" + columns + ")");
        }
        spec.references()
                .forEach(named -> lines.add("FOREIGN KEY (" + TableNames.ofUser(named.columns()) + ") REFERENCES "
                        + name(named.table()) + " ON DELETE CASCADE"));
        String table = lines.stream().collect(Collectors.joining(",\n    ", "(\n    ", "\n)"));
        String indexes = spec.indexes().stream()
                .map(index -> ";\n" + index(spec.name(), index))
                .collect(Collectors.joining());
        return "CREATE TABLE " + name(spec.name()) + " " + table + indexes;
    }

    private static String column(ColumnSpec column) {
        String name = TableNames.quoted(column.name());
        return name + " " + affinity(column.kind()) + (column.required() ? " NOT NULL" : "") + check(column, name);
    }

    private static String affinity(ColumnKind kind) {
        return switch (kind) {
            case INTEGER, BOOLEAN, INSTANT -> "INTEGER";
            case NUMBER -> "REAL";
            case TEXT, DATE, CHOICE, JSON, TEXTS -> "TEXT";
        };
    }

    /** Also whoever writes with plain SQL is kept from what no program could read. */
    private static String check(ColumnSpec column, String name) {
        return switch (column.kind()) {
            case BOOLEAN -> " CHECK (" + name + " IN (0, 1))";
            case CHOICE ->
                column.choices().stream()
                        .map(choice -> "'" + choice.replace("'", "''") + "'")
                        .collect(Collectors.joining(", ", " CHECK (" + name + " IN (", "))"));
            case JSON, TEXTS -> " CHECK (json_valid(" + name + "))";
            default -> "";
        };
    }

    private String index(String table, IndexSpec index) {
        return "CREATE INDEX " + indexName(table, index) + " ON " + name(table) + " ("
                + TableNames.ofUser(index.columns()) + ")";
    }

    private String indexName(String table, IndexSpec index) {
        return TableNames.quoted(TableNames.table(namespace, table) + "_by_" + String.join("_", index.columns()));
    }

    private String name(String table) {
        return TableNames.quoted(TableNames.table(namespace, table));
    }
}
