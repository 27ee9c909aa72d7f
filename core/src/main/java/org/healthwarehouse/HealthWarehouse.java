package org.healthwarehouse;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.Importer;
import org.healthwarehouse.connector.LastingNotes;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.coverage.Coverage;
import org.healthwarehouse.export.ExportReport;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.Cycle;
import org.healthwarehouse.model.DailySummary;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.HrvSummary;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.LocationType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.Recovery;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.Sleep;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StorageDisabledException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.model.Workout;
import org.healthwarehouse.storage.ErrorEntry;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.SeenFinding;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StoreStatistics;
import org.healthwarehouse.storage.SyncAttempt;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.storage.TableStore;
import org.healthwarehouse.storage.VerifyProgress;
import org.healthwarehouse.storage.VerifyReport;
import org.healthwarehouse.sync.EngineParts;
import org.healthwarehouse.sync.EventOutcome;
import org.healthwarehouse.sync.FirstSyncs;
import org.healthwarehouse.sync.ReprocessRequest;
import org.healthwarehouse.sync.RunningSchedule;
import org.healthwarehouse.sync.Schedules;
import org.healthwarehouse.sync.SweepRequest;
import org.healthwarehouse.sync.SyncEngine;
import org.healthwarehouse.sync.SyncListener;
import org.healthwarehouse.sync.SyncPlan;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncRun;
import org.healthwarehouse.sync.SyncSchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person's whole health history in one store. Asks each source for each piece of data once, keeps it, knows exactly
 * which time ranges it holds and lacks, and fetches only what is missing, in jobs that can be resumed.
 *
 * <pre>{@code
 * try (HealthWarehouse warehouse = HealthWarehouse.builder()
 *         .storage("sqlite:health.db")
 *         .connector(FulcraConnector.builder().token(token).build())
 *         .build()) {
 *     warehouse.sync(SyncRequest.everything().last(Duration.ofDays(365))).await();
 *     Reading<SampleSeries> heartRate = warehouse.samples(HEART_RATE).last(Duration.ofDays(30)).read();
 * }
 * }</pre>
 *
 * <p>Thread-safe; several warehouses may live side by side, also on one store. After {@link #close} every method throws
 * {@link InvalidParameterException}. Without a store ({@link WarehouseConfig#storeEnabled}) reads go straight to the
 * source, and what needs a store throws {@link StorageDisabledException}. Every method may throw
 * {@link org.healthwarehouse.model.StorageFailedException} if the store cannot be used.
 */
public final class HealthWarehouse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthWarehouse.class);

    private final EngineParts parts;
    private final SyncEngine engine;
    private final Schedules schedules;
    private final Reader reads;
    private final DailyReads dailyReads;
    private final SampleCache sampleCache;
    private final Optional<AutoExport> autoExport;
    private final List<Importer> importers;
    private final AtomicBoolean closed = new AtomicBoolean();

    HealthWarehouse(
            EngineParts parts,
            long cachedRows,
            Optional<AutoExport> autoExport,
            List<Importer> importers,
            DailyPolicy daily,
            Optional<Duration> firstSync) {
        this.parts = parts;
        this.importers = List.copyOf(importers);
        this.autoExport = autoExport;
        sampleCache = new SampleCache(cachedRows);
        engine = new SyncEngine(parts);
        Optional<FirstSyncs> firstSyncs = firstSync
                .filter(wanted -> !(parts.storage() instanceof DisabledStorage))
                .map(lookBack -> new FirstSyncs(parts, engine, lookBack));
        schedules = new Schedules(parts, engine, () -> firstSyncs.ifPresent(FirstSyncs::lookSoon));
        reads = parts.storage() instanceof DisabledStorage none
                ? new SourceReads(engine, parts.clock(), none)
                : new Reads(parts.storage(), engine, parts.clock());
        dailyReads = new DailyReads(parts.storage(), engine, parts.clock(), daily);
        firstSyncs.ifPresent(FirstSyncs::begin);
    }

    /** Starts assembling a warehouse. */
    public static HealthWarehouseBuilder builder() {
        return new HealthWarehouseBuilder();
    }

    /**
     * What a sync of the request would fetch; nothing is fetched, but a source may be asked for the list of what it
     * offers.
     *
     * @throws InvalidParameterException if the request names a source without a connector or a type that no source
     *     offers, or its range is missing or wholly in the future
     * @throws org.healthwarehouse.model.HealthWarehouseException if a source cannot say what it offers
     */
    public SyncPlan plan(SyncRequest request) {
        requireStore("a plan");
        return engine.plan(request);
    }

    /** Fetches what of the request is missing. Returns at once; see {@link #plan} for what it throws. */
    public SyncRun sync(SyncRequest request) {
        return sync(request, event -> {});
    }

    /** Fetches what of the request is missing and tells the listener. Returns at once; see {@link #plan}. */
    public SyncRun sync(SyncRequest request, SyncListener listener) {
        requireStore("a sync");
        return engine.start(request, listener);
    }

    /**
     * Goes on with every chunk of the job that is not done. Resuming a completed job makes no call and says so.
     *
     * @throws InvalidParameterException if the store has no such job
     */
    public SyncRun resume(JobId job) {
        return resume(job, event -> {});
    }

    /** Goes on with every chunk of the job that is not done and tells the listener. */
    public SyncRun resume(JobId job, SyncListener listener) {
        requireOpen();
        return engine.resume(job, listener);
    }

    /**
     * Fetches by itself from now on, as the schedule says, until the handle or the warehouse is closed. What slots have
     * run is kept in the store under the schedule's name, so that after a restart what was missed runs once. Slots that
     * are cut off when the warehouse is closed run again after the next start. Needs a scheduler with at least two
     * threads, which the default has.
     *
     * @throws InvalidParameterException if the schedule has no slots, or one of that name runs already
     */
    public RunningSchedule schedule(SyncSchedule schedule) {
        requireStore("a schedule");
        return schedules.start(schedule);
    }

    /** The jobs of the local user, newest first. */
    public List<SyncJob> jobs() {
        return jobs(UserId.LOCAL);
    }

    /** The jobs of the user, newest first. */
    public List<SyncJob> jobs(UserId user) {
        requireOpen();
        return parts.storage().jobs().list(user);
    }

    /** Asks for samples of the local user. */
    public SampleQuery samples(SampleType type) {
        requireOpen();
        return new SampleQuery(this, type, SyncRequest.of(type), ReadMode.LOCAL_FIRST);
    }

    /** Asks for records of the local user. */
    public RecordQuery<HealthRecord> records(RecordType type) {
        requireOpen();
        return new RecordQuery<>(this, type, SyncRequest.of(type), ReadMode.LOCAL_FIRST, record -> record);
    }

    /** Asks for workouts of the local user. */
    public RecordQuery<Workout> workouts() {
        return records(DataTypes.WORKOUT).as(Workout::of);
    }

    /** Asks for sleeps of the local user. */
    public RecordQuery<Sleep> sleeps() {
        return records(DataTypes.SLEEP).as(Sleep::of);
    }

    /** Asks for recoveries of the local user. */
    public RecordQuery<Recovery> recoveries() {
        return records(DataTypes.RECOVERY).as(Recovery::of);
    }

    /** Asks for cycles, which are days as the body has them, of the local user. */
    public RecordQuery<Cycle> cycles() {
        return records(DataTypes.CYCLE).as(Cycle::of);
    }

    /** Asks for what sources say of local dates as a whole, of the local user. */
    public RecordQuery<DailySummary> dailySummaries() {
        return records(DataTypes.DAILY_SUMMARY).as(DailySummary::of);
    }

    /** Asks for heart rate variability of nights, as sources sum it up, of the local user. */
    public RecordQuery<HrvSummary> hrvSummaries() {
        return records(DataTypes.HRV_SUMMARY).as(HrvSummary::of);
    }

    /** Asks for weights, with what else the scale measured, of the local user. */
    public WeighingQuery weighings() {
        requireOpen();
        return new WeighingQuery(this, SyncRequest.of(DataTypes.BODY_MASS), ReadMode.LOCAL_FIRST, OptionalLong.empty());
    }

    /** Asks for the day of that local date, with sleep, recovery, cycle and workouts, of the local user. */
    public DailyQuery<Day> daily(LocalDate date) {
        requireOpen();
        return DailyQuery.of(this, date);
    }

    /**
     * Asks for the days of these local dates of the local user, the last one too.
     *
     * @throws InvalidParameterException if the dates are not in order, or more than ten years
     */
    public DailyQuery<List<Day>> daily(LocalDate first, LocalDate last) {
        requireOpen();
        return DailyQuery.of(this, first, last);
    }

    /** Asks for locations of the local user. */
    public LocationQuery locations(LocationType type) {
        requireOpen();
        return new LocationQuery(this, type, SyncRequest.of(type), ReadMode.LOCAL_FIRST);
    }

    /**
     * What is known of a range of the local user, one answer for each source that has, had or may have the type, each
     * on the axis of its feed. Asks nobody.
     */
    public List<Coverage> coverage(DataType type, TimeRange range) {
        return coverage(UserId.LOCAL, type, range);
    }

    /**
     * What is known of a range, one answer for each source that has, had or may have the type, each on the axis of its
     * feed. Asks nobody.
     */
    public List<Coverage> coverage(UserId user, DataType type, TimeRange range) {
        requireOpen();
        try (Snapshot snapshot = parts.storage().snapshot()) {
            Set<StreamId> streams = new TreeSet<>(Comparator.comparing(StreamId::source));
            streams.addAll(engine.possibleStreams(user, type));
            snapshot.streams(user).stream()
                    .filter(stream -> stream.type().equals(type))
                    .forEach(streams::add);
            return streams.stream()
                    .map(stream -> CoverageReader.read(engine, snapshot, stream, range))
                    .toList();
        }
    }

    /** Opens a range of the local user again, of all sources; see {@link #reopen(UserId, Set, DataType, TimeRange)}. */
    public SyncRequest reopen(DataType type, TimeRange range) {
        return reopen(UserId.LOCAL, Set.of(), type, range);
    }

    /**
     * Opens settled time again, because there is reason to think that the source changed it: what is held or
     * unavailable is provisional and due at once, also what was waiting for its time. What was purged stays purged.
     * Nothing is fetched, and what is stored stays readable; the next sync or read of the range asks for it, and counts
     * these calls apart. An answer that is on its way meanwhile, also about what was never fetched before, is older
     * than this wish: it is refused and asked for once more.
     *
     * @param sources of which sources; empty for all
     * @return the sync that asks for it
     */
    public SyncRequest reopen(UserId user, Set<SourceId> sources, DataType type, TimeRange range) {
        requireStore("opening settled time");
        engine.reopen(user, sources, type, range);
        return SyncRequest.of(type)
                .user(user)
                .from(sources.stream().map(SourceId::value).sorted().toArray(String[]::new))
                .in(range);
    }

    /**
     * Asks settled time again, newest first and with so many calls, to see whether the source still says the same. How
     * far it came is kept; the next sweep goes on there, and begins anew once the earliest settled time was reached.
     * Its jobs are not listed and cannot be resumed. See {@link #plan} for what it throws.
     */
    public SyncRun sweep(SweepRequest request) {
        requireStore("a sweep");
        return engine.sweep(request, event -> {});
    }

    /**
     * Reads the kept pages of the local user's feeds that yield the type again; see
     * {@link #reprocess(ReprocessRequest)}.
     */
    public SyncRun reprocess(DataType type) {
        return reprocess(ReprocessRequest.of(type));
    }

    /** Reads kept pages again; see {@link #reprocess(ReprocessRequest, SyncListener)}. */
    public SyncRun reprocess(ReprocessRequest request) {
        return reprocess(request, event -> {});
    }

    /**
     * Reads kept pages again by the parsers of today, in the order in which they were fetched, and asks nobody. Feeds
     * of which some page was read by an older version of their parser are read as a whole; where there is none, nothing
     * is done. What is stored afterwards is what the same fetches would have left with the new parser:
     *
     * <ul>
     *   <li>Only what came from a page that is kept changes or goes; its former form stays readable with {@code asOf}.
     *   <li>Of each item the last page counts that names it, unless nobody asked for that page and it spoke of an
     *       earlier moment than what was stored; what a source said is gone does not come back.
     *   <li>Of a record of which several tell, only what these pages told of it changes.
     *   <li>What ledgers know stays as it is. A type, or a page, that is understood only now is held from the time when
     *       it was fetched.
     * </ul>
     *
     * Pages of feeds that no connector offers, as those that an {@link org.healthwarehouse.connector.Importer} reads
     * and some that were pushed, take no part, and the report names the feeds as
     * {@linkplain org.healthwarehouse.sync.SyncReport#leftOut left out}: a file is imported once more, a pushed page
     * that is kept is handed to {@link #ingest} again.
     *
     * <p>Runs as a job of each source: listed, with progress, and resumed after a crash or a cancellation with those
     * parts of the history that are not done. Nothing that was readable is missing meanwhile.
     *
     * @throws InvalidParameterException if no source that was chosen has one of the types
     */
    public SyncRun reprocess(ReprocessRequest request, SyncListener listener) {
        requireStore("reading kept pages again");
        return engine.reprocess(request, listener);
    }

    /**
     * The number of the last commit; 0 for an empty store. Whatever changes the data that a read answers raises it. A
     * query with {@code asOf} this number answers later on what it answers now.
     */
    public long lastCommit() {
        requireStore("a number of the last commit");
        try (Snapshot snapshot = parts.storage().snapshot()) {
            return snapshot.number();
        }
    }

    /** How all streams of the local user stand; see {@link #status(UserId)}. */
    public SyncStatus status() {
        return status(UserId.LOCAL);
    }

    /**
     * How all streams of the user stand: when they were last synced, how that went, and whether they are due. Streams
     * that were never synced are listed too. A source may be asked for the list of what it offers; one that cannot say
     * is told in the warnings, and so is an automatic export that failed.
     */
    public SyncStatus status(UserId user) {
        requireOpen();
        return new Statuses(parts.storage(), engine, parts.clock(), lastAutoExport()).of(user);
    }

    /** The last runs that asked for the stream, newest first, at most so many. */
    public List<SyncAttempt> syncHistory(StreamId stream, int most) {
        requireOpen();
        return parts.storage().syncLog().history(stream, most);
    }

    /** How the local user stands with a source; {@code NOT_CONNECTED} if nothing is known. */
    public Connection connection(String source) {
        return connection(UserId.LOCAL, SourceId.of(source));
    }

    /** How the user stands with a source; {@code NOT_CONNECTED} if nothing is known. */
    public Connection connection(UserId user, SourceId source) {
        requireOpen();
        return parts.storage().connections().find(user, source).orElse(Connection.none(user, source));
    }

    /** How the local user stands with every source that has a connector here or was ever connected. */
    public List<Connection> connections() {
        return connections(UserId.LOCAL);
    }

    /** How the user stands with every source that has a connector here or was ever connected, ordered by source. */
    public List<Connection> connections(UserId user) {
        requireOpen();
        Map<SourceId, Connection> bySource = new TreeMap<>();
        parts.connectors().forEach(each -> bySource.put(each.source(), Connection.none(user, each.source())));
        parts.storage().connections().list(user).forEach(each -> bySource.put(each.source(), each));
        return List.copyOf(bySource.values());
    }

    /** Every data type that the connected sources offer to the local user, ordered by name. */
    public List<DataType> offeredTypes() {
        requireOpen();
        return List.copyOf(engine.offeredTypes(UserId.LOCAL).values());
    }

    /**
     * How large the store is and what it holds, of all users. Asks nobody. Counting is one pass over the rows, about
     * 0.05 s for each million of them.
     */
    public StoreStatistics statistics() {
        requireOpen();
        return parts.storage().care().statistics();
    }

    /** Checks the whole store; see {@link #verify(Predicate)}. */
    public VerifyReport verify() {
        return verify(progress -> true);
    }

    /**
     * Checks the whole store without changing it: whether the file is sound, every reference leads somewhere, the
     * ledger keeps its rules and fits the rows, and the vendors' bytes are those that came. Others may read and write
     * meanwhile. Takes about 0.3 s for each million samples, and longer where many raw pages are kept.
     *
     * @param goOn is told of the progress on this thread; once it answers false, the check ends with what it found so
     *     far
     */
    public VerifyReport verify(Predicate<VerifyProgress> goOn) {
        requireOpen();
        return parts.storage().care().verify(goOn);
    }

    /** What went wrong for the user and is not resolved yet, newest first, at most so many. */
    public List<ErrorEntry> openErrors(UserId user, int most) {
        requireOpen();
        return parts.storage().care().openErrors(user, most);
    }

    /**
     * What the user should know about the answers of sources and that is no failure: records that were never finished,
     * items that could not be read, listings from which much vanished. Last seen first, at most so many.
     */
    public List<SeenFinding> findings(UserId user, int most) {
        requireOpen();
        return parts.storage().care().findings(user, most);
    }

    /**
     * Marks an error of the error log as resolved by hand. Most resolve themselves: when the chunk or job goes well
     * later.
     *
     * @return false if there is no such error, or it was resolved before
     */
    public boolean resolveError(long id) {
        requireOpen();
        return parts.storage().care().resolveError(id, now());
    }

    /**
     * Writes what is stored into files that only their owner can read, all of them from one snapshot. What was exported
     * before stays as it is until the new files are whole, also if the process is killed.
     *
     * @throws InvalidParameterException if another export writes to the folder, or the format wants the folder to
     *     itself and it holds something else
     * @throws org.healthwarehouse.model.StorageFailedException if the files cannot be written
     */
    public ExportReport export(ExportRequest request) {
        requireStore("an export");
        return new Exports(parts.storage(), parts.clock()).export(request);
    }

    /** Takes pages that nobody asked for: pushed by a vendor, or read from a file. */
    public Ingest ingest() {
        requireStore("ingesting");
        return new Ingest(engine, parts, importers);
    }

    /** Small texts of a user and source that are kept for ever, such as what the source may be asked only once. */
    public LastingNotes notes(UserId user, SourceId source) {
        requireStore("keeping notes");
        return new StoredNotes(parts, user, source);
    }

    /** Imports what the path holds for the local user; see {@link #importFrom(ImportRequest)}. */
    public ImportReport importFrom(Path path) {
        return importFrom(ImportRequest.of(path));
    }

    /** Imports what the path holds for the user; see {@link #importFrom(ImportRequest)}. */
    public ImportReport importFrom(Path path, UserId user) {
        return importFrom(ImportRequest.of(path).user(user));
    }

    /**
     * Imports a file, a folder or a ZIP archive that a source gave to a person: every file in it, also in archives
     * inside, is offered to the importers. Each page that they make of a file is committed whole or not at all, small
     * ones some at a time; what was taken before an import ended early stays, and the same files again change nothing.
     * A file that an importer fails on is skipped. What was imported is in the sync history.
     *
     * @throws InvalidParameterException if there is nothing at the path
     */
    public ImportReport importFrom(ImportRequest request) {
        JobId job = new JobId("import-" + engine.newId());
        return new Imports(request, importers, ingest(), parts.storage(), parts.clock(), job).run();
    }

    /**
     * Handles a vendor's hint or webhook, whose signature the caller has checked, on this thread: fetches the one
     * record that has changed, or takes out what is gone and what depends on it. Events that come twice, late or in the
     * wrong order do no harm. Its calls are counted by the budget, and apart from those of syncs in the fetch log.
     *
     * @throws InvalidParameterException if the source has no connector here
     */
    public EventOutcome handle(VendorEvent event) {
        requireStore("handling an event");
        return engine.handle(event);
    }

    /**
     * Tables that a module of its own declares for what no source delivers, in the same store and with its lifetime.
     * Applications use the module's API instead, for example that of the training module.
     */
    public TableStore tables() {
        requireStore("tables of a module");
        return parts.storage().tables();
    }

    /** The present as this warehouse sees it; see {@link HealthWarehouseBuilder#clock}. */
    public InstantSource clock() {
        requireOpen();
        return parts.clock();
    }

    /** How the last automatic export went; empty if there was none since the warehouse was built. */
    public Optional<AutoExportStatus> lastAutoExport() {
        requireOpen();
        return autoExport.flatMap(AutoExport::status);
    }

    /**
     * Pauses what is running at once, gives up its claims, and closes connectors and store. What is committed stays;
     * paused jobs can be resumed. Safe to call twice.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                schedules.close();
                engine.close();
            } finally {
                closeParts();
            }
        }
    }

    /** A connector that cannot be closed does not keep the store open. */
    private void closeParts() {
        for (Connector connector : parts.connectors()) {
            try {
                connector.close();
            } catch (RuntimeException e) {
                LOG.warn("warehouse.connector-not-closed source={}", connector.source(), e);
            }
        }
        parts.storage().close();
    }

    Reader reads() {
        requireOpen();
        return reads;
    }

    DailyReads dailyReads() {
        requireOpen();
        return dailyReads;
    }

    SampleCache sampleCache() {
        return sampleCache;
    }

    Instant now() {
        return parts.clock().instant();
    }

    private void requireStore(String what) {
        requireOpen();
        if (parts.storage() instanceof DisabledStorage none) {
            throw none.refusal(what);
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new InvalidParameterException(
                    "warehouse", parts.storage().describe(), "is closed", "build a new one on the same store");
        }
    }
}
