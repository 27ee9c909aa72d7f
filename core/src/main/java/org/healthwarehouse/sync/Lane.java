package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkOutcome;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.StaleClaimException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one chunk after another, in steps: claim, fetch a page, commit it, and again. No step sleeps; between steps
 * other lanes, other jobs and, in a simulation, a crash have their turn. What to do about a failed attempt is decided
 * by {@link Setback}.
 */
final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    /** How soon a chunk is tried again that somebody else is fetching: they may be done before their claim expires. */
    private static final Duration BUSY_POLL = Duration.ofSeconds(1);

    private final EngineParts parts;
    private final JobRunner runner;
    private final AtomicReference<@Nullable Pending> pending = new AtomicReference<>();

    Lane(EngineParts parts, JobRunner runner) {
        this.parts = parts;
        this.runner = runner;
    }

    void start() {
        next(parts.now());
    }

    /** Lets a lane that waits for a time to come look at once whether it has to stop. */
    void wake() {
        Pending waiting = pending.get();
        if (waiting != null) {
            parts.scheduler().schedule(parts.now(), () -> run(waiting));
        }
    }

    void next(Instant due) {
        schedule(due, null, this::claim);
    }

    /** Hands the next step to the scheduler; no wait is longer than the run may last. */
    void schedule(Instant due, @Nullable ChunkWork work, Runnable step) {
        Pending next = new Pending(work, step);
        pending.set(next);
        parts.scheduler().schedule(runner.capped(due), () -> run(next));
    }

    private void run(Pending step) {
        if (!pending.compareAndSet(step, null)) {
            return;
        }
        try {
            step.action.run();
        } catch (StaleClaimException e) {
            // Somebody took the range over while the answer was on its way: look again at what is missing.
            if (step.work != null) {
                runner.putBack(step.work.chunk(), parts.now());
            }
            next(parts.now());
        } catch (HealthWarehouseException e) {
            stopFor(e.failure(), step.work);
        } catch (RuntimeException e) {
            LOG.error("{} job={}", LogEvent.SYNC_ENGINE_FAILED, runner.job().id(), e);
            stopFor(new Failure.Unexpected("the engine failed: " + e.getClass().getName()), step.work);
        } catch (Error e) {
            runner.crashed(e);
            throw e;
        }
    }

    /** Ends the lane and lets the others end too. */
    void stopFor(Failure failure, @Nullable ChunkWork work) {
        runner.stop(JobState.PAUSED, failure);
        if (work != null) {
            release(work);
        }
        runner.laneEnded(this);
    }

    /** Gives a claim back, so that nobody has to wait for it to expire; as soon as the store can take it. */
    private void release(ChunkWork work) {
        try {
            end(work, new ChunkOutcome.Released(), 0);
        } catch (StaleClaimException e) {
            // Somebody has it already.
        } catch (HealthWarehouseException e) {
            runner.leftovers().add(work.claim());
        }
    }

    // Step 1: claim a chunk.

    private void claim() {
        if (runner.stopping()) {
            runner.laneEnded(this);
            return;
        }
        Optional<Instant> nextDue = runner.nextDue();
        if (nextDue.isEmpty()) {
            runner.laneEnded(this);
            return;
        }
        Optional<Wait> wait =
                runner.replays() ? Optional.empty() : runner.gate().look(runner.live(), parts.now());
        if (wait.isPresent()) {
            waitFor(wait.get(), null, () -> next(wait.get().at()));
            return;
        }
        Chunk chunk = runner.take();
        if (chunk == null) {
            next(runner.nextDue().orElse(parts.now()));
        } else {
            claim(chunk, runner.feed(chunk));
        }
    }

    private void claim(Chunk chunk, @Nullable FeedSpec feed) {
        ClaimedGaps gaps = new ClaimedGaps();
        ClaimResult result = parts.storage()
                .jobs()
                .claim(
                        chunk.number(),
                        parts.owner(),
                        parts.now(),
                        parts.settings().lease(),
                        (range, ledger) -> feed == null || runner.replays()
                                ? TimeRangeSet.of(range)
                                : runner.missing(feed, range, ledger, gaps));
        if (result instanceof ClaimResult.Granted granted) {
            claimed(new ChunkWork(chunk, feed, granted.claim(), gaps.reopened()));
        } else if (result instanceof ClaimResult.Busy busy) {
            Instant soon = parts.now().plus(BUSY_POLL);
            runner.putBack(chunk, busy.until().isBefore(soon) ? busy.until() : soon);
            next(parts.now());
        } else {
            if (result instanceof ClaimResult.NothingLeft) {
                runner.chunkDone(chunk);
            }
            next(parts.now());
        }
    }

    private void claimed(ChunkWork work) {
        if (work.isOffered()) {
            schedule(parts.now(), work, () -> begin(work));
        } else {
            setback(
                    work,
                    new Failure.InvalidParameter("feed " + work.chunk().feed() + " is no longer offered by "
                            + runner.job().source()));
        }
    }

    private void begin(ChunkWork work) {
        if (runner.replays()) {
            replay(work);
        } else {
            fetch(work);
        }
    }

    // Step 2: fetch a page.

    private void fetch(ChunkWork work) {
        if (runner.stopping()) {
            release(work);
            runner.laneEnded(this);
            return;
        }
        if (!work.isReady()) {
            work.ready(ChunkLedger.of(parts, work.claim(), work.feed(), runner.watermarks()));
        }
        if (!work.heldUntil().isAfter(parts.now())) {
            // Whoever slept through the lease may find that somebody else has fetched the range meanwhile.
            waitUntil(parts.now(), work);
            return;
        }
        Admission admission = runner.gate().enter(runner.live(), parts.now());
        if (admission instanceof Permit permit) {
            fetch(work, permit);
        } else if (admission instanceof Wait wait) {
            waitFor(wait, work, () -> waitUntil(wait.at(), work));
        }
    }

    /** Waits, or ends the run if that would take longer than it may. */
    private void waitFor(Wait wait, @Nullable ChunkWork work, Runnable waiting) {
        runner.refusal(wait).ifPresentOrElse(failure -> stopFor(failure, work), waiting);
    }

    private void fetch(ChunkWork work, Permit permit) {
        try {
            taken(work, ask(work, permit));
        } catch (FetchException e) {
            new Setback(parts, runner, this, work).handle(e);
        } catch (InterruptedException e) {
            stopFor(new Failure.Cancelled("interrupted while a page was on its way"), work);
            Thread.currentThread().interrupt();
        } catch (StorageFailedException | StaleClaimException e) {
            throw e;
        } catch (RuntimeException e) {
            setback(
                    work,
                    new Failure.Unexpected(
                            "the connector failed: " + e.getClass().getName()));
        }
    }

    private FetchResult ask(ChunkWork work, Permit permit) throws FetchException, InterruptedException {
        CountingTransport transport = new CountingTransport(runner.transport(work, permit));
        Instant askedAt = parts.now();
        work.asked(askedAt, transport);
        try {
            FetchResult result = runner.connector()
                    .fetch(
                            work.request(),
                            parts.context(runner.job().user(), runner.job().source(), transport));
            runner.gate().answered();
            return result;
        } catch (FetchException e) {
            runner.gate().failed(e.failure(), askedAt, parts.now());
            throw e;
        } finally {
            permit.close();
        }
    }

    /** Keeps the claim if it does not run out meanwhile. */
    private void waitUntil(Instant at, ChunkWork work) {
        if (at.isBefore(work.heldUntil())) {
            schedule(at, work, () -> fetch(work));
        } else {
            end(work, new ChunkOutcome.Released(), 0);
            runner.putBack(work.chunk(), at);
            next(parts.now());
        }
    }

    private void taken(ChunkWork work, FetchResult result) {
        if (result instanceof FetchResult.Page page) {
            schedule(parts.now(), work, () -> commit(work, page));
        } else if (result instanceof FetchResult.NotReady later) {
            work.goOnAt(later.resume());
            waitUntil(later.retryAt().isAfter(parts.now()) ? later.retryAt() : parts.now(), work);
        } else if (result instanceof FetchResult.Unavailable unavailable) {
            unavailable(work, unavailable.reason(), unavailable.retryAt());
        }
    }

    /** Writes down that the source cannot tell, and when it wants to be asked again. */
    private void unavailable(ChunkWork work, String reason, Optional<Instant> retryAt) {
        var unused = parts.storage()
                .commit(work.unavailable(reason, retryAt, work.calls(), parts.now())
                        .knowing(work.watermark()));
        done(work, false);
    }

    /** Writes down that the source has nothing to tell; it is asked again later and later. */
    void notFound(ChunkWork work) {
        var unused = parts.storage()
                .commit(new Refusal(parts, work).commit("not found").knowing(work.watermark()));
        done(work, false);
    }

    // Step 3: read it and commit what it brings.

    private void commit(ChunkWork work, FetchResult.Page page) {
        PageBuffer buffer = new PageBuffer();
        PageContent content;
        Instant at = parts.now();
        try {
            runner.connector().parse(page.page(), buffer);
            work.read(page.page(), buffer);
            page.page()
                    .serverDate()
                    .ifPresent(date -> runner.remarks().clocks(date, page.page().startedAt()));
            content = buffer.content();
            PageCommit read = work.pageCommit(page.page(), content, version(work), work.calls(), at)
                    .remarking(runner.remarks().take());
            CommitReceipt receipt = parts.storage()
                    .commit(new AnswerReview(parts, runner, work)
                            .review(read, buffer)
                            .knowing(work.watermark())
                            .keeping(RawKeeping.of(parts, work, read.chunkDone())));
            runner.changes().add(receipt, work.instants());
        } catch (FetchException e) {
            runner.gate().failed(e.failure(), at, parts.now());
            new Setback(parts, runner, this, work).handle(e);
            return;
        } catch (InterruptedException e) {
            stopFor(new Failure.Cancelled("interrupted while a record was looked up"), work);
            Thread.currentThread().interrupt();
            return;
        } catch (MalformedResponseException e) {
            unreadable(work, page, e.failure());
            return;
        } catch (StorageFailedException | StaleClaimException e) {
            throw e;
        } catch (HealthWarehouseException e) {
            // What the page says cannot be stored: a fault of this page, not of the store.
            unreadable(work, page, new Failure.MalformedResponse(e.failure().message(), "this page"));
            return;
        } catch (RuntimeException e) {
            LOG.warn(
                    "{} job={} feed={}",
                    LogEvent.SYNC_PARSER_FAILED,
                    runner.job().id(),
                    work.chunk().feed(),
                    e);
            unreadable(
                    work,
                    page,
                    new Failure.MalformedResponse(
                            "reading it failed: " + e.getClass().getName(), "?"));
            return;
        }
        runner.received(content);
        if (buffer.next().isPresent()) {
            work.prolonged(at.plus(parts.settings().lease()));
            schedule(parts.now(), work, () -> fetch(work));
        } else {
            done(work, true);
        }
    }

    /** Keeps the vendor's bytes, for a parser that can read them one day, and gives the chunk up. */
    private void unreadable(ChunkWork work, FetchResult.Page page, Failure failure) {
        var unused = parts.storage()
                .commit(work.rawOnly(page.page(), version(work), work.calls(), parts.now())
                        .keeping(RawKeeping.of(parts, work, false)));
        end(work, new ChunkOutcome.GivenUp(failure), 0);
        runner.chunkFailed(work.chunk(), failure);
        next(parts.now().plus(parts.settings().pause()));
    }

    private int version(ChunkWork work) {
        return runner.connector().parserVersion(work.feed().id());
    }

    private void done(ChunkWork work, boolean available) {
        runner.answered(work, available);
        runner.chunkDone(work.chunk());
        next(parts.now().plus(parts.settings().pause()));
    }

    // Instead of steps 2 and 3, where pages are kept: read them again.

    private void replay(ChunkWork work) {
        work.ready(ChunkLedger.of(parts, work.claim(), work.feed(), runner.watermarks()));
        Optional<CommitReceipt> receipt = runner.stopping() ? Optional.empty() : new Replay(parts, runner, work).run();
        if (receipt.isEmpty()) {
            release(work);
            runner.laneEnded(this);
            return;
        }
        runner.changes().add(receipt.get(), work.instants());
        runner.chunkDone(work.chunk());
        next(parts.now());
    }

    private void setback(ChunkWork work, Failure failure) {
        new Setback(parts, runner, this, work).handle(failure);
    }

    void end(ChunkWork work, ChunkOutcome outcome, int calls) {
        parts.storage().jobs().end(work.claim(), outcome, calls, work.startedAt(parts.now()), parts.now());
    }

    /** The step that is waiting to be run, and the chunk it is about. Each runs once, however often it is woken. */
    private static final class Pending {
        private final @Nullable ChunkWork work;
        private final Runnable action;

        Pending(@Nullable ChunkWork work, Runnable action) {
            this.work = work;
            this.action = action;
        }
    }
}
