package org.healthwarehouse.storage.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    /** The statements that take a step; none if its table has to be made anew. */
    Optional<String> up(TableStep step) {
        if (step instanceof TableStep.Create create) {
            return Optional.of(create(create.spec()));
        }
        if (step instanceof TableStep.AddColumn add) {
            return Optional.of("ALTER TABLE " + name(add.table()) + " ADD COLUMN " + column(add.column()));
        }
        return step instanceof TableStep.AddIndex add ? Optional.of(index(add.table(), add.index())) : Optional.empty();
    }

    /** The statement that takes it back; none if its table has to be made anew. */
    Optional<String> down(TableStep step) {
        if (step instanceof TableStep.Create) {
            return Optional.of("DROP TABLE " + name(step.table()));
        }
        if (step instanceof TableStep.AddColumn add) {
            return Optional.of("ALTER TABLE " + name(add.table()) + " DROP COLUMN "
                    + TableNames.quoted(add.column().name()));
        }
        return step instanceof TableStep.AddIndex add
                ? Optional.of("DROP INDEX " + indexName(step.table(), add.index()))
                : Optional.empty();
    }

    private String create(TableSpec spec) {
        String indexes = spec.indexes().stream()
                .map(index -> ";\n" + index(spec.name(), index))
                .collect(Collectors.joining());
        return table(spec, name(spec.name())) + indexes;
    }

    /**
     * The statement that makes the table without its indexes.
     *
     * @param as under which name, in quotes
     */
    String table(TableSpec spec, String as) {
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
        return lines.stream().collect(Collectors.joining(",\n    ", "CREATE TABLE " + as + " (\n    ", "\n)"));
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

    /** Also whoever writes with plain SQL is kept from what no program could read. Each lets NULL through. */
    private static String check(ColumnSpec column, String name) {
        return switch (column.kind()) {
            case INTEGER, INSTANT -> " CHECK (typeof(" + name + ") IN ('integer', 'null'))";
            // Nothing infinite, and no text: that comes after all numbers.
            case NUMBER -> " CHECK (" + name + " > -9e999 AND " + name + " < 9e999)";
            // A date that there is not becomes another one, and what is none becomes NULL.
            case DATE -> " CHECK (date(" + name + ") IS " + name + ")";
            case BOOLEAN -> " CHECK (" + name + " IN (0, 1))";
            case CHOICE ->
                column.choices().stream()
                        .map(choice -> "'" + choice.replace("'", "''") + "'")
                        .collect(Collectors.joining(", ", " CHECK (" + name + " IN (", "))"));
            case JSON -> json(name, "object");
            case TEXTS -> json(name, "array");
            case TEXT -> "";
        };
    }

    private static String json(String name, String type) {
        return " CHECK (CASE WHEN json_valid(" + name + ") THEN json_type(" + name + ") = '" + type + "' ELSE " + name
                + " IS NULL END)";
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
