package org.healthwarehouse.storage;

import java.util.List;

/**
 * Columns that name a row of another table of the same namespace and user by its primary key. With that row this one
 * goes.
 *
 * @param columns as many and of the same kinds as the other table's primary key has, in its order
 * @param table the other table, which is made before
 */
public record ReferenceSpec(List<String> columns, String table) {
    /** Copies the list. */
    public ReferenceSpec {
        columns = List.copyOf(columns);
    }
}
