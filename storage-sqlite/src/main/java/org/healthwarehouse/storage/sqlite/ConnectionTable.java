package org.healthwarehouse.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ConnectionStore;
import org.jspecify.annotations.Nullable;

/** How users stand with sources. */
final class ConnectionTable implements ConnectionStore {
    private static final String ALL = """
            SELECT u.name, o.name, c.vendor_user, c.state, c.scopes, c.changed_ms
            FROM connection c
            JOIN user u ON u.user_id = c.user_id
            JOIN source o ON o.source_id = c.source_id""";

    private final Writer writer;
    private final Readers readers;

    ConnectionTable(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<Connection> find(UserId user, SourceId source) {
        return readers.read("read a connection", session -> find(session, user, source));
    }

    private static Optional<Connection> find(Session session, UserId user, SourceId source) throws SQLException {
        return session.first(
                ALL + " WHERE u.name = ? AND o.name = ?", ConnectionTable::read, user.value(), source.value());
    }

    @Override
    public List<Connection> list(UserId user) {
        return readers.read(
                "list connections",
                session -> session.all(ALL + " WHERE u.name = ? ORDER BY o.name", ConnectionTable::read, user.value()));
    }

    @Override
    public List<Connection> list() {
        return readers.read(
                "list connections", session -> session.all(ALL + " ORDER BY u.name, o.name", ConnectionTable::read));
    }

    @Override
    public boolean connect(
            UserId user, SourceId source, Optional<String> vendorUserId, Set<String> scopes, Instant at) {
        return writer.inTransaction("write down a connection", session -> {
            Optional<Connection> before = find(session, user, source);
            Optional<String> known = before.flatMap(Connection::vendorUserId);
            boolean another = known.isPresent() && vendorUserId.isPresent() && !known.equals(vendorUserId);
            if (another) {
                if (before.orElseThrow().state() != ConnectionState.CONNECTED) {
                    move(session, user, source, ConnectionState.ACCOUNT_MISMATCH, at);
                }
                return false;
            }
            store(
                    session,
                    user,
                    source,
                    vendorUserId.or(() -> known).orElse(null),
                    ConnectionState.CONNECTED,
                    scopes,
                    at);
            return true;
        });
    }

    @Override
    public void move(UserId user, SourceId source, ConnectionState state, Instant at) {
        writer.inTransaction("move a connection", session -> {
            move(session, user, source, state, at);
            return true;
        });
    }

    private static void move(Session session, UserId user, SourceId source, ConnectionState state, Instant at)
            throws SQLException {
        Connection before = find(session, user, source).orElse(Connection.none(user, source));
        if (before.changedAt().isEmpty() || before.state() != state) {
            store(session, user, source, before.vendorUserId().orElse(null), state, before.scopes(), at);
        }
    }

    private static void store(
            Session session,
            UserId user,
            SourceId source,
            @Nullable String vendorUser,
            ConnectionState state,
            Set<String> scopes,
            Instant at)
            throws SQLException {
        session.update(
                "INSERT INTO connection (user_id, source_id, vendor_user, state, scopes, changed_ms)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, source_id) DO UPDATE SET"
                        + " vendor_user = excluded.vendor_user, state = excluded.state, scopes = excluded.scopes,"
                        + " changed_ms = excluded.changed_ms",
                Names.user(session, user),
                Names.source(session, source),
                vendorUser,
                state.name(),
                String.join(" ", new TreeSet<>(scopes)),
                at.toEpochMilli());
    }

    private static Connection read(ResultSet row) throws SQLException {
        String scopes = row.getString(5);
        return new Connection(
                UserId.of(row.getString(1)),
                SourceId.of(row.getString(2)),
                Columns.maybeText(row, 3),
                ConnectionState.valueOf(row.getString(4)),
                scopes.isEmpty() ? Set.of() : Set.of(scopes.split(" ", -1)),
                Columns.maybeInstant(row, 6));
    }
}
