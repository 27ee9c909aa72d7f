package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.SealedTokens;
import org.healthwarehouse.storage.TokenLease;
import org.healthwarehouse.storage.TokenStore;

/** Encrypted logins, and who is renewing them. */
final class TokenTable implements TokenStore {
    private static final String OF = " WHERE user_id = (SELECT user_id FROM user WHERE name = ?)"
            + " AND source_id = (SELECT source_id FROM source WHERE name = ?)";

    private final Writer writer;
    private final Readers readers;
    private final List<BiConsumer<UserId, SourceId>> listeners = new CopyOnWriteArrayList<>();

    TokenTable(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<SealedTokens> find(UserId user, SourceId source) {
        return readers.read("read a login", session -> find(session, user, source));
    }

    private static Optional<SealedTokens> find(Session session, UserId user, SourceId source) throws SQLException {
        return session.first(
                "SELECT version, sealed FROM token" + OF + " AND sealed IS NOT NULL",
                row -> new SealedTokens(row.getLong(1), row.getBytes(2)),
                user.value(),
                source.value());
    }

    @Override
    public void put(UserId user, SourceId source, byte[] sealed, Instant at) {
        writer.inTransaction(
                "store a login",
                session -> session.update(
                        "INSERT INTO token (user_id, source_id, version, sealed, changed_ms) VALUES (?, ?, 1, ?, ?)"
                                + " ON CONFLICT (user_id, source_id) DO UPDATE SET version = version + 1,"
                                + " sealed = excluded.sealed, changed_ms = excluded.changed_ms",
                        Names.user(session, user),
                        Names.source(session, source),
                        sealed,
                        at.toEpochMilli()));
        listeners.forEach(listener -> listener.accept(user, source));
    }

    @Override
    public void whenStored(BiConsumer<UserId, SourceId> listener) {
        listeners.add(listener);
    }

    @Override
    public boolean replace(UserId user, SourceId source, long expectedVersion, byte[] sealed, Instant at) {
        return writer.inTransaction(
                "store a renewed login",
                session -> session.update(
                                "UPDATE token SET version = version + 1, sealed = ?, changed_ms = ?" + OF
                                        + " AND version = ? AND sealed IS NOT NULL",
                                sealed,
                                at.toEpochMilli(),
                                user.value(),
                                source.value(),
                                expectedVersion)
                        > 0);
    }

    @Override
    public void delete(UserId user, SourceId source, Instant at) {
        writer.inTransaction(
                "forget a login",
                session -> session.update(
                        "UPDATE token SET version = version + 1, sealed = NULL, changed_ms = ?" + OF,
                        at.toEpochMilli(),
                        user.value(),
                        source.value()));
    }

    @Override
    public TokenLease lease(UserId user, SourceId source, ClaimOwner owner, Instant now, Duration lease) {
        Instant until = now.plus(lease);
        return writer.inTransaction("lease a login", session -> {
            Optional<Lease> foreign = leased(session, user, source).filter(held -> held.standsAgainst(owner, now));
            String holder = foreign.map(Lease::owner).orElse(owner.text());
            Instant end = foreign.map(Lease::until)
                    .filter(held -> held.isBefore(until))
                    .orElse(until);
            session.update(
                    "UPDATE token SET owner = ?, lease_until_ms = ?" + OF,
                    holder,
                    end.toEpochMilli(),
                    user.value(),
                    source.value());
            return foreign.isPresent() ? new TokenLease.Busy(end) : new TokenLease.Granted(find(session, user, source));
        });
    }

    private static Optional<Lease> leased(Session session, UserId user, SourceId source) throws SQLException {
        return session.first(
                "SELECT owner, lease_until_ms FROM token" + OF + " AND owner IS NOT NULL",
                row -> new Lease(row.getString(1), Columns.instant(row, 2)),
                user.value(),
                source.value());
    }

    @Override
    public void release(UserId user, SourceId source, ClaimOwner owner) {
        writer.inTransaction(
                "release a login",
                session -> session.update(
                        "UPDATE token SET owner = NULL, lease_until_ms = NULL" + OF + " AND owner = ?",
                        user.value(),
                        source.value(),
                        owner.text()));
    }

    private record Lease(String owner, Instant until) {
        boolean standsAgainst(ClaimOwner asking, Instant now) {
            return !owner.equals(asking.text())
                    && until.isAfter(now)
                    && !ClaimOwner.parse(owner).outlivedBy(asking);
        }
    }
}
