package org.healthwarehouse.storage;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.model.InvalidParameterException;

/** Checks what tables of a namespace say of one another, when they are declared and not when a store makes them. */
final class TableLinks {
    private TableLinks() {}

    /**
     * Refuses a reference to what is no key.
     *
     * @param tables those that are there already, by name
     * @throws InvalidParameterException if the other table is not there, or has another primary key
     */
    static void requireReferences(TableSpec table, Map<String, TableSpec> tables) {
        for (ReferenceSpec reference : table.references()) {
            TableSpec other = tables.get(reference.table());
            if (other == null) {
                throw SpecRules.refused(
                        "reference of table " + table.name(),
                        reference.table(),
                        "must name a table that is made before",
                        "make that one first");
            }
            if (!kinds(table, reference.columns()).equals(kinds(other, other.primaryKey()))) {
                throw SpecRules.refused(
                        "reference of table " + table.name(),
                        String.valueOf(reference.columns()),
                        "must fit the primary key " + other.primaryKey() + " of table " + other.name(),
                        "name as many columns of the same kinds, in the same order");
            }
        }
    }

    private static List<ColumnKind> kinds(TableSpec table, List<String> columns) {
        return columns.stream().map(column -> table.column(column).kind()).toList();
    }

    /**
     * Refuses views that could not be made.
     *
     * @param tables all of the version, by name
     * @throws InvalidParameterException if two have one name, or what one shares is not there
     */
    static void requireViews(Map<String, TableSpec> tables) {
        Set<String> names = new HashSet<>();
        for (TableSpec table : tables.values()) {
            table.view().ifPresent(view -> {
                if (!names.add(view.name())) {
                    throw SpecRules.refused("view", view.name(), "is there twice", "choose another name");
                }
                Set<String> columns = new HashSet<>(Set.of(TableSpec.USER));
                table.columns().forEach(column -> columns.add(column.name()));
                view.shares().forEach(share -> requireShare(table, share, columns, tables));
            });
        }
    }

    private static void requireShare(
            TableSpec table, ViewSpec.Share share, Set<String> columns, Map<String, TableSpec> tables) {
        String what = "share " + share.name() + " of the view of table " + table.name();
        if (!columns.add(share.name())) {
            throw SpecRules.refused(what, share.name(), "is a column of it already", "choose another name");
        }
        TableSpec other = tables.get(share.table());
        long references = other == null
                ? 0
                : other.references().stream()
                        .filter(reference -> reference.table().equals(table.name()))
                        .count();
        if (other == null || references != 1) {
            throw SpecRules.refused(
                    what,
                    share.table(),
                    "must be a table of the same version with one reference to " + table.name() + ", it has "
                            + references,
                    "name another table, or declare the reference");
        }
        boolean flag = other.columns().stream()
                .anyMatch(column -> column.name().equals(share.flag()) && column.kind() == ColumnKind.BOOLEAN);
        if (!flag) {
            throw SpecRules.refused(
                    what, share.flag(), "must be a boolean column of table " + other.name(), "name one of those");
        }
    }
}
