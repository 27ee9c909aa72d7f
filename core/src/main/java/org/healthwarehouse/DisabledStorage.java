package org.healthwarehouse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.StorageDisabledException;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.ConnectionStore;
import org.healthwarehouse.storage.EventStore;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.LedgerStore;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.QuotaStore;
import org.healthwarehouse.storage.ScheduleStore;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.StoreCare;
import org.healthwarehouse.storage.SyncJobStore;
import org.healthwarehouse.storage.SyncLog;
import org.healthwarehouse.storage.TableStore;
import org.healthwarehouse.storage.TokenStore;
import org.healthwarehouse.storage.WatermarkStore;

/** Stands where a store would, in a warehouse that keeps nothing, and refuses everything. */
final class DisabledStorage implements Storage {
    private final QuotaStore quota = QuotaStore.inMemory();
    private final Optional<HealthWarehouseException> unopened;

    /** The store was switched off. */
    DisabledStorage() {
        unopened = Optional.empty();
    }

    /** The store is there but could not be opened. */
    DisabledStorage(HealthWarehouseException problem) {
        unopened = Optional.of(problem);
    }

    /** Why the store could not be opened; empty if it was switched off. */
    Optional<HealthWarehouseException> unopened() {
        return unopened;
    }

    /** What to tell somebody who wants what needs a store. */
    HealthWarehouseException refusal(String what) {
        return unopened.<HealthWarehouseException>map(problem -> new StorageFailedException(
                        what + " needs the store, which could not be opened: " + problem.getMessage(), problem))
                .orElseGet(() -> new StorageDisabledException(what));
    }

    @Override
    public String describe() {
        return "no store";
    }

    @Override
    public LedgerStore ledger() {
        return new NoLedger(this);
    }

    @Override
    public Snapshot snapshot() {
        throw refusal("looking at what is stored");
    }

    @Override
    public SyncJobStore jobs() {
        throw refusal("a sync job");
    }

    /** Keeps nothing: sources say what they have each time they are asked. */
    @Override
    public MetadataStore metadata() {
        return NothingKept.INSTANCE;
    }

    @Override
    public SyncLog syncLog() {
        throw refusal("a sync log");
    }

    @Override
    public StoreCare care() {
        throw refusal("statistics and checks");
    }

    @Override
    public TokenStore tokens() {
        throw refusal("keeping a login");
    }

    @Override
    public ConnectionStore connections() {
        throw refusal("keeping who is connected");
    }

    @Override
    public WatermarkStore watermarks() {
        throw refusal("keeping a watermark");
    }

    /** Counted as long as the process lives. */
    @Override
    public QuotaStore quota() {
        return quota;
    }

    @Override
    public ScheduleStore schedules() {
        throw refusal("a schedule");
    }

    @Override
    public CommitReceipt commit(PageCommit commit) {
        throw refusal("storing");
    }

    @Override
    public CommitReceipt ingest(IngestCommit commit) {
        throw refusal("storing");
    }

    @Override
    public List<CommitReceipt> ingestAll(List<IngestCommit> commits) {
        throw refusal("storing");
    }

    @Override
    public EventStore events() {
        throw refusal("handling an event");
    }

    @Override
    public TableStore tables() {
        throw refusal("tables of a module");
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
