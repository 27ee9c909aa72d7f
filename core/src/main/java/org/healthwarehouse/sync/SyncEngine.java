package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.PageParser;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Gap;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.Derivation;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.KeptFeed;
import org.healthwarehouse.storage.LedgerAxes;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.storage.WatermarkStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans, runs and resumes jobs. The facade's engine; applications use {@code HealthWarehouse} instead. Thread-safe. */
public final class SyncEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SyncEngine.class);

    private final EngineParts parts;
    private final FeedDirectory directory;
    private final GapFinder finder;
    private final Watermarks watermarks;
    private final Planner planner;
    private final Sweeps sweeps;
    private final Reprocessing reprocessing;
    private final ChangeHints hints;
    private final PageIngest pages;
    private final Leftovers leftovers;
    private final ScopeGates gates;
    private final DerivedStreams derived;
    /** The jobs at work; also the lock under which one begins or the engine closes. */
    private final Map<JobId, JobRunner> running = new HashMap<>();

    private final AtomicBoolean tidied = new AtomicBoolean();
    private boolean closed;

    /** An engine of these parts; nothing runs yet. It closes the scheduler, and nothing else, when it is closed. */
    public SyncEngine(EngineParts parts) {
        this.parts = parts;
        gates = new ScopeGates(parts);
        derived = new DerivedStreams(parts);
        directory = new FeedDirectory(parts, gates);
        finder = new GapFinder(parts);
        leftovers = new Leftovers(parts);
        watermarks = new Watermarks(parts, gates);
        planner = new Planner(parts, directory, finder, watermarks);
        sweeps = new Sweeps(parts, planner);
        reprocessing = new Reprocessing(parts, directory);
        hints = new ChangeHints(parts, directory, gates);
        pages = new PageIngest(parts, new IngestLedger(parts, this::primaryFeed));
    }

    /** What the request would fetch. See {@link SyncPlan}. */
    public SyncPlan plan(SyncRequest request) {
        return planner.plan(request);
    }

    /**
     * What a read of the request would fetch: the same, but not what has gone by since an answer that is fresh enough.
     */
    public SyncPlan planForRead(SyncRequest request, ReadBudget budget) {
        return planner.planForRead(request, budget);
    }

    /** What the request would fetch, planned within the budget of a read. */
    public SyncPlan plan(SyncRequest request, ReadBudget budget) {
        return planner.plan(request, budget);
    }

    /**
     * The budget of a read that begins when it is known what the sources offer. Lists their feeds before, where that is
     * not known or too old.
     *
     * @throws InvalidParameterException if no source has the types
     */
    public ReadBudget readBudget(SyncRequest request) {
        var unused = planner.selected(request);
        return readBudget();
    }

    /** The budget of a read that begins now, because it is known what the sources offer. */
    public ReadBudget readBudget() {
        return new ReadBudget(parts.now(), parts.settings().readDuration());
    }

    /**
     * Asks the sources and keeps nothing, within the budget of a read, which begins when it is known what they offer.
     * Needs no store.
     *
     * @throws InvalidParameterException if no source has the types
     */
    public SourceContent fetchOnly(SyncRequest request) {
        SyncRequest asked = request.in(request.range(parts.now()));
        List<Planner.SelectedFeed> feeds = planner.selected(asked);
        return new SourceReader(parts, gates, asked).read(feeds);
    }

    /** What has to be derived for an answer to the request. */
    public List<Derivation> derivations(SyncRequest request) {
        return parts.connectors().stream()
                .map(Connector::source)
                .flatMap(source -> DerivedStreams.of(parts, request.user(), source).stream())
                .filter(derivation ->
                        request.types().contains(derivation.output().type()))
                .toList();
    }

    /** Stores the jobs that the request needs and starts them. */
    public SyncRun start(SyncRequest request, SyncListener listener) {
        return start(planner.plan(request), NewJob.Kind.SYNC, this::syncLimits, listener);
    }

    /** Starts what a read may fetch by itself: the plan, newest first, as far as the budget for reads goes. */
    public SyncRun startRead(SyncPlan plan, ReadBudget budget) {
        RunLimits limits = new RunLimits(parts.settings().readCalls(), budget.deadline());
        return start(plan, NewJob.Kind.READ, source -> limits, event -> {});
    }

    /** Asks settled time again, and notes how far it came. */
    public SyncRun sweep(SweepRequest request, SyncListener listener) {
        Sweeps.Planned planned = sweeps.plan(request, listener);
        Function<SourceId, RunLimits> limits =
                source -> new RunLimits(request.calls(), syncLimits(source).deadline());
        return start(planned.plan(), NewJob.Kind.SWEEP, limits, planned.progress());
    }

    /**
     * Reads kept pages again, where an older parser read one of their feed, and asks nobody.
     *
     * @throws InvalidParameterException if no source that was chosen has one of the types
     */
    public SyncRun reprocess(ReprocessRequest request, SyncListener listener) {
        List<NewJob> jobs = reprocessing.jobs(request);
        List<KeptFeed> leftOut = reprocessing.leftOut(request);
        LOG.info(
                "{} jobs={} feeds-left-out={}: kept pages are read again",
                LogEvent.REPROCESS,
                jobs.size(),
                leftOut.size());
        return new JobsRun(
                parts.scheduler(), started(jobs, this::syncLimits, source -> Asked.NOTHING, listener), leftOut);
    }

    /** Asks the source what has changed, so that it is asked again; or says when it may be asked, if not after that. */
    ChangeHints.Outcome hints(UserId user, SourceId source, Instant latest) {
        return hints.ask(user, source, latest);
    }

    /** Reads that were under way when an earlier process was killed left jobs behind that nobody resumes. */
    private void forgetReadsOnce() {
        if (tidied.compareAndSet(false, true)) {
            int unused = Maintenance.forgetReads(parts.storage(), parts.owner(), parts.now());
        }
    }

    private RunLimits syncLimits(SourceId source) {
        return new RunLimits(
                Integer.MAX_VALUE, parts.now().plus(parts.of(source).settings().maxDuration()));
    }

    private SyncRun start(
            SyncPlan plan, NewJob.Kind kind, Function<SourceId, RunLimits> limits, SyncListener listener) {
        Map<SourceId, List<SyncPlan.PlannedChunk>> bySource =
                new TreeMap<>(plan.chunks().stream().collect(Collectors.groupingBy(SyncPlan.PlannedChunk::source)));
        List<NewJob> jobs = new ArrayList<>();
        bySource.forEach((source, chunks) -> jobs.add(newJob(plan, kind, source, chunks)));
        Function<SourceId, Asked> before = source -> new Asked(
                plan.calls().getOrDefault(source, 0),
                Optional.ofNullable(plan.ended().get(source)));
        return new JobsRun(parts.scheduler(), started(jobs, limits, before, listener));
    }

    private List<JobRunner> started(
            List<NewJob> jobs,
            Function<SourceId, RunLimits> limits,
            Function<SourceId, Asked> before,
            SyncListener listener) {
        leftovers.settle();
        forgetReadsOnce();
        jobs.forEach(parts.storage().jobs()::create);
        List<JobRunner> runners = new ArrayList<>();
        for (NewJob job : jobs) {
            JobRunner runner = register(job.id(), () -> runner(job, limits.apply(job.source()), listener));
            runner.after(before.apply(job.source()));
            runners.add(runner);
        }
        runners.forEach(JobRunner::start);
        return runners;
    }

    /** Notes a runner as running until it has ended; none begins once the engine is closed. */
    private JobRunner register(JobId id, Supplier<JobRunner> create) {
        synchronized (running) {
            requireOpen();
            JobRunner runner = create.get();
            running.put(id, runner);
            var unused = runner.future().whenComplete((report, problem) -> {
                synchronized (running) {
                    running.remove(id, runner);
                }
            });
            return runner;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new HealthWarehouseException(new Failure.Cancelled("the warehouse was closed meanwhile"));
        }
    }

    private NewJob newJob(SyncPlan plan, NewJob.Kind kind, SourceId source, List<SyncPlan.PlannedChunk> chunks) {
        Instant now = parts.now();
        List<String> types = chunks.stream()
                .flatMap(chunk -> chunk.types().stream())
                .map(DataType::name)
                .distinct()
                .sorted()
                .toList();
        return new NewJob(
                new JobId(parts.newId()),
                plan.request().user(),
                source,
                kind,
                plan.range(),
                types,
                plan.request().isForced() ? Optional.of(now) : Optional.empty(),
                chunks.stream()
                        .map(chunk -> new NewJob.NewChunk(chunk.feed(), chunk.range()))
                        .toList(),
                now);
    }

    private JobRunner runner(NewJob job, RunLimits limits, SyncListener listener) {
        Map<FeedId, FeedSpec> feeds = new HashMap<>();
        feeds(job).forEach(feed -> feeds.put(feed.id(), feed));
        List<Chunk> chunks = parts.storage().jobs().chunks(job.id());
        ScopeGate gate = gates.of(job.user(), job.source());
        return new JobRunner(
                parts.of(job.source()), job, chunks, feeds, finder, watermarks, gate, limits, listener, leftovers);
    }

    private List<FeedSpec> feeds(NewJob job) {
        return job.kind() == NewJob.Kind.REPROCESS
                ? directory.known(job.user(), job.source())
                : directory.feeds(job.user(), job.source());
    }

    /**
     * Goes on with every chunk of the job that is not done, those that failed included. A job that is complete makes no
     * call and says so; one that already runs here is joined.
     *
     * @throws InvalidParameterException if there is no such job
     */
    public SyncRun resume(JobId id, SyncListener listener) {
        leftovers.settle();
        SyncJob job = parts.storage()
                .jobs()
                .find(id)
                .orElseThrow(() -> new InvalidParameterException(
                        "job id", id, "belongs to no job of this store", "take it from a report or from jobs()"));
        if (job.state() == JobState.COMPLETED) {
            return JobsRun.completed(
                    parts.scheduler(),
                    JobEnd.alreadyCompleted(job.plan(), parts.storage().jobs().chunks(id)));
        }
        // Known before the lock is taken: listing feeds may have to wait for a thread.
        List<FeedSpec> feeds = feeds(job.plan());
        Asked asked = job.plan().kind() == NewJob.Kind.REPROCESS ? Asked.NOTHING : askWatermarks(job.plan(), feeds);
        synchronized (running) {
            JobRunner active = running.get(id);
            // One that has just ended may still be noted: whoever waited for its end may be faster than the note.
            if (active != null && !active.future().isDone()) {
                return new JobsRun(parts.scheduler(), List.of(active));
            }
            JobRunner runner = register(id, () -> revived(job.plan(), listener));
            runner.after(asked);
            runner.start();
            return new JobsRun(parts.scheduler(), List.of(runner));
        }
    }

    /** How far the source is complete may have changed since the job was planned. */
    private Asked askWatermarks(NewJob job, List<FeedSpec> feeds) {
        Set<FeedId> open = parts.storage().jobs().chunks(job.id()).stream()
                .filter(chunk -> chunk.state() == ChunkState.PENDING || chunk.state() == ChunkState.FAILED)
                .map(Chunk::feed)
                .collect(Collectors.toSet());
        Asked asked = Asked.NOTHING;
        for (FeedSpec feed : feeds) {
            if (open.contains(feed.id()) && asked.ended().isEmpty()) {
                asked = asked.plus(watermarks.ask(job.user(), job.source(), feed, Optional.empty()));
            }
        }
        return asked;
    }

    private JobRunner revived(NewJob job, SyncListener listener) {
        int unused = parts.storage().jobs().retryFailed(job.id());
        return runner(job, syncLimits(job.source()), listener);
    }

    /**
     * Commits what a page brings that was pushed or read from a file.
     *
     * @param job the push or import that brings it
     * @param parser what reads it
     * @throws HealthWarehouseException if it cannot be read; then its bytes are kept and nothing else is written
     */
    public IngestReceipt ingest(UserId user, RawPage page, JobId job, PageParser parser) {
        return pages.ingest(user, page, job, parser, 0, true);
    }

    /** Takes small pages that were read from files, to commit several of them together; for one thread. */
    public IngestGroup ingestGroup() {
        return new IngestGroup(pages);
    }

    /**
     * Handles a vendor's hint or webhook on this thread.
     *
     * @throws InvalidParameterException if the source has no connector here
     */
    public EventOutcome handle(VendorEvent event) {
        return new EventWork(parts, directory, gates, pages).handle(event);
    }

    /** An id that nothing else has. */
    public String newId() {
        return parts.newId();
    }

    /**
     * Opens time of the type again, in the ledgers of these sources or, if there are none, of all. What is on its way
     * meanwhile is asked for once more.
     */
    public void reopen(UserId user, Set<SourceId> sources, DataType type, TimeRange range) {
        Reopenings.reopen(parts, directory, user, sources, type, range);
    }

    /**
     * What of a range of UTC a stream, or what it is {@link #ledgerOf derived from}, lacks now, in its ledger's time.
     */
    public List<Gap> gaps(StreamId stream, TimeRange range, Snapshot snapshot) {
        return gaps(stream, range, Optional.empty(), snapshot);
    }

    /** The same, but without what has gone by since an answer that is fresh enough. */
    public List<Gap> gapsForRead(StreamId stream, TimeRange range, Snapshot snapshot) {
        List<Gap> gaps = gaps(stream, range, snapshot);
        StreamId input = derived.ledgerOf(stream);
        TimeRange known = derived.needed(input, derived.reach(stream), range, snapshot);
        TimeRange ledger = ledgerAxis(stream, known, snapshot).toLedger(known);
        return primaryFeed(input)
                .map(feed -> finder.forRead(gaps, input, ledger, feed, snapshot::coverage))
                .orElse(gaps);
    }

    /**
     * What of a range of UTC was not fetched after the given moment, or is missing or due, in the time of the stream's
     * ledger.
     */
    public List<Gap> gapsSince(StreamId stream, TimeRange range, Instant forcedSince, Snapshot snapshot) {
        return gaps(stream, range, Optional.of(forcedSince), snapshot);
    }

    private List<Gap> gaps(StreamId stream, TimeRange range, Optional<Instant> forcedSince, Snapshot snapshot) {
        TimeRange known = derived.needed(derived.ledgerOf(stream), derived.reach(stream), range, snapshot);
        TimeRange ledger = ledgerAxis(stream, known, snapshot).toLedger(known);
        return finder.gaps(derived.ledgerOf(stream), ledger, forcedSince, TimeRangeSet.EMPTY, snapshot::coverage);
    }

    /** The stream in whose ledger is written what is known: what a derived one is made of, else the stream itself. */
    public StreamId ledgerOf(StreamId stream) {
        return derived.ledgerOf(stream);
    }

    /** The streams that are made out of the given one. */
    public List<StreamId> madeOf(StreamId input) {
        return derived.madeOf(input);
    }

    /**
     * What a stream lacks of a range, in the time of the ledger, because a part of {@link #ledgerOf} is missing. A part
     * that is out of reach of the range, but decides how a record began or ended that has a part in it, is that part.
     */
    public Optional<TimeRange> lacking(StreamId stream, TimeRange missing, TimeRange range) {
        Duration reach = derived.reach(stream);
        Optional<TimeRange> inside = missing.padded(reach).intersection(range);
        return inside.isPresent() || reach.isZero() ? inside : Optional.of(missing);
    }

    /**
     * The lines of a stream's ledger that intersect the range. Those of a derived stream are those of its input, cut
     * back where a record may still grow: see {@link org.healthwarehouse.coverage.DerivedCoverage}.
     *
     * @param ledger the range in the time of the ledger
     */
    public List<CoverageEntry> coverage(StreamId stream, TimeRange ledger, Snapshot snapshot) {
        return derived.coverage(stream, ledger, snapshot);
    }

    /**
     * The axis of a stream's ledger, good for mapping the given range of UTC: as its feed declares it, or as it is
     * stored where no connector here has the stream.
     */
    public LedgerAxis ledgerAxis(StreamId stream, TimeRange range, Snapshot snapshot) {
        TimeAxis axis = primaryFeed(stream).map(FeedSpec::axis).orElseGet(() -> snapshot.axis(stream));
        return LedgerAxes.atEnds(snapshot, stream.user(), stream.source(), axis, range);
    }

    /**
     * The streams of a type that the sources here offer, or may offer: a source whose feeds are not known yet counts,
     * because nobody is asked.
     */
    public List<StreamId> possibleStreams(UserId user, DataType type) {
        return parts.connectors().stream()
                .map(connector -> new StreamId(user, connector.source(), type))
                .filter(stream -> directory.lastWord(user, stream.source()).isEmpty()
                        || primaryFeed(stream).isPresent())
                .toList();
    }

    /**
     * The feed that decides the coverage of a stream, by what its source last said, however long ago; nobody is asked.
     * Empty if no connector here has it or its source never said anything. For a derived stream that of its input.
     */
    public Optional<FeedSpec> primaryFeed(StreamId stream) {
        DataType type = ledgerOf(stream).type();
        boolean connected = parts.connectors().stream()
                .anyMatch(connector -> connector.source().equals(stream.source()));
        return connected
                ? directory.lastWord(stream.user(), stream.source()).stream()
                        .flatMap(List::stream)
                        .filter(feed -> feed.primaryFor().contains(type))
                        .findFirst()
                : Optional.empty();
    }

    /**
     * The streams that the source offers to the user, also those that are derived, each with the feed that decides its
     * coverage.
     *
     * @throws org.healthwarehouse.model.HealthWarehouseException if the source cannot say and never did
     */
    public Map<StreamId, FeedSpec> offeredStreams(UserId user, SourceId source) {
        Map<StreamId, FeedSpec> offered = new HashMap<>();
        directory
                .feeds(user, source)
                .forEach(feed ->
                        feed.primaryFor().forEach(type -> offered.put(new StreamId(user, source, type), feed)));
        Map<StreamId, FeedSpec> made = new HashMap<>();
        offered.forEach((input, feed) -> derived.madeOf(input).forEach(output -> made.put(output, feed)));
        offered.putAll(made);
        return offered;
    }

    /** The sources that are connected. */
    public List<SourceId> sources() {
        return parts.connectors().stream().map(Connector::source).toList();
    }

    /** Why a source could not say what it offers, so that what it said before is used; empty if it could. */
    public Optional<Failure> outdatedBecause(UserId user, SourceId source) {
        return directory.outdatedBecause(user, source);
    }

    /**
     * Why the source did not say how far it is complete when it was last asked that for the stream, so that what it
     * said before is gone by; empty if it did.
     */
    public Optional<Failure> untoldBecause(StreamId stream) {
        return primaryFeed(stream)
                .flatMap(feed ->
                        watermarks.untoldBecause(new WatermarkStore.FeedOf(stream.user(), stream.source(), feed.id())));
    }

    /** The data types that one source offers to the user. */
    Set<DataType> offeredTypes(UserId user, SourceId source) {
        return offeredStreams(user, source).keySet().stream()
                .map(StreamId::type)
                .collect(Collectors.toSet());
    }

    /** Every data type that the sources offer to the user, by name. */
    public Map<String, DataType> offeredTypes(UserId user) {
        Map<String, DataType> types = new TreeMap<>();
        parts.connectors()
                .forEach(connector -> directory
                        .feeds(user, connector.source())
                        .forEach(feed -> feed.yields().forEach(type -> {
                            types.put(type.name(), type);
                            derived.madeOf(connector.source(), type).forEach(made -> types.put(made.name(), made));
                        })));
        return types;
    }

    /** Pauses all jobs, drops what is scheduled, and gives up all claims. Safe to call twice. */
    @Override
    public void close() {
        List<JobRunner> open;
        synchronized (running) {
            closed = true;
            open = List.copyOf(running.values());
        }
        open.forEach(runner -> runner.stop(JobState.PAUSED, new Failure.Cancelled("the warehouse was closed")));
        parts.scheduler().close();
        leftovers.settleIfPossible();
        if (!open.isEmpty()) {
            releaseClaims();
            open.forEach(JobRunner::finish);
        }
    }

    /** A store that fails must not keep anything from being closed; others wait for the leases instead. */
    private void releaseClaims() {
        try {
            parts.storage().jobs().releaseAll(parts.owner());
        } catch (StorageFailedException e) {
            LOG.warn("{}: claims could not be released", LogEvent.SYNC_UNSETTLED, e);
        }
    }
}
