package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.List;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.storage.ColumnSpec;
import org.healthwarehouse.storage.TableSpec;

/**
 * Makes a table of a namespace anew, with the same rows: SQLite cannot change the CHECK of a column. Inside of a
 * transaction of {@link Writer#withoutForeignKeys}, because to drop a table removes the rows that refer to it.
 *
 * @param namespace of which namespace
 */
record TableRebuild(Session session, String namespace) {
    /** What has no name that a module could choose. */
    private static final String ANEW = " anew";

    /**
     * Makes it as it is declared, with the indexes and triggers that it has.
     *
     * @param spec the columns are those that it has
     */
    void as(TableSpec spec) throws SQLException {
        requireNoForeignKeys();
        String name = TableNames.table(namespace, spec.name());
        String old = TableNames.quoted(name);
        String anew = TableNames.quoted(name + ANEW);
        List<String> around = session.all(
                "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('index', 'trigger')"
                        + " AND sql IS NOT NULL",
                row -> row.getString(1),
                name);
        String columns =
                TableNames.ofUser(spec.columns().stream().map(ColumnSpec::name).toList());
        session.run(new TableDdl(namespace).table(spec, anew));
        session.run("INSERT INTO " + anew + " (" + columns + ") SELECT " + columns + " FROM " + old);
        session.run("DROP TABLE " + old);
        rename(anew, old);
        for (String sql : around) {
            session.run(sql);
        }
    }

    /** As SQLite did once: it looks neither at views of others, which have no table now, nor at who refers to it. */
    private void rename(String from, String to) throws SQLException {
        session.run("PRAGMA legacy_alter_table = 1");
        session.run("ALTER TABLE " + from + " RENAME TO " + to);
        session.run("PRAGMA legacy_alter_table = 0");
    }

    private void requireNoForeignKeys() throws SQLException {
        if (session.first("PRAGMA foreign_keys", row -> row.getBoolean(1)).orElse(true)) {
            throw new IllegalStateException("rows would be lost with the table that they refer to");
        }
    }

    /**
     * Looks whether rows of the tables refer to ones that are not there.
     *
     * @throws StorageFailedException if some do
     */
    void requireReferences(List<TableSpec> tables) throws SQLException {
        for (TableSpec table : tables) {
            String name = TableNames.table(namespace, table.name());
            int lost = session.first("SELECT count(*) FROM pragma_foreign_key_check(?)", row -> row.getInt(1), name)
                    .orElse(0);
            if (lost > 0) {
                throw new StorageFailedException(lost + " rows of table '" + name
                        + "' refer to ones that are not there; remove them first. Nothing was changed");
            }
        }
    }
}
