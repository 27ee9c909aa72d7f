package org.healthwarehouse.storage.sqlite;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableReader;
import org.healthwarehouse.storage.TableStore;
import org.healthwarehouse.storage.TableWriter;
import org.healthwarehouse.storage.Tables;

/** Tables that modules declare. */
final class SqliteTableStore implements TableStore {
    private static final String OF_USER = " WHERE user_id = (SELECT user_id FROM user WHERE name = ?)";

    private final Writer writer;
    private final Readers readers;

    SqliteTableStore(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Tables open(TableNamespace namespace) {
        migrate(namespace, namespace.last());
        return new Opened(namespace);
    }

    @Override
    public void migrate(TableNamespace namespace, int version) {
        int wanted = namespace.requireVersion(version);
        if (!readers.read("look at a namespace", session -> NamespaceTable.isAt(session, namespace, wanted))) {
            Work<Boolean> steps = session -> {
                NamespaceTable.migrate(session, namespace, wanted);
                return true;
            };
            boolean unused = NamespaceSteps.rebuild(namespace)
                    ? writer.withoutForeignKeys("migrate a namespace", steps)
                    : writer.inTransaction("migrate a namespace", steps);
        }
    }

    @Override
    public int version(String namespace) {
        return readers.read("look at a namespace", session -> NamespaceTable.version(session, namespace));
    }

    @Override
    public List<String> columns(String name) {
        return readers.read(
                "look at columns",
                session -> session.all(
                        "SELECT c.name FROM sqlite_schema m, pragma_table_info(m.name) c"
                                + " WHERE m.type IN ('table', 'view') AND m.name = ? ORDER BY c.cid",
                        row -> row.getString(1),
                        name));
    }

    @Override
    public int clear(UserId user) {
        return writer.inTransaction("clear tables", session -> {
            int rows = 0;
            for (NamespaceTable.Kept kept : NamespaceTable.tables(session)) {
                rows += session.update("DELETE FROM " + TableNames.quoted(kept.table()) + OF_USER, user.value());
            }
            return rows;
        });
    }

    @Override
    public int removeExpired(Instant now) {
        return writer.inTransaction("remove expired rows", session -> {
            int rows = 0;
            for (NamespaceTable.Kept kept : NamespaceTable.tables(session)) {
                if (kept.expiry().isPresent()) {
                    String expired = TableNames.quoted(kept.expiry().get()) + " <= ?";
                    rows += session.update(
                            "DELETE FROM " + TableNames.quoted(kept.table()) + " WHERE " + expired, now.toEpochMilli());
                }
            }
            return rows;
        });
    }

    private final class Opened implements Tables {
        private final TableNamespace namespace;

        Opened(TableNamespace namespace) {
            this.namespace = namespace;
        }

        @Override
        public <T> T read(Function<? super TableReader, ? extends T> work) {
            String doing = "read tables";
            return readers.read(doing, session -> {
                TableStatements statements = new TableStatements(session, e -> readers.failure(doing, e));
                return statements.during(() -> work.apply(new SqliteTableReader(statements, namespace)));
            });
        }

        @Override
        public <T> T write(Function<? super TableWriter, ? extends T> work) {
            String doing = "write tables";
            return writer.inTransaction(doing, session -> {
                TableStatements statements = new TableStatements(session, e -> writer.failure(doing, e));
                return statements.during(() -> work.apply(new SqliteTableWriter(statements, namespace)));
            });
        }
    }
}
