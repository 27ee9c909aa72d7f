package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.FetchException;
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

    void handle(FetchException thrown) {
        if (thrown.endsTheRun()) {
            pause(thrown.failure());
        } else {
            handle(thrown.failure());
        }
    }

    void handle(Failure failure) {
        boolean disconnected = failure instanceof Failure.Unreachable unreachable
                && unreachable.status().isEmpty();
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

    /** All lanes of the scope wait; a run that would be over before the pause is ends now. */
    private void rateLimited(Failure.RateLimited limited) {
        Instant opens = runner.gate().pausedUntil();
        Duration wait = Duration.between(parts.now(), opens);
        if (runner.endsBefore(opens)) {
            pause(new Failure.RateLimited(limited.message(), Optional.of(wait)));
        } else {
            again(limited, false, wait);
        }
    }

    private void disconnected(Failure failure) {
        if (runner.gate().isOpen()) {
            pause(failure);
        } else {
            again(failure, false, parts.retry().delay(runner.gate().connectionErrors(), parts.chance()));
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
