package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableSpec;

/** Which namespaces are stored in which version; brings them to another. */
final class NamespaceTable {
    /** Since which version of the schema there are namespaces. */
    static final int SINCE_VERSION = 10;

    private NamespaceTable() {}

    /** A table of some namespace, and the column by which its rows expire. */
    record Kept(String table, Optional<String> expiry) {}

    private record Stored(int version, String fingerprint) {}

    /** The version that is stored; 0 if none is. */
    static int version(Session session, String namespace) throws SQLException {
        return stored(session, namespace).map(Stored::version).orElse(0);
    }

    private static Optional<Stored> stored(Session session, String namespace) throws SQLException {
        return session.first(
                "SELECT version, fingerprint FROM namespace WHERE name = ?",
                row -> new Stored(row.getInt(1), row.getString(2)),
                namespace);
    }

    /** Every table of every namespace, those that refer to others first. */
    static List<Kept> tables(Session session) throws SQLException {
        return session.all(
                "SELECT name, expiry FROM namespace_table ORDER BY namespace, place DESC",
                row -> new Kept(row.getString(1), Columns.maybeText(row, 2)));
    }

    /**
     * Whether nothing is to be done.
     *
     * @throws StorageFailedException if what is stored is newer than what is declared, or something else
     */
    static boolean isAt(Session session, TableNamespace namespace, int version) throws SQLException {
        Optional<Stored> stored = stored(session, namespace.name());
        if (stored.isEmpty()) {
            return version == 0;
        }
        int held = stored.get().version();
        if (held > namespace.last()) {
            throw new StorageFailedException("namespace '" + namespace.name() + "' is stored in version " + held
                    + ", and versions up to " + namespace.last()
                    + " are known; use the newer module that wrote it. It was not touched");
        }
        if (!stored.get().fingerprint().equals(namespace.fingerprint(held))) {
            throw new StorageFailedException("version " + held + " of namespace '" + namespace.name()
                    + "' is not the one that is declared; use the module that wrote it, or restore a backup");
        }
        return held == version && hasViews(session, TableView.all(namespace, version));
    }

    private static boolean hasViews(Session session, Map<String, String> views) throws SQLException {
        for (Map.Entry<String, String> view : views.entrySet()) {
            if (session.first(
                            "SELECT 1 FROM sqlite_schema WHERE type = 'view' AND name = ? AND sql = ?",
                            row -> true,
                            view.getKey(),
                            view.getValue())
                    .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Takes what steps there are to the version, forward or back. */
    static void migrate(Session session, TableNamespace namespace, int version) throws SQLException {
        if (isAt(session, namespace, version)) {
            return;
        }
        int from = version(session, namespace.name());
        dropViews(session, namespace.name());
        new NamespaceSteps(session, namespace).take(from, version);
        write(session, namespace, version);
    }

    private static void write(Session session, TableNamespace namespace, int version) throws SQLException {
        session.update("DELETE FROM namespace_table WHERE namespace = ?", namespace.name());
        session.update("DELETE FROM namespace WHERE name = ?", namespace.name());
        if (version == 0) {
            return;
        }
        session.update(
                "INSERT INTO namespace (name, version, fingerprint) VALUES (?, ?, ?)",
                namespace.name(),
                version,
                namespace.fingerprint(version));
        int place = 0;
        for (TableSpec table : namespace.tables(version)) {
            session.update(
                    "INSERT INTO namespace_table (name, namespace, place, expiry, view) VALUES (?, ?, ?, ?, ?)",
                    TableNames.table(namespace.name(), table.name()),
                    namespace.name(),
                    place++,
                    table.expiry().orElse(null),
                    table.view().map(view -> view.name()).orElse(null));
        }
        for (Map.Entry<String, String> view : TableView.all(namespace, version).entrySet()) {
            NamespaceSteps.requireFree(session, view.getKey());
            session.run(view.getValue());
        }
    }

    private static void dropViews(Session session, String namespace) throws SQLException {
        for (String view : session.all(
                "SELECT view FROM namespace_table WHERE namespace = ? AND view IS NOT NULL",
                row -> row.getString(1),
                namespace)) {
            session.run("DROP VIEW IF EXISTS " + TableNames.quoted(view));
        }
    }

    /** Takes all namespaces away with all that they hold. */
    static void dropAll(Session session) throws SQLException {
        for (String namespace : session.all("SELECT name FROM namespace", row -> row.getString(1))) {
            dropViews(session, namespace);
        }
        for (Kept kept : tables(session)) {
            session.run("DROP TABLE " + TableNames.quoted(kept.table()));
        }
    }
}
