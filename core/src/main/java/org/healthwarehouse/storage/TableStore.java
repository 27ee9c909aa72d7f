package org.healthwarehouse.storage;

import java.time.Instant;
import java.util.List;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.UserId;

/**
 * Keeps what no source delivers: tables that other modules declare, each under a namespace of its own. Every method is
 * one transaction. Thread-safe.
 */
public interface TableStore {
    /** Keeps no tables. */
    TableStore NONE = new TableStore() {
        @Override
        public Tables open(TableNamespace namespace) {
            throw new InvalidParameterException(
                    "namespace", namespace.name(), "needs a storage that keeps tables of modules", "use another one");
        }

        @Override
        public void migrate(TableNamespace namespace, int version) {
            Tables unused = open(namespace);
        }

        @Override
        public int version(String namespace) {
            return 0;
        }

        @Override
        public List<String> columns(String name) {
            return List.of();
        }

        @Override
        public int clear(UserId user) {
            return 0;
        }

        @Override
        public int removeExpired(Instant now) {
            return 0;
        }
    };

    /**
     * The tables of the namespace, which are brought to its last version first.
     *
     * @throws InvalidParameterException if one of its names is taken
     * @throws org.healthwarehouse.model.StorageFailedException if the store has a newer version of it than this one
     *     knows, or took other steps than it declares; nothing was changed
     */
    Tables open(TableNamespace namespace);

    /**
     * Brings the namespace to a version, forward or back. The tables and columns that only later versions have are lost
     * on the way back; a choice that rows hold is not.
     *
     * @param version 0 removes the namespace
     * @throws InvalidParameterException if it has no such version, one of its names is taken, or rows hold choices that
     *     an earlier version does not know, and how many; nothing was changed
     * @throws org.healthwarehouse.model.StorageFailedException as {@link #open} says
     */
    void migrate(TableNamespace namespace, int version);

    /** In which version the namespace is stored; 0 if it is not. */
    int version(String namespace);

    /**
     * The columns of a table or view as whoever reads the store with plain SQL finds them, for checks. A table of a
     * namespace is called by both names, with an underscore between them.
     *
     * @return empty if there is none of that name, or the store is not read with SQL
     */
    List<String> columns(String name);

    /**
     * Removes all rows of the user in all namespaces, whether anybody opened them or not.
     *
     * @return how many rows that were
     */
    int clear(UserId user);

    /**
     * Removes the rows of all users in all namespaces that are of no use any more, by {@link TableSpec#expiry}.
     *
     * @return how many rows that were
     */
    int removeExpired(Instant now);
}
