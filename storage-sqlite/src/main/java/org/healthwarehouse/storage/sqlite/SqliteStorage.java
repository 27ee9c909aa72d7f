package org.healthwarehouse.storage.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.ConnectionStore;
import org.healthwarehouse.storage.Derivation;
import org.healthwarehouse.storage.EventStore;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.LedgerStore;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.QuotaStore;
import org.healthwarehouse.storage.RawStore;
import org.healthwarehouse.storage.ScheduleStore;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.StoreCare;
import org.healthwarehouse.storage.SyncJobStore;
import org.healthwarehouse.storage.SyncLog;
import org.healthwarehouse.storage.TableStore;
import org.healthwarehouse.storage.TokenStore;
import org.healthwarehouse.storage.WatermarkStore;

/**
 * A store in one SQLite file, readable only by its owner. One connection writes, in WAL mode, and every commit is on
 * disk before it is acknowledged; up to four others read, each seeing one commit and never waiting for the writer.
 * Several storages, also of several processes, may have the same file open on one machine.
 *
 * <p>Thread-safe. After {@link #close} every method but {@code close} and {@link #describe} throws
 * {@link org.healthwarehouse.model.StorageFailedException}, also on what the storage had handed out.
 */
public final class SqliteStorage implements Storage {
    private static final Duration READER_WAIT = Duration.ofSeconds(10);

    private final Path file;
    private final Writer writer;
    private final Readers readers;
    private final SyncJobStore jobs;
    private final MetadataStore metadata;
    private final SyncLog syncLog;
    private final StoreCare care;
    private final ScheduleStore schedules;
    private final TokenStore tokens;
    private final ConnectionStore connections;
    private final WatermarkStore watermarks;
    private final LedgerStore ledger;
    private final QuotaStore quota;
    private final EventStore events;
    private final RawStore raw;
    private final TableStore tables;

    private SqliteStorage(ConnectionFactory factory, InstantSource clock) {
        this.file = factory.file();
        this.writer = new Writer(factory);
        this.readers = new Readers(factory, READER_WAIT);
        this.jobs = new SqliteJobStore(writer, readers);
        this.metadata = new MetadataTable(writer, readers);
        this.syncLog = new SyncLogTable(writer, readers);
        this.care = new SqliteCare(factory, writer, readers, clock);
        this.schedules = new ScheduleTable(writer, readers);
        this.tokens = new TokenTable(writer, readers);
        this.connections = new ConnectionTable(writer, readers);
        this.watermarks = new WatermarkTable(writer, readers);
        this.ledger = new LedgerTable(writer, readers);
        this.quota = new QuotaTable(writer);
        this.events = new EventTable(writer, readers);
        this.raw = new RawTable(writer, readers);
        this.tables = new SqliteTableStore(writer, readers);
    }

    /**
     * Opens the store with default settings, creating folder and file where they are missing, and brings its schema up
     * to date; a file that already holds something is copied beside itself before its schema changes.
     *
     * @param file where it is, or shall be
     * @param clock the present, for what the storage dates itself
     * @throws org.healthwarehouse.model.InvalidParameterException if the path names nothing that can be a store: a
     *     folder, a file that is no SQLite database, a database of another program. Nothing was written
     * @throws org.healthwarehouse.model.StorageFailedException if it is there but cannot be opened: read-only, damaged,
     *     locked by another program, or written by a newer version of this library
     */
    public static SqliteStorage open(Path file, InstantSource clock) {
        return builder(file).clock(clock).open();
    }

    /** Settings other than the defaults. */
    public static SqliteStorageBuilder builder(Path file) {
        return new SqliteStorageBuilder(file);
    }

    static SqliteStorage open(ConnectionFactory connections, InstantSource clock) {
        return open(connections, clock, SqliteStorageBuilder.DAILY);
    }

    static SqliteStorage open(ConnectionFactory connections, InstantSource clock, Duration quickCheck) {
        SchemaMigrations schema = new SchemaMigrations(connections.file(), Migration.all(), clock);
        try {
            try (Session probe = connections.probe()) {
                schema.check(probe);
            }
            try (Session session = connections.writer()) {
                schema.up(session);
                RecordViews.ensure(session);
                QuickCheck.unlessDoneSince(session, connections.file(), clock.instant(), quickCheck);
            }
        } catch (SQLException e) {
            throw StoreErrors.of(connections.file(), "open the store", e);
        }
        return new SqliteStorage(connections, clock);
    }

    @Override
    public String describe() {
        return "sqlite:" + file;
    }

    @Override
    public Snapshot snapshot() {
        return new SqliteSnapshot(readers.begin());
    }

    @Override
    public Snapshot snapshot(long number) {
        return SqliteSnapshot.past(readers.begin(), number);
    }

    @Override
    public SyncJobStore jobs() {
        return jobs;
    }

    @Override
    public MetadataStore metadata() {
        return metadata;
    }

    @Override
    public SyncLog syncLog() {
        return syncLog;
    }

    @Override
    public StoreCare care() {
        return care;
    }

    @Override
    public ScheduleStore schedules() {
        return schedules;
    }

    @Override
    public TokenStore tokens() {
        return tokens;
    }

    @Override
    public WatermarkStore watermarks() {
        return watermarks;
    }

    @Override
    public ConnectionStore connections() {
        return connections;
    }

    @Override
    public LedgerStore ledger() {
        return ledger;
    }

    @Override
    public QuotaStore quota() {
        return quota;
    }

    @Override
    public RawStore raw() {
        return raw;
    }

    @Override
    public TableStore tables() {
        return tables;
    }

    @Override
    public Optional<Path> file() {
        return Optional.of(file);
    }

    @Override
    public CommitReceipt commit(PageCommit commit) {
        return PageCommitter.commit(writer, commit);
    }

    @Override
    public CommitReceipt ingest(IngestCommit commit) {
        return IngestCommitter.commit(writer, List.of(commit)).get(0);
    }

    @Override
    public List<CommitReceipt> ingestAll(List<IngestCommit> commits) {
        return IngestCommitter.commit(writer, commits);
    }

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public boolean deriveAnew(Derivation derivation, Instant at) {
        return readers.read("look at a derived stream", session -> DerivedTable.isBehind(session, derivation))
                && writer.inTransaction(
                        "derive records anew", session -> DerivedTable.deriveNext(session, derivation, at));
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }

    @Override
    public String toString() {
        return describe();
    }
}
