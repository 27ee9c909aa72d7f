package org.healthwarehouse.storage;

import org.healthwarehouse.model.UserId;

/**
 * Reads and writes rows of one namespace inside one transaction. Used by one thread, and only inside of it. Every
 * method throws {@link org.healthwarehouse.model.InvalidParameterException} if there is no such table or column or a
 * value does not fit, {@link TableConflictException} if the rows would contradict one another, and
 * {@link org.healthwarehouse.model.StorageFailedException} if the store fails. After the last two, also if they are
 * caught, every further question and change of this transaction is refused with the same exception, nothing of it is
 * kept, and it ends with that exception unless the work throws one of its own.
 */
public interface TableWriter extends TableReader {
    /** Adds a row. */
    void insert(UserId user, String table, TableRow row);

    /** Adds a row, or gives the one that has its primary key these values; columns that are not named stay. */
    void upsert(UserId user, String table, TableRow row);

    /**
     * Gives rows these values; columns that are not named stay.
     *
     * @param query which rows; its order and limit do not count
     * @return how many rows there were
     */
    int update(TableQuery query, TableRow values);

    /**
     * Removes rows, and those that go with them.
     *
     * @param query which rows; its order and limit do not count
     * @return how many rows there were, without those that went with them
     */
    int delete(TableQuery query);
}
