package org.healthwarehouse.testkit.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ChunkOutcome;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.ConnectionStore;
import org.healthwarehouse.storage.Derivation;
import org.healthwarehouse.storage.EventStore;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.KeptFeed;
import org.healthwarehouse.storage.KeptPage;
import org.healthwarehouse.storage.LedgerStore;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.QuotaStore;
import org.healthwarehouse.storage.RawStore;
import org.healthwarehouse.storage.ReplayCommit;
import org.healthwarehouse.storage.ScheduleStore;
import org.healthwarehouse.storage.SealedTokens;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.StoreCare;
import org.healthwarehouse.storage.Sweep;
import org.healthwarehouse.storage.SyncAttempt;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.storage.SyncJobStore;
import org.healthwarehouse.storage.SyncLog;
import org.healthwarehouse.storage.SyncState;
import org.healthwarehouse.storage.TableStore;
import org.healthwarehouse.storage.TokenLease;
import org.healthwarehouse.storage.TokenStore;
import org.healthwarehouse.storage.WatermarkStore;

/**
 * A storage under which the process can be made to end just before or just after any write. After the crash it refuses
 * everything, as a dead process would. For one thread.
 */
public final class CrashingStorage implements Storage {
    private final Storage storage;
    private final StorageEvents events;
    private int writesLeft = Integer.MAX_VALUE;
    private boolean afterTheWrite;
    private boolean dead;

    /** A storage that does not crash before it is {@linkplain #crashAfter armed}. */
    public CrashingStorage(Storage storage) {
        this(storage, StorageEvents.NONE);
    }

    CrashingStorage(Storage storage, StorageEvents events) {
        this.storage = storage;
        this.events = events;
    }

    /**
     * Arms the crash.
     *
     * @param writes how many more writes go well
     * @param takesEffect whether the write at which the process ends is still in the store
     */
    public void crashAfter(int writes, boolean takesEffect) {
        writesLeft = writes;
        afterTheWrite = takesEffect;
    }

    /** No crash after all. */
    public void disarm() {
        writesLeft = Integer.MAX_VALUE;
    }

    <T> T write(String what, Supplier<T> write) {
        requireAlive();
        if (writesLeft > 0) {
            writesLeft -= writesLeft == Integer.MAX_VALUE ? 0 : 1;
            return write.get();
        }
        if (afterTheWrite) {
            T unused = write.get();
        }
        dead = true;
        throw new SimulatedCrash((afterTheWrite ? "after " : "before ") + what);
    }

    void requireAlive() {
        if (dead) {
            throw new SimulatedCrash("the process has ended already");
        }
    }

    @Override
    public String describe() {
        return storage.describe();
    }

    @Override
    public Snapshot snapshot() {
        requireAlive();
        return storage.snapshot();
    }

    @Override
    public Snapshot snapshot(long number) {
        requireAlive();
        return storage.snapshot(number);
    }

    @Override
    public RawStore raw() {
        return new CrashingRaw(storage.raw());
    }

    @Override
    public SyncJobStore jobs() {
        return new CrashingJobs(storage.jobs());
    }

    @Override
    public MetadataStore metadata() {
        requireAlive();
        return storage.metadata();
    }

    @Override
    public CommitReceipt ingest(IngestCommit commit) {
        return write("what was not asked for", () -> storage.ingest(commit));
    }

    @Override
    public List<CommitReceipt> ingestAll(List<IngestCommit> commits) {
        return write("several pages that were not asked for", () -> storage.ingestAll(commits));
    }

    @Override
    public EventStore events() {
        requireAlive();
        return storage.events();
    }

    @Override
    public SyncLog syncLog() {
        return new CrashingLog(storage.syncLog());
    }

    @Override
    public StoreCare care() {
        requireAlive();
        return storage.care();
    }

    @Override
    public ScheduleStore schedules() {
        return new CrashingSchedules(storage.schedules());
    }

    @Override
    public TokenStore tokens() {
        return new CrashingTokens(storage.tokens());
    }

    @Override
    public WatermarkStore watermarks() {
        return new CrashingWatermarks(storage.watermarks());
    }

    @Override
    public ConnectionStore connections() {
        return new CrashingConnections(storage.connections());
    }

    @Override
    public LedgerStore ledger() {
        return new CrashingLedger(storage.ledger());
    }

    @Override
    public QuotaStore quota() {
        return new CrashingQuota(storage.quota());
    }

    @Override
    public TableStore tables() {
        return new CrashingTables(storage.tables(), this);
    }

    @Override
    public Optional<Path> file() {
        return storage.file();
    }

    @Override
    public CommitReceipt commit(PageCommit commit) {
        requireAlive();
        events.committing(commit);
        CommitReceipt receipt = write("a commit", () -> storage.commit(commit));
        events.committed(commit);
        return receipt;
    }

    @Override
    public boolean deriveAnew(Derivation derivation, Instant at) {
        requireAlive();
        return write("making derived records anew", () -> storage.deriveAnew(derivation, at));
    }

    @Override
    public void close() {
        storage.close();
    }

    private final class CrashingLedger implements LedgerStore {
        private final LedgerStore ledger;

        CrashingLedger(LedgerStore ledger) {
            this.ledger = ledger;
        }

        @Override
        public int rewrite(Collection<StreamId> streams, TimeRange range, Rule rule) {
            return write("rewriting the ledger", () -> ledger.rewrite(streams, range, rule));
        }

        @Override
        public int reopen(StreamId stream, Set<FeedId> feeds, TimeRange range, Rule rule) {
            return write("opening the ledger again", () -> ledger.reopen(stream, feeds, range, rule));
        }

        @Override
        public Map<String, Settling> settlings(UserId user, SourceId source) {
            requireAlive();
            return ledger.settlings(user, source);
        }

        @Override
        public int adopt(StreamId stream, Settling settling, Rule rule) {
            return write("changing when answers are final", () -> ledger.adopt(stream, settling, rule));
        }

        @Override
        public Optional<Sweep> sweep(UserId user, SourceId source, FeedId feed) {
            requireAlive();
            return ledger.sweep(user, source, feed);
        }

        @Override
        public void keep(UserId user, SourceId source, FeedId feed, Sweep sweep) {
            write("how far a sweep came", () -> {
                ledger.keep(user, source, feed, sweep);
                return true;
            });
        }
    }

    private final class CrashingQuota implements QuotaStore {
        private final QuotaStore quota;

        CrashingQuota(QuotaStore quota) {
            this.quota = quota;
        }

        @Override
        public Reservation reserve(SourceId source, String scope, List<Budget.Allowance> allowances, Instant now) {
            return write("a reservation", () -> quota.reserve(source, scope, allowances, now));
        }

        @Override
        public void count(SourceId source, String scope, List<Budget.Allowance> allowances, Instant now) {
            write("counting a call", () -> {
                quota.count(source, scope, allowances, now);
                return true;
            });
        }
    }

    private final class CrashingLog implements SyncLog {
        private final SyncLog log;

        CrashingLog(SyncLog log) {
            this.log = log;
        }

        @Override
        public void ended(List<SyncAttempt> attempts) {
            write("the sync log", () -> {
                log.ended(attempts);
                return true;
            });
        }

        @Override
        public void imported(List<SyncAttempt> attempts) {
            write("the history of an import", () -> {
                log.imported(attempts);
                return true;
            });
        }

        @Override
        public int keepLast(int attempts) {
            return write("shortening the sync history", () -> log.keepLast(attempts));
        }

        @Override
        public List<SyncState> states(UserId user) {
            requireAlive();
            return log.states(user);
        }

        @Override
        public List<SyncAttempt> history(StreamId stream, int most) {
            requireAlive();
            return log.history(stream, most);
        }
    }

    private final class CrashingJobs implements SyncJobStore {
        private final SyncJobStore jobs;

        CrashingJobs(SyncJobStore jobs) {
            this.jobs = jobs;
        }

        @Override
        public void create(NewJob job) {
            write("creating a job", () -> {
                jobs.create(job);
                events.created(job);
                return true;
            });
        }

        @Override
        public Optional<SyncJob> find(JobId id) {
            requireAlive();
            return jobs.find(id);
        }

        @Override
        public List<SyncJob> list(UserId user) {
            requireAlive();
            return jobs.list(user);
        }

        @Override
        public List<Chunk> chunks(JobId id) {
            requireAlive();
            return jobs.chunks(id);
        }

        @Override
        public void move(JobId id, JobState state, Instant at, Optional<Failure> failure) {
            write("moving a job", () -> {
                jobs.move(id, state, at, failure);
                return true;
            });
        }

        @Override
        public int retryFailed(JobId id) {
            return write("reviving chunks", () -> jobs.retryFailed(id));
        }

        @Override
        public void delete(JobId id) {
            write("deleting a job", () -> {
                jobs.delete(id);
                return true;
            });
        }

        @Override
        public ClaimResult claim(long chunk, ClaimOwner owner, Instant now, Duration lease, MissingFinder missing) {
            ClaimResult result = write("a claim", () -> jobs.claim(chunk, owner, now, lease, missing));
            if (result instanceof ClaimResult.Granted granted) {
                events.granted(granted.claim(), owner, lease);
            }
            return result;
        }

        @Override
        public void end(ChunkClaim claim, ChunkOutcome outcome, int calls, Instant startedAt, Instant at) {
            write("ending an attempt", () -> {
                jobs.end(claim, outcome, calls, startedAt, at);
                events.ended(claim);
                return true;
            });
        }

        @Override
        public int forgetReads(ClaimOwner asking, Instant createdBefore, Instant now) {
            return write("forgetting reads", () -> jobs.forgetReads(asking, createdBefore, now));
        }

        @Override
        public void releaseAll(ClaimOwner owner) {
            write("releasing claims", () -> {
                jobs.releaseAll(owner);
                return true;
            });
        }
    }

    private final class CrashingSchedules implements ScheduleStore {
        private final ScheduleStore schedules;

        CrashingSchedules(ScheduleStore schedules) {
            this.schedules = schedules;
        }

        @Override
        public List<SlotState> slots(String schedule) {
            requireAlive();
            return schedules.slots(schedule);
        }

        @Override
        public SlotState register(SlotKey slot, Instant moment) {
            return write("registering a slot", () -> schedules.register(slot, moment));
        }

        @Override
        public void countFrom(SlotKey slot, Instant moment) {
            write("starting a slot", () -> {
                schedules.countFrom(slot, moment);
                return true;
            });
        }

        @Override
        public boolean begin(SlotKey slot, Instant due, ClaimOwner owner, Instant now) {
            return write("beginning a slot", () -> schedules.begin(slot, due, owner, now));
        }

        @Override
        public void end(SlotKey slot, Instant due, String outcome, Instant now) {
            write("ending a slot", () -> {
                schedules.end(slot, due, outcome, now);
                return true;
            });
        }

        @Override
        public List<UserId> users() {
            requireAlive();
            return schedules.users();
        }
    }

    private final class CrashingTokens implements TokenStore {
        private final TokenStore tokens;

        CrashingTokens(TokenStore tokens) {
            this.tokens = tokens;
        }

        @Override
        public Optional<SealedTokens> find(UserId user, SourceId source) {
            requireAlive();
            return tokens.find(user, source);
        }

        @Override
        public void put(UserId user, SourceId source, byte[] sealed, Instant at) {
            write("storing a login", () -> {
                tokens.put(user, source, sealed, at);
                return true;
            });
        }

        @Override
        public void whenStored(BiConsumer<UserId, SourceId> listener) {
            tokens.whenStored(listener);
        }

        @Override
        public boolean replace(UserId user, SourceId source, long expectedVersion, byte[] sealed, Instant at) {
            return write("renewing a login", () -> tokens.replace(user, source, expectedVersion, sealed, at));
        }

        @Override
        public void delete(UserId user, SourceId source, Instant at) {
            write("forgetting a login", () -> {
                tokens.delete(user, source, at);
                return true;
            });
        }

        @Override
        public TokenLease lease(UserId user, SourceId source, ClaimOwner owner, Instant now, Duration lease) {
            return write("leasing a login", () -> tokens.lease(user, source, owner, now, lease));
        }

        @Override
        public void release(UserId user, SourceId source, ClaimOwner owner) {
            write("releasing a login", () -> {
                tokens.release(user, source, owner);
                return true;
            });
        }
    }

    private final class CrashingRaw implements RawStore {
        private final RawStore raw;

        CrashingRaw(RawStore raw) {
            this.raw = raw;
        }

        @Override
        public List<KeptPage> pages(UserId user, SourceId source, FeedId feed, TimeRange asked) {
            requireAlive();
            return raw.pages(user, source, feed, asked);
        }

        @Override
        public List<KeptFeed> feeds(UserId user) {
            requireAlive();
            return raw.feeds(user);
        }

        @Override
        public CommitReceipt replay(ReplayCommit commit) {
            CommitReceipt receipt = write("reading pages again", () -> raw.replay(commit));
            events.replayed(commit);
            return receipt;
        }

        @Override
        public int drop(UserId user, SourceId source, FeedId feed, Collection<Long> pages) {
            return write("dropping bytes", () -> raw.drop(user, source, feed, pages));
        }
    }

    private final class CrashingWatermarks implements WatermarkStore {
        private final WatermarkStore watermarks;

        CrashingWatermarks(WatermarkStore watermarks) {
            this.watermarks = watermarks;
        }

        @Override
        public Optional<Watermark> find(FeedOf feed) {
            requireAlive();
            return watermarks.find(feed);
        }

        @Override
        public void note(FeedOf feed, Watermark said, List<StreamId> streams, UnaryOperator<TimeRange> toLedger) {
            write("noting a watermark", () -> {
                watermarks.note(feed, said, streams, toLedger);
                return true;
            });
        }
    }

    private final class CrashingConnections implements ConnectionStore {
        private final ConnectionStore connections;

        CrashingConnections(ConnectionStore connections) {
            this.connections = connections;
        }

        @Override
        public Optional<Connection> find(UserId user, SourceId source) {
            requireAlive();
            return connections.find(user, source);
        }

        @Override
        public List<Connection> list(UserId user) {
            requireAlive();
            return connections.list(user);
        }

        @Override
        public List<Connection> list() {
            requireAlive();
            return connections.list();
        }

        @Override
        public boolean connect(
                UserId user, SourceId source, Optional<String> vendorUserId, Set<String> scopes, Instant at) {
            return write("connecting", () -> connections.connect(user, source, vendorUserId, scopes, at));
        }

        @Override
        public void move(UserId user, SourceId source, ConnectionState state, Instant at) {
            write("moving a connection", () -> {
                connections.move(user, source, state, at);
                return true;
            });
        }
    }
}
