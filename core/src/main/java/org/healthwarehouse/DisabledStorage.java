package org.healthwarehouse;

import org.healthwarehouse.model.StorageDisabledException;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.ScheduleStore;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.SyncJobStore;

/** Stands where a store would, in a warehouse that keeps nothing, and refuses everything. */
final class DisabledStorage implements Storage {
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

    @Override
    public MetadataStore metadata() {
        throw new StorageDisabledException("keeping what a source says of itself");
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
}
