package org.healthwarehouse.storage;

import java.util.List;
import java.util.Optional;

/** Reads rows of one namespace inside one transaction. Used by one thread, and only inside of it. */
public interface TableReader {
    /**
     * The rows that are meant, each with all columns that have a value. One question to the store.
     *
     * @throws org.healthwarehouse.model.InvalidParameterException if the namespace has no such table or column, or a
     *     value does not fit
     * @throws org.healthwarehouse.model.StorageFailedException if the store fails; every further question of this
     *     transaction is refused then
     */
    List<TableRow> select(TableQuery query);

    /** The first of the rows that are meant; empty if there is none. */
    default Optional<TableRow> first(TableQuery query) {
        return select(query.first(1)).stream().findFirst();
    }
}
