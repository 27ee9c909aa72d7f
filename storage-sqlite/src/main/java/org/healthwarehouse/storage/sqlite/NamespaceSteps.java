package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableSpec;
import org.healthwarehouse.storage.TableStep;

/**
 * Takes the steps from one version of a namespace to another. The tables whose choices change are made anew at the end,
 * each once.
 */
record NamespaceSteps(Session session, TableNamespace namespace) {
    /** Whether there are steps in it that make a table anew, for which foreign keys must not be enforced. */
    static boolean rebuild(TableNamespace namespace) {
        return namespace.versions().stream()
                .flatMap(List::stream)
                .anyMatch(step -> step instanceof TableStep.AddChoices);
    }

    void take(int from, int to) throws SQLException {
        List<TableStep> steps = namespace.versions().subList(Math.min(from, to), Math.max(from, to)).stream()
                .flatMap(List::stream)
                .toList();
        if (from < to) {
            forward(steps);
        } else {
            requireUnused(steps, to);
            back(steps);
        }
        rebuild(steps, to);
    }

    private void forward(List<TableStep> steps) throws SQLException {
        TableDdl ddl = new TableDdl(namespace.name());
        for (TableStep step : steps) {
            if (step instanceof TableStep.Create) {
                requireFree(session, TableNames.table(namespace.name(), step.table()));
            }
            run(ddl.up(step));
        }
    }

    private void back(List<TableStep> steps) throws SQLException {
        TableDdl ddl = new TableDdl(namespace.name());
        List<TableStep> lastFirst = new ArrayList<>(steps);
        Collections.reverse(lastFirst);
        for (TableStep step : lastFirst) {
            run(ddl.down(step));
        }
    }

    private void run(Optional<String> sql) throws SQLException {
        if (sql.isPresent()) {
            session.run(sql.get());
        }
    }

    private void rebuild(List<TableStep> steps, int version) throws SQLException {
        Set<String> changed = new LinkedHashSet<>();
        steps.stream().filter(step -> step instanceof TableStep.AddChoices).forEach(step -> changed.add(step.table()));
        if (changed.isEmpty()) {
            return;
        }
        TableRebuild rebuild = new TableRebuild(session, namespace.name());
        for (TableSpec table : namespace.tables(version)) {
            if (changed.contains(table.name())) {
                rebuild.as(table);
            }
        }
        rebuild.requireReferences(namespace.tables(version));
    }

    /** Refuses to take away choices that rows hold, unless the column goes anyway. */
    private void requireUnused(List<TableStep> steps, int version) throws SQLException {
        List<TableSpec> tables = namespace.tables(version);
        for (TableStep step : steps) {
            if (step instanceof TableStep.AddChoices add && stays(tables, add)) {
                requireUnused(add, version);
            }
        }
    }

    private static boolean stays(List<TableSpec> tables, TableStep.AddChoices add) {
        return tables.stream()
                .filter(table -> table.name().equals(add.table()))
                .flatMap(table -> table.columns().stream())
                .anyMatch(column -> column.name().equals(add.column()));
    }

    private void requireUnused(TableStep.AddChoices add, int version) throws SQLException {
        String table = TableNames.quoted(TableNames.table(namespace.name(), add.table()));
        long rows = session.first(
                        "SELECT count(*) FROM " + table + " WHERE " + TableNames.quoted(add.column()) + " IN ("
                                + String.join(
                                        ", ", Collections.nCopies(add.choices().size(), "?")) + ")",
                        row -> row.getLong(1),
                        add.choices().toArray())
                .orElse(0L);
        if (rows > 0) {
            throw new InvalidParameterException(
                    "version of " + namespace.name(),
                    version,
                    "does not know the choices " + add.choices() + " in column '" + add.column() + "' of table '"
                            + add.table() + "', which " + rows + " rows hold",
                    "give those rows another one first");
        }
    }

    /**
     * Refuses the name of a table or view that is not to be had.
     *
     * @throws InvalidParameterException if it is not
     */
    static void requireFree(Session session, String name) throws SQLException {
        if (name.endsWith("_records") || name.startsWith("whoop_")) {
            throw new InvalidParameterException(
                    "table or view", name, "is how views of records are called", "choose another name");
        }
        if (session.first("SELECT 1 FROM sqlite_schema WHERE name = ?", row -> true, name)
                .isPresent()) {
            throw new InvalidParameterException(
                    "table or view", name, "is in the store already", "choose another name");
        }
    }
}
