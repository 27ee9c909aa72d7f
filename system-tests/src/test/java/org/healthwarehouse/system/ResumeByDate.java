package org.healthwarehouse.system;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.ConnectionStore;
import org.healthwarehouse.storage.EventStore;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.StoreCare;
import org.healthwarehouse.storage.SyncJobStore;
import org.healthwarehouse.storage.SyncLog;
import org.healthwarehouse.storage.TableStore;
import org.healthwarehouse.storage.TokenStore;

/**
 * A store with a planted bug: a job remembers how far it came as a date, so whatever is newer than the oldest finished
 * chunk passes for finished, also a chunk that failed or was never tried.
 */
final class ResumeByDate implements Storage {
    private final Storage storage;
    /** Only a resumed job is misread. */
    private final Set<JobId> resumed = new HashSet<>();

    ResumeByDate(Storage storage) {
        this.storage = storage;
    }

    @Override
    public SyncJobStore jobs() {
        SyncJobStore jobs = storage.jobs();
        return (SyncJobStore) Proxy.newProxyInstance(
                SyncJobStore.class.getClassLoader(),
                new Class<?>[] {SyncJobStore.class},
                (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("retryFailed")) {
                            resumed.add((JobId) arguments[0]);
                        }
                        Object answer = method.invoke(jobs, arguments);
                        return method.getName().equals("chunks") && resumed.contains((JobId) arguments[0])
                                ? byDate(jobs.chunks((JobId) arguments[0]))
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static List<Chunk> byDate(List<Chunk> chunks) {
        Optional<Instant> reached = chunks.stream()
                .filter(chunk -> chunk.state() == ChunkState.DONE)
                .map(chunk -> chunk.range().start())
                .min(Instant::compareTo);
        return chunks.stream()
                .map(chunk -> reached.filter(date -> !chunk.range().start().isBefore(date))
                        .map(date -> done(chunk))
                        .orElse(chunk))
                .toList();
    }

    private static Chunk done(Chunk chunk) {
        return chunk.state() == ChunkState.SPLIT
                ? chunk
                : new Chunk(
                        chunk.number(),
                        chunk.job(),
                        chunk.feed(),
                        chunk.range(),
                        ChunkState.DONE,
                        chunk.attempts(),
                        chunk.error());
    }

    @Override
    public CommitReceipt ingest(IngestCommit commit) {
        return storage.ingest(commit);
    }

    @Override
    public List<CommitReceipt> ingestAll(List<IngestCommit> commits) {
        return storage.ingestAll(commits);
    }

    @Override
    public EventStore events() {
        return storage.events();
    }

    @Override
    public TableStore tables() {
        return storage.tables();
    }

    @Override
    public String describe() {
        return storage.describe();
    }

    @Override
    public Snapshot snapshot() {
        return storage.snapshot();
    }

    @Override
    public MetadataStore metadata() {
        return storage.metadata();
    }

    @Override
    public SyncLog syncLog() {
        return storage.syncLog();
    }

    @Override
    public StoreCare care() {
        return storage.care();
    }

    @Override
    public org.healthwarehouse.storage.WatermarkStore watermarks() {
        return storage.watermarks();
    }

    @Override
    public org.healthwarehouse.storage.ScheduleStore schedules() {
        return storage.schedules();
    }

    @Override
    public TokenStore tokens() {
        return storage.tokens();
    }

    @Override
    public ConnectionStore connections() {
        return storage.connections();
    }

    @Override
    public org.healthwarehouse.storage.LedgerStore ledger() {
        return storage.ledger();
    }

    @Override
    public org.healthwarehouse.storage.QuotaStore quota() {
        return storage.quota();
    }

    @Override
    public CommitReceipt commit(PageCommit commit) {
        return storage.commit(commit);
    }

    @Override
    public void close() {
        storage.close();
    }
}
