package org.healthwarehouse.storage;

import java.util.List;

/**
 * Columns whose values no two rows have together. Rows that lack one of the values do not count.
 *
 * @param columns which
 * @param acrossUsers whether this holds for the rows of all users together, and not only for those of each
 */
public record UniqueSpec(List<String> columns, boolean acrossUsers) {
    /** Copies the list. */
    public UniqueSpec {
        columns = List.copyOf(columns);
    }
}
