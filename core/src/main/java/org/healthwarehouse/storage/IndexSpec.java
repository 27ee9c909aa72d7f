package org.healthwarehouse.storage;

import java.util.List;

/**
 * Columns by which the rows of a user are found quickly. The primary key and unique columns need none.
 *
 * @param columns in the order in which they narrow the search
 * @param serves the question that it answers
 */
public record IndexSpec(List<String> columns, String serves) {
    /** Copies the list. */
    public IndexSpec {
        columns = List.copyOf(columns);
    }

    /** An index on the columns. */
    public static IndexSpec on(String serves, String... columns) {
        return new IndexSpec(List.of(columns), serves);
    }
}
