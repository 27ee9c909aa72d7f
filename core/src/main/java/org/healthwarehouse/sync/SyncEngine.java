package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.coverage.Gap;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.SyncJob;

/** Plans, runs and resumes jobs. The facade's engine; applications use {@code HealthWarehouse} instead. Thread-safe. */
public final class SyncEngine implements AutoCloseable {
    private final EngineParts parts;
    private final FeedDirectory directory;
    private final GapFinder finder;
    private final Planner planner;
    private final Map<SourceId, SourceGate> gates = new ConcurrentHashMap<>();
    private final Map<JobId, JobRunner> running = new ConcurrentHashMap<>();

    /** An engine of these parts; nothing runs yet. It closes the scheduler, and nothing else, when it is closed. */
    public SyncEngine(EngineParts parts) {
        this.parts = parts;
        directory = new FeedDirectory(parts);
        finder = new GapFinder(parts);
        planner = new Planner(parts, directory, finder);
    }

    /** What the request would fetch. See {@link SyncPlan}. */
    public SyncPlan plan(SyncRequest request) {
        return planner.plan(request);
    }

    /**
     * Asks the sources and keeps nothing, within the budget of a read. Needs no store.
     *
     * @throws InvalidParameterException if no source has the types
     */
    public SourceContent fetchOnly(SyncRequest request) {
        return new SourceReader(parts, request).read(planner.selected(request));
    }

    /** Stores the jobs that the request needs and starts them. */
    public SyncRun start(SyncRequest request, SyncListener listener) {
        return start(planner.plan(request), NewJob.Kind.SYNC, this::syncLimits, listener);
    }

    /** Starts what a read may fetch by itself: the plan, newest first, as far as the budget for reads goes. */
    public SyncRun startRead(SyncPlan plan) {
        RunLimits limits = new RunLimits(
                parts.settings().readCalls(), parts.now().plus(parts.settings().readDuration()));
        return start(plan, NewJob.Kind.READ, source -> limits, event -> {});
    }

    private RunLimits syncLimits(SourceId source) {
        return new RunLimits(
                Integer.MAX_VALUE, parts.now().plus(parts.of(source).settings().maxDuration()));
    }

    private SyncRun start(
            SyncPlan plan, NewJob.Kind kind, Function<SourceId, RunLimits> limits, SyncListener listener) {
        Map<SourceId, List<SyncPlan.PlannedChunk>> bySource =
                new TreeMap<>(plan.chunks().stream().collect(Collectors.groupingBy(SyncPlan.PlannedChunk::source)));
        List<JobRunner> runners = new ArrayList<>();
        bySource.forEach((source, chunks) -> {
            NewJob job = newJob(plan, kind, source, chunks);
            parts.storage().jobs().create(job);
            runners.add(runner(job, limits.apply(source), listener));
        });
        runners.forEach(JobRunner::start);
        return new JobsRun(parts.scheduler(), runners);
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
        directory.feeds(job.user(), job.source()).forEach(feed -> feeds.put(feed.id(), feed));
        List<Chunk> chunks = parts.storage().jobs().chunks(job.id());
        SourceGate gate = gates.computeIfAbsent(job.source(), source -> new SourceGate());
        JobRunner runner = new JobRunner(parts.of(job.source()), job, chunks, feeds, finder, gate, limits, listener);
        running.put(job.id(), runner);
        var unused = runner.future().whenComplete((report, problem) -> running.remove(job.id(), runner));
        return runner;
    }

    /**
     * Goes on with every chunk of the job that is not done, those that failed included. A job that is complete makes no
     * call and says so; one that already runs here is joined.
     *
     * @throws InvalidParameterException if there is no such job
     */
    public SyncRun resume(JobId id, SyncListener listener) {
        SyncJob job = parts.storage()
                .jobs()
                .find(id)
                .orElseThrow(() -> new InvalidParameterException(
                        "job id", id, "belongs to no job of this store", "take it from a report or from jobs()"));
        JobRunner active = running.get(id);
        if (active != null && !active.future().isDone()) {
            return new JobsRun(parts.scheduler(), List.of(active));
        }
        if (job.state() == JobState.COMPLETED) {
            return JobsRun.completed(
                    parts.scheduler(),
                    JobEnd.alreadyCompleted(job.plan(), parts.storage().jobs().chunks(id)));
        }
        parts.storage().jobs().retryFailed(id);
        JobRunner runner = runner(job.plan(), syncLimits(job.plan().source()), listener);
        runner.start();
        return new JobsRun(parts.scheduler(), List.of(runner));
    }

    /** What of the range a stream lacks now. */
    public List<Gap> gaps(StreamId stream, TimeRange range, Snapshot snapshot) {
        return finder.gaps(stream, range, Optional.empty(), TimeRangeSet.EMPTY, snapshot::coverage);
    }

    /** The feed that decides the coverage of a stream; empty if no connector here has it. */
    public Optional<FeedSpec> primaryFeed(StreamId stream) {
        boolean connected = parts.connectors().stream()
                .anyMatch(connector -> connector.source().equals(stream.source()));
        return connected
                ? directory.feeds(stream.user(), stream.source()).stream()
                        .filter(feed -> feed.primaryFor().contains(stream.type()))
                        .findFirst()
                : Optional.empty();
    }

    /** The data types that one source offers to the user. */
    Set<DataType> offeredTypes(UserId user, SourceId source) {
        return directory.feeds(user, source).stream()
                .flatMap(feed -> feed.primaryFor().stream())
                .collect(Collectors.toSet());
    }

    /** Every data type that the sources offer to the user, by name. */
    public Map<String, DataType> offeredTypes(UserId user) {
        Map<String, DataType> types = new TreeMap<>();
        parts.connectors()
                .forEach(connector -> directory
                        .feeds(user, connector.source())
                        .forEach(feed -> feed.yields().forEach(type -> types.put(type.name(), type))));
        return types;
    }

    /** Pauses all jobs, drops what is scheduled, and gives up all claims. Safe to call twice. */
    @Override
    public void close() {
        List<JobRunner> open = List.copyOf(running.values());
        open.forEach(runner -> runner.stop(JobState.PAUSED, new Failure.Cancelled("the warehouse was closed")));
        parts.scheduler().close();
        if (!open.isEmpty()) {
            parts.storage().jobs().releaseAll(parts.owner());
            open.forEach(JobRunner::finish);
        }
    }
}
