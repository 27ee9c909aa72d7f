package org.healthwarehouse.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.ConnectionStore;
import org.healthwarehouse.storage.EventStore;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.SealedTokens;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.SyncJobStore;
import org.healthwarehouse.storage.TokenLease;
import org.healthwarehouse.storage.TokenStore;
import org.jspecify.annotations.Nullable;

/** Logins and connections of one user in memory; the store can be made to fail, and to be leased by somebody else. */
final class MemoryStorage implements Storage {
    final Tokens tokens = new Tokens();
    final Connections connections = new Connections();
    volatile boolean fails;
    volatile boolean leasedByAnother;
    volatile int leases;
    volatile int releases;

    private void requireHealthy() {
        if (fails) {
            throw new StorageFailedException("the disk is full");
        }
    }

    @Override
    public String describe() {
        return "memory";
    }

    @Override
    public org.healthwarehouse.storage.SyncLog syncLog() {
        throw new UnsupportedOperationException();
    }

    @Override
    public org.healthwarehouse.storage.StoreCare care() {
        throw new UnsupportedOperationException();
    }

    @Override
    public org.healthwarehouse.storage.WatermarkStore watermarks() {
        throw new UnsupportedOperationException();
    }

    @Override
    public org.healthwarehouse.storage.ScheduleStore schedules() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public org.healthwarehouse.storage.LedgerStore ledger() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConnectionStore connections() {
        return connections;
    }

    @Override
    public Snapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SyncJobStore jobs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public MetadataStore metadata() {
        throw new UnsupportedOperationException();
    }

    @Override
    public org.healthwarehouse.storage.QuotaStore quota() {
        return org.healthwarehouse.storage.QuotaStore.inMemory();
    }

    @Override
    public CommitReceipt ingest(IngestCommit commit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<CommitReceipt> ingestAll(List<IngestCommit> commits) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventStore events() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CommitReceipt commit(PageCommit commit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    final class Tokens implements TokenStore {
        private @Nullable SealedTokens sealed;
        private long version;

        @Override
        public synchronized Optional<SealedTokens> find(UserId user, SourceId source) {
            return Optional.ofNullable(sealed);
        }

        @Override
        public synchronized void put(UserId user, SourceId source, byte[] bytes, Instant at) {
            requireHealthy();
            version++;
            sealed = new SealedTokens(version, bytes);
        }

        @Override
        public synchronized boolean replace(UserId user, SourceId source, long expected, byte[] bytes, Instant at) {
            boolean same = sealed != null && sealed.version() == expected;
            if (same) {
                put(user, source, bytes, at);
            }
            return same;
        }

        @Override
        public synchronized void delete(UserId user, SourceId source, Instant at) {
            version++;
            sealed = null;
        }

        @Override
        public synchronized TokenLease lease(
                UserId user, SourceId source, ClaimOwner owner, Instant now, Duration lease) {
            leases++;
            return leasedByAnother ? new TokenLease.Busy(now.plus(lease)) : new TokenLease.Granted(find(user, source));
        }

        @Override
        public synchronized void release(UserId user, SourceId source, ClaimOwner owner) {
            releases++;
        }
    }

    static final class Connections implements ConnectionStore {
        private final Map<SourceId, Connection> bySource = new HashMap<>();

        @Override
        public synchronized Optional<Connection> find(UserId user, SourceId source) {
            return Optional.ofNullable(bySource.get(source));
        }

        @Override
        public synchronized List<Connection> list(UserId user) {
            return List.copyOf(bySource.values());
        }

        @Override
        public synchronized List<Connection> list() {
            return List.copyOf(bySource.values());
        }

        @Override
        public synchronized boolean connect(
                UserId user, SourceId source, Optional<String> vendorUserId, Set<String> scopes, Instant at) {
            Optional<String> known = find(user, source).flatMap(Connection::vendorUserId);
            if (known.isPresent() && !known.equals(vendorUserId)) {
                return false;
            }
            bySource.put(
                    source,
                    new Connection(user, source, vendorUserId, ConnectionState.CONNECTED, scopes, Optional.of(at)));
            return true;
        }

        @Override
        public synchronized void move(UserId user, SourceId source, ConnectionState state, Instant at) {
            Connection before = find(user, source).orElse(Connection.none(user, source));
            bySource.put(
                    source,
                    new Connection(user, source, before.vendorUserId(), state, before.scopes(), Optional.of(at)));
        }
    }
}
