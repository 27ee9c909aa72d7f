package org.healthwarehouse.sync;

import java.time.Duration;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.storage.ChunkOutcome;

/** Decides what becomes of a chunk after a failed attempt: again, in two halves, given up, or the job pauses. */
final class Setback {
    private final EngineParts parts;
    private final JobRunner runner;
    private final Lane lane;
    private final ChunkWork work;

    Setback(EngineParts parts, JobRunner runner, Lane lane, ChunkWork work) {
        this.parts = parts;
        this.runner = runner;
        this.lane = lane;
        this.work = work;
    }

    void handle(Failure failure) {
        boolean disconnected = failure instanceof Failure.Unreachable unreachable
                && unreachable.status().isEmpty();
        if (!disconnected) {
            runner.gate().forgetConnectionErrors();
        }
        if (failure instanceof Failure.RateLimited limited) {
            rateLimited(limited);
        } else if (failure instanceof Failure.AuthenticationFailed) {
            pause(failure);
        } else if (disconnected) {
            disconnected(failure);
        } else if (failure instanceof Failure.DataNotFound) {
            lane.notFound(work);
        } else if (parts.retry().retries(failure)) {
            retryOrSplit(failure);
        } else {
            giveUp(failure);
        }
    }

    /** Waits as told or as the back-off says, whichever is longer; all lanes of the source wait too. */
    private void rateLimited(Failure.RateLimited limited) {
        Duration backoff = parts.retry().delay(runner.gate().rateLimited(), parts.chance());
        Duration wait =
                limited.retryAfter().filter(told -> told.compareTo(backoff) > 0).orElse(backoff);
        runner.gate().closeUntil(parts.now(), wait);
        again(limited, false, wait);
    }

    private void disconnected(Failure failure) {
        int inARow = runner.gate().disconnected(work.startedAt(parts.now()), parts.now());
        if (inARow >= parts.settings().connectionErrors()) {
            pause(failure);
        } else {
            again(failure, false, parts.retry().delay(inARow, parts.chance()));
        }
    }

    private void pause(Failure failure) {
        lane.end(work, new ChunkOutcome.Again(failure, false), work.calls());
        lane.stopFor(failure, null);
    }

    private void retryOrSplit(Failure failure) {
        int attempt = work.chunk().attempts() + 1;
        if (attempt < parts.retry().attempts()) {
            again(failure, true, parts.retry().delay(attempt, parts.chance()));
        } else if (work.canSplit()) {
            lane.end(work, new ChunkOutcome.Split(failure, work.halves()), work.calls());
            runner.chunkSplit(work.chunk(), failure);
            lane.next(parts.now().plus(parts.retry().delay(1, parts.chance())));
        } else {
            giveUp(failure);
        }
    }

    private void again(Failure failure, boolean counts, Duration wait) {
        lane.end(work, new ChunkOutcome.Again(failure, counts), work.calls());
        runner.retrying(work.chunkAfter(counts), failure, parts.now().plus(wait));
        lane.next(parts.now());
    }

    private void giveUp(Failure failure) {
        lane.end(work, new ChunkOutcome.GivenUp(failure), work.calls());
        runner.chunkFailed(work.chunk(), failure);
        lane.next(parts.now().plus(parts.settings().pause()));
    }
}
