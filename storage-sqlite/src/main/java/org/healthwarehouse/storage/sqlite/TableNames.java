package org.healthwarehouse.storage.sqlite;

import java.util.List;
import java.util.stream.Collectors;

/** How tables and columns that modules declare are called in SQL. */
final class TableNames {
    private TableNames() {}

    static String table(String namespace, String table) {
        return namespace + "_" + table;
    }

    /** Names are lower snake case; the quotes are for those that mean something to SQL. */
    static String quoted(String name) {
        return '"' + name + '"';
    }

    static String quoted(List<String> names) {
        return names.stream().map(TableNames::quoted).collect(Collectors.joining(", "));
    }

    /** The number of the user and the columns. */
    static String ofUser(List<String> names) {
        return names.isEmpty() ? "user_id" : "user_id, " + quoted(names);
    }
}
