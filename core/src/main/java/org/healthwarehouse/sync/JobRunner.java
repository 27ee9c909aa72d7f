package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkState;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SyncJobStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job at work: hands chunks to lanes, stops them when it has to, and reports when the last one has ended. Its state
 * is guarded by its own monitor; nothing is called on the store or a listener while it is held.
 */
final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final EngineParts parts;
    private final NewJob job;
    private final Map<FeedId, FeedSpec> feeds;
    private final GapFinder finder;
    private final Watermarks watermarks;
    private final ScopeGate gate;
    private final RunLimits limits;
    private final SyncListener listener;
    private final Leftovers leftovers;
    private final Instant startedAt;
    private final CompletableFuture<SyncReport.JobReport> future = new CompletableFuture<>();
    private final ChunkQueue queue = new ChunkQueue();
    private final RunTally tally = new RunTally();
    private final StoredChanges changes = new StoredChanges();
    private final Lookups lookups = new Lookups();
    private final RunRemarks remarks;
    private final CountingTransport transport;
    private final Set<Lane> lanes = new LinkedHashSet<>();
    private boolean finished;
    private RunLimits.@Nullable Stop stop;

    JobRunner(
            EngineParts parts,
            NewJob job,
            List<Chunk> chunks,
            Map<FeedId, FeedSpec> feeds,
            GapFinder finder,
            Watermarks watermarks,
            ScopeGate gate,
            RunLimits limits,
            SyncListener listener,
            Leftovers leftovers) {
        this.parts = parts;
        this.job = job;
        this.feeds = Map.copyOf(feeds);
        this.finder = finder;
        this.watermarks = watermarks;
        this.gate = gate;
        this.limits = limits;
        this.listener = listener;
        this.leftovers = leftovers;
        this.startedAt = parts.now();
        this.remarks = new RunRemarks(job.user(), job.source());
        this.transport = new CountingTransport(GatedTransport.counting(parts, gate, parts.transport(), remarks));
        chunks.stream().filter(chunk -> chunk.state() == ChunkState.PENDING).forEach(queue::add);
        tally.begin(chunks);
    }

    /** Who knows up to when the feeds are complete. */
    Watermarks watermarks() {
        return watermarks;
    }

    CompletableFuture<SyncReport.JobReport> future() {
        return future;
    }

    /** Begins to work; a store that cannot even note that ends the job at once, told in its report. */
    void start() {
        if (!live()) {
            gate.newRun();
        }
        try {
            parts.storage().jobs().move(job.id(), JobState.RUNNING, startedAt, Optional.empty());
        } catch (StorageFailedException e) {
            stop(JobState.PAUSED, e.failure());
            finish();
            return;
        }
        LOG.info("{} job={} source={} chunks={}", LogEvent.SYNC_STARTED, job.id(), job.source(), queue.size());
        fire(new SyncEvent.Started(job.id(), job.source(), progress()));
        startLanes();
    }

    /** Tops up the lanes; a job without pending chunks still gets one, which finds nothing and ends the job. */
    private void startLanes() {
        List<Lane> more = new ArrayList<>();
        synchronized (this) {
            int wanted = Math.max(1, Math.min(parts.settings().lanes(), queue.size()));
            while (lanes.size() < wanted) {
                Lane lane = new Lane(parts, this);
                lanes.add(lane);
                more.add(lane);
            }
        }
        more.forEach(Lane::start);
    }

    // What lanes ask.

    NewJob job() {
        return job;
    }

    Connector connector() {
        return parts.connector(job.source());
    }

    /** Takes note of what was asked for the job before it begins to run; it may have to stop at once. */
    void after(Asked before) {
        transport.add(before.calls());
        before.ended().ifPresent(failure -> stop(JobState.PAUSED, failure));
    }

    /** The way to the vendor for one page; calls into settled time are counted apart. */
    VendorTransport transport(ChunkWork work, Permit permit) {
        Optional<GapReason> reopened =
                job.kind() == NewJob.Kind.SWEEP ? work.reopened().map(forced -> GapReason.SWEPT) : work.reopened();
        VendorTransport gated = GatedTransport.permitted(parts, gate, parts.transport(), remarks, permit);
        return request -> {
            tally.called(work.claim().feed());
            reopened.ifPresent(tally::reopened);
            return transport.sendVia(gated, request);
        };
    }

    RunRemarks remarks() {
        return remarks;
    }

    /** Whether a person waits for the answer. */
    boolean live() {
        return job.kind() == NewJob.Kind.READ;
    }

    /** Whether nobody is asked, because kept pages are read again. */
    boolean replays() {
        return job.kind() == NewJob.Kind.REPROCESS;
    }

    /** All types that the source's feeds yield. */
    Set<DataType> offeredTypes() {
        Set<DataType> types = new HashSet<>();
        feeds.values().forEach(feed -> {
            types.addAll(feed.yields());
            types.addAll(feed.primaryFor());
        });
        return types;
    }

    Leftovers leftovers() {
        return leftovers;
    }

    StoredChanges changes() {
        return changes;
    }

    ScopeGate gate() {
        return gate;
    }

    Lookups lookups() {
        return lookups;
    }

    @Nullable
    FeedSpec feed(Chunk chunk) {
        return feeds.get(chunk.feed());
    }

    synchronized @Nullable Chunk take() {
        return queue.take(parts.now());
    }

    synchronized Optional<Instant> nextDue() {
        return queue.nextDue();
    }

    /** What of the range the job's streams of the feed lack, read inside the claim's transaction. */
    TimeRangeSet missing(FeedSpec feed, TimeRange range, SyncJobStore.LedgerReader ledger, ClaimedGaps gaps) {
        List<StreamId> streams = feed.primaryFor().stream()
                .filter(this::wanted)
                .map(type -> new StreamId(job.user(), job.source(), type))
                .toList();
        return gaps.note(finder.gaps(streams, range, job.forcedSince(), ledger));
    }

    private boolean wanted(DataType type) {
        return job.types().isEmpty() || job.types().contains(type.name());
    }

    /** No lane waits longer than the run may last. */
    Instant capped(Instant due) {
        return due.isAfter(limits.deadline()) ? limits.deadline() : due;
    }

    /** Whether the run has to stop before that moment. */
    boolean endsBefore(Instant moment) {
        return moment.isAfter(limits.deadline());
    }

    /** Why the run ends instead of waiting so long; empty if it waits. */
    Optional<Failure> refusal(Wait wait) {
        return wait.refusal(live(), parts.now(), limits.deadline());
    }

    /** Whether lanes have to stop; looks at the limits too. */
    boolean stopping() {
        synchronized (this) {
            if (stop == null) {
                stop = limits.reached(transport.calls(), parts.now());
            }
            return stop != null;
        }
    }

    // What lanes tell.

    void putBack(Chunk chunk, Instant notBefore) {
        synchronized (this) {
            queue.putBack(chunk, notBefore);
        }
    }

    void received(PageContent content) {
        tally.received(content);
    }

    void answered(ChunkWork work, boolean available) {
        tally.answered(work.claim().feed(), work.claim().range(), available);
    }

    void chunkDone(Chunk chunk) {
        tally.done();
        SyncEvent.Progress now = progress();
        LOG.info(
                "{} job={} feed={} chunks={}/{}: {} of {} chunks are stored",
                LogEvent.SYNC_PROGRESS,
                job.id(),
                chunk.feed(),
                now.done(),
                now.total(),
                now.done(),
                now.total());
        fire(new SyncEvent.ChunkDone(job.id(), job.source(), progress(), chunk.feed(), chunk.range()));
    }

    void retrying(Chunk chunk, Failure failure, Instant at) {
        putBack(chunk, at);
        LOG.info(
                "{} job={} feed={} range={} failure={}",
                LogEvent.SYNC_RETRYING,
                job.id(),
                chunk.feed(),
                chunk.range(),
                failure.type());
        fire(new SyncEvent.Retrying(job.id(), job.source(), progress(), chunk.feed(), chunk.range(), failure, at));
    }

    void chunkFailed(Chunk chunk, Failure failure) {
        tally.failed();
        LOG.warn(
                "{} job={} feed={} range={} failure={}",
                LogEvent.SYNC_CHUNK_FAILED,
                job.id(),
                chunk.feed(),
                chunk.range(),
                failure);
        fire(new SyncEvent.ChunkFailed(job.id(), job.source(), progress(), chunk.feed(), chunk.range(), failure));
    }

    void chunkSplit(Chunk chunk, Failure failure) {
        List<Chunk> children = parts.storage().jobs().chunks(job.id()).stream()
                .filter(child -> child.state() == ChunkState.PENDING
                        && child.feed().equals(chunk.feed())
                        && chunk.range().contains(child.range()))
                .toList();
        synchronized (this) {
            for (int i = children.size() - 1; i >= 0; i--) {
                queue.putBack(children.get(i), Instant.MIN);
            }
        }
        tally.split(children.size());
        fire(new SyncEvent.Split(job.id(), job.source(), progress(), chunk.feed(), chunk.range(), failure));
        startLanes();
    }

    /** Lets every lane end at its next step, also those that wait for a time to come. */
    void stop(JobState state, Failure failure) {
        List<Lane> waiting;
        synchronized (this) {
            if (stop == null) {
                stop = new RunLimits.Stop(state, failure);
            }
            waiting = List.copyOf(lanes);
        }
        waiting.forEach(Lane::wake);
    }

    /** The lane found nothing more to do. The last one ends the job. */
    void laneEnded(Lane lane) {
        boolean last;
        synchronized (this) {
            last = lanes.remove(lane) && lanes.isEmpty();
        }
        if (last) {
            finish();
        }
    }

    /** Something that no step may survive: whoever waits is told, and the other lanes end at their next step. */
    void crashed(Throwable problem) {
        synchronized (this) {
            if (stop == null) {
                stop = new RunLimits.Stop(
                        JobState.PAUSED,
                        new Failure.Unexpected(
                                "a thread died: " + problem.getClass().getName()));
            }
        }
        future.completeExceptionally(problem);
    }

    /** Ends the job, once; also used where lanes have not ended because nothing runs any more. */
    void finish() {
        synchronized (this) {
            if (finished) {
                return;
            }
            finished = true;
        }
        try {
            SyncReport.JobReport report = JobEnd.settle(
                    parts,
                    job,
                    currentStop(),
                    tally,
                    transport.calls(),
                    elapsed(),
                    new RunLog(feeds.values(), startedAt));
            LOG.info(
                    "{} job={} source={} rows={}: stored what came",
                    LogEvent.SYNC_STORED,
                    job.id(),
                    job.source(),
                    progress().rows());
            LOG.info(
                    "{} job={} source={} state={} chunks={}/{} calls={}",
                    LogEvent.SYNC_ENDED,
                    job.id(),
                    job.source(),
                    report.state(),
                    report.chunksDone(),
                    report.chunksTotal(),
                    report.calls());
            leftovers.settleIfPossible();
            changes.tell(parts.afterSync(), job);
            RawKeeping.tidy(parts, job, feeds.values(), tally.fetched());
            // Ended before it is told: a listener that resumes the job on hearing of it starts a new run.
            future.complete(report);
            fire(new SyncEvent.Ended(job.id(), job.source(), progress(), report));
        } catch (StorageFailedException e) {
            leftovers.add(job, e.failure());
            changes.tell(parts.afterSync(), job);
            LOG.warn(
                    "{} job={} source={} failure={}: the end of the job could not be written down",
                    LogEvent.SYNC_UNSETTLED,
                    job.id(),
                    job.source(),
                    e.failure());
            future.complete(JobEnd.unsettled(job, e.failure(), tally, transport.calls(), elapsed()));
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
    }

    private synchronized RunLimits.@Nullable Stop currentStop() {
        return stop;
    }

    private Duration elapsed() {
        return Duration.between(startedAt, parts.now());
    }

    private SyncEvent.Progress progress() {
        return tally.progress(transport.calls());
    }

    private void fire(SyncEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} job={} event={}",
                    LogEvent.SYNC_LISTENER_FAILED,
                    job.id(),
                    event.getClass().getSimpleName(),
                    e);
        }
    }
}
