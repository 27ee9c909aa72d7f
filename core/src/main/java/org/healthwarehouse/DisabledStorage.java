package org.healthwarehouse;

import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.StorageDisabledException;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.ConnectionStore;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.QuotaStore;
import org.healthwarehouse.storage.ScheduleStore;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.StoreCare;
import org.healthwarehouse.storage.SyncJobStore;
import org.healthwarehouse.storage.SyncLog;
import org.healthwarehouse.storage.TokenStore;

/** Stands where a store would, in a warehouse that keeps nothing, and refuses everything. */
final class DisabledStorage implements Storage {
    private final QuotaStore quota = QuotaStore.inMemory();

    @Override
    public String describe() {
        return "no store";
    }

    @Override
    public Snapshot snapshot() {
        throw new StorageDisabledException("looking at what is stored");
    }

    @Override
    public SyncJobStore jobs() {
        throw new StorageDisabledException("a sync job");
    }

    /** Keeps nothing: sources say what they have each time they are asked. */
    @Override
    public MetadataStore metadata() {
        return NothingKept.INSTANCE;
    }

    @Override
    public SyncLog syncLog() {
        throw new StorageDisabledException("a sync log");
    }

    @Override
    public StoreCare care() {
        throw new StorageDisabledException("statistics and checks");
    }

    @Override
    public TokenStore tokens() {
        throw new StorageDisabledException("keeping a login");
    }

    @Override
    public ConnectionStore connections() {
        throw new StorageDisabledException("keeping who is connected");
    }

    /** Counted as long as the process lives. */
    @Override
    public QuotaStore quota() {
        return quota;
    }

    @Override
    public ScheduleStore schedules() {
        throw new StorageDisabledException("a schedule");
    }

    @Override
    public CommitReceipt commit(PageCommit commit) {
        throw new StorageDisabledException("storing");
    }

    @Override
    public void close() {}

    private enum NothingKept implements MetadataStore {
        INSTANCE;

        @Override
        public Optional<Entry> get(String key) {
            return Optional.empty();
        }

        @Override
        public void put(Entry entry) {}

        @Override
        public int removeExpired(Instant now) {
            return 0;
        }
    }
}
