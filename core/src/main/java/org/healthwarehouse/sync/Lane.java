package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.ChunkOutcome;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.StaleClaimException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one chunk after another, in steps: claim, fetch a page, commit it, and again. No step sleeps; between steps
 * other lanes, other jobs and, in a simulation, a crash have their turn.
 */
final class Lane {
    /** How soon a chunk is tried again that somebody else is fetching: they may be done before their claim expires. */
    private static final long BUSY_POLL_SECONDS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final EngineParts parts;
    private final JobRunner runner;

    Lane(EngineParts parts, JobRunner runner) {
        this.parts = parts;
        this.runner = runner;
    }

    void start() {
        next(parts.now());
    }

    private void next(Instant due) {
        schedule(due, null, this::claim);
    }

    /** Runs a step on the scheduler; whatever it throws ends the lane in an orderly way. */
    private void schedule(Instant due, @Nullable ChunkWork work, Runnable step) {
        parts.scheduler().schedule(due, () -> {
            try {
                step.run();
            } catch (StaleClaimException e) {
                // Somebody took the range over while this answer was on its way: look again at what is missing.
                runner.putBack(work == null ? lost(e) : work.chunk(), parts.now());
                next(parts.now());
            } catch (HealthWarehouseException e) {
                stopFor(e.failure());
            } catch (RuntimeException e) {
                LOG.error("sync.engine-failed job={}", runner.job().id(), e);
                stopFor(new Failure.Unexpected(
                        "the engine failed: " + e.getClass().getName()));
            } catch (Error e) {
                runner.crashed(e);
                throw e;
            }
        });
    }

    private static Chunk lost(StaleClaimException e) {
        throw new IllegalStateException("a claim was refused outside of a chunk", e);
    }

    private void stopFor(Failure failure) {
        runner.stop(JobState.PAUSED, failure);
        runner.laneEnded();
    }

    // Step 1: claim a chunk.

    private void claim() {
        if (runner.stopping()) {
            runner.laneEnded();
            return;
        }
        Instant opens = runner.gate().opensAt();
        if (opens.isAfter(parts.now())) {
            next(opens);
            return;
        }
        Chunk chunk = runner.take();
        if (chunk == null) {
            runner.nextDue().ifPresentOrElse(this::next, runner::laneEnded);
            return;
        }
        FeedSpec feed = runner.feed(chunk);
        if (feed == null) {
            giveUpUnknown(chunk);
            return;
        }
        claim(chunk, feed);
    }

    private void claim(Chunk chunk, FeedSpec feed) {
        ClaimResult result = parts.storage()
                .jobs()
                .claim(
                        chunk.number(),
                        parts.owner(),
                        parts.now(),
                        parts.settings().lease(),
                        (range, ledger) -> runner.missing(feed, range, ledger));
        if (result instanceof ClaimResult.Granted granted) {
            ChunkWork work = new ChunkWork(
                    chunk, feed, granted.claim(), runner.transport().calls());
            schedule(parts.now(), work, () -> fetch(work));
        } else if (result instanceof ClaimResult.Busy busy) {
            Instant soon = parts.now().plusSeconds(BUSY_POLL_SECONDS);
            runner.putBack(chunk, busy.until().isBefore(soon) ? busy.until() : soon);
            next(parts.now());
        } else {
            if (result instanceof ClaimResult.NothingLeft) {
                runner.chunkDone(chunk);
            }
            next(parts.now());
        }
    }

    /** A feed that the connector no longer offers: there is nobody to ask. */
    private void giveUpUnknown(Chunk chunk) {
        Failure failure = new Failure.InvalidParameter("feed " + chunk.feed() + " is no longer offered by "
                + runner.job().source());
        ClaimResult result = parts.storage()
                .jobs()
                .claim(
                        chunk.number(),
                        parts.owner(),
                        parts.now(),
                        parts.settings().lease(),
                        (range, ledger) -> TimeRangeSet.of(range));
        if (result instanceof ClaimResult.Granted granted) {
            end(granted.claim(), new ChunkOutcome.GivenUp(failure), 0, parts.now());
            runner.chunkFailed(chunk, failure);
        }
        next(parts.now());
    }

    // Step 2: fetch a page.

    private void fetch(ChunkWork work) {
        if (runner.stopping()) {
            end(work.claim(), new ChunkOutcome.Released(), 0, parts.now());
            runner.laneEnded();
            return;
        }
        Instant opens = runner.gate().opensAt();
        if (opens.isAfter(parts.now())) {
            waitForGate(work, opens);
            return;
        }
        work.asked(parts.now(), runner.transport().calls());
        try {
            FetchResult result = runner.connector()
                    .fetch(work.request(), parts.context(runner.job().user(), runner.transport()));
            runner.gate().answered();
            taken(work, result);
        } catch (FetchException e) {
            failed(work, e.failure());
        } catch (InterruptedException e) {
            // Only closing the scheduler interrupts its threads; whoever closes it also ends the job.
            Thread.currentThread().interrupt();
            runner.stop(JobState.PAUSED, new Failure.Cancelled("interrupted while a page was on its way"));
        } catch (HealthWarehouseException e) {
            throw e;
        } catch (RuntimeException e) {
            failed(
                    work,
                    new Failure.Unexpected(
                            "the connector failed: " + e.getClass().getName()));
        }
    }

    /** Another lane was told to wait: so does this one, and it keeps its claim if that does not run out meanwhile. */
    private void waitForGate(ChunkWork work, Instant opens) {
        if (opens.isBefore(work.claim().expiresAt())) {
            schedule(opens, work, () -> fetch(work));
        } else {
            end(work.claim(), new ChunkOutcome.Released(), 0, parts.now());
            runner.putBack(work.chunk(), opens);
            next(opens);
        }
    }

    private void taken(ChunkWork work, FetchResult result) {
        if (result instanceof FetchResult.Page page) {
            schedule(parts.now(), work, () -> commit(work, page));
        } else if (result instanceof FetchResult.NotReady later) {
            end(work.claim(), new ChunkOutcome.Released(), calls(work), work.askedAt());
            Instant at = later.retryAt().isAfter(parts.now()) ? later.retryAt() : parts.now();
            runner.putBack(work.chunk(), at);
            next(parts.now());
        } else if (result instanceof FetchResult.Unavailable unavailable) {
            parts.storage()
                    .commit(work.unavailable(unavailable.reason(), unavailable.retryAt(), calls(work), parts.now()));
            done(work);
        }
    }

    // Step 3: read it and commit what it brings.

    private void commit(ChunkWork work, FetchResult.Page page) {
        PageBuffer buffer = new PageBuffer();
        try {
            runner.connector().parse(page.page(), buffer);
            work.read(page.page(), buffer);
        } catch (MalformedResponseException e) {
            parts.storage().commit(work.rawOnly(page.page(), version(work), calls(work), parts.now()));
            giveUp(work, e.failure());
            return;
        }
        CommitReceipt receipt =
                parts.storage().commit(work.pageCommit(page.page(), buffer, version(work), calls(work), parts.now()));
        runner.received(buffer.content());
        runner.changes().add(receipt, work.claim().range());
        if (buffer.next().isPresent()) {
            schedule(parts.now(), work, () -> fetch(work));
        } else {
            done(work);
        }
    }

    private int version(ChunkWork work) {
        return runner.connector().parserVersion(work.feed().id());
    }

    private int calls(ChunkWork work) {
        return runner.transport().calls() - work.callsBefore();
    }

    private void done(ChunkWork work) {
        runner.chunkDone(work.chunk());
        next(parts.now().plus(parts.settings().pause()));
    }

    // What to do about failures.

    private void failed(ChunkWork work, Failure failure) {
        if (failure instanceof Failure.RateLimited limited) {
            rateLimited(work, limited);
        } else if (failure instanceof Failure.AuthenticationFailed) {
            end(work.claim(), new ChunkOutcome.Again(failure, false), calls(work), work.askedAt());
            stopFor(failure);
        } else if (failure instanceof Failure.Unreachable unreachable
                && unreachable.status().isEmpty()) {
            disconnected(work, failure);
        } else if (failure instanceof Failure.DataNotFound) {
            parts.storage()
                    .commit(work.unavailable(
                            "not found",
                            Optional.of(parts.now().plus(work.feed().settling().recheck())),
                            calls(work),
                            parts.now()));
            done(work);
        } else if (parts.retry().retries(failure)) {
            retryOrSplit(work, failure);
        } else {
            giveUp(work, failure);
        }
    }

    private void rateLimited(ChunkWork work, Failure.RateLimited limited) {
        Duration backoff = parts.retry().delay(runner.gate().rateLimited(), parts.chance());
        Duration wait =
                limited.retryAfter().filter(told -> told.compareTo(backoff) > 0).orElse(backoff);
        runner.gate().closeUntil(parts.now(), wait);
        again(work, limited, false, wait);
    }

    private void disconnected(ChunkWork work, Failure failure) {
        int inARow = runner.gate().disconnected();
        if (inARow >= parts.settings().connectionErrors()) {
            end(work.claim(), new ChunkOutcome.Again(failure, false), calls(work), work.askedAt());
            stopFor(failure);
        } else {
            again(work, failure, false, parts.retry().delay(inARow, parts.chance()));
        }
    }

    private void retryOrSplit(ChunkWork work, Failure failure) {
        int attempt = work.chunk().attempts() + 1;
        if (attempt < parts.retry().attempts()) {
            again(work, failure, true, parts.retry().delay(attempt, parts.chance()));
        } else if (work.canSplit()) {
            end(work.claim(), new ChunkOutcome.Split(failure, work.halves()), calls(work), work.askedAt());
            runner.chunkSplit(work.chunk(), failure);
            next(parts.now().plus(parts.retry().delay(1, parts.chance())));
        } else {
            giveUp(work, failure);
        }
    }

    private void again(ChunkWork work, Failure failure, boolean counts, Duration wait) {
        end(work.claim(), new ChunkOutcome.Again(failure, counts), calls(work), work.askedAt());
        runner.retrying(work.chunkAfter(counts), failure, parts.now().plus(wait));
        next(parts.now());
    }

    private void giveUp(ChunkWork work, Failure failure) {
        end(work.claim(), new ChunkOutcome.GivenUp(failure), calls(work), work.askedAt());
        runner.chunkFailed(work.chunk(), failure);
        next(parts.now().plus(parts.settings().pause()));
    }

    private void end(ChunkClaim claim, ChunkOutcome outcome, int calls, Instant startedAt) {
        parts.storage().jobs().end(claim, outcome, calls, startedAt, parts.now());
    }
}
