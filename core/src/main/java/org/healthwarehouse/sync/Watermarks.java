package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.WatermarkStore.FeedOf;
import org.healthwarehouse.storage.WatermarkStore.Watermark;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks sources up to when their feeds are complete, each at most once in five minutes, and makes due again what may
 * have changed. Whoever cannot say is taken at their last word; of whoever never said anything it is not known whether
 * they have a watermark at all. Thread-safe.
 */
final class Watermarks {
    private static final Logger LOG = LoggerFactory.getLogger(Watermarks.class);
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Failure TOO_LATE =
            new Failure.TimedOut("it was not said in the part of the read's time that is for this");

    private final EngineParts parts;
    private final ScopeGates gates;
    private final Map<FeedOf, Instant> asked = new HashMap<>();
    /** Whether those that were asked have ever answered here, and be it that they have no watermark. */
    private final Map<FeedOf, Boolean> answered = new HashMap<>();

    /** Why those that did not answer the last time did not. */
    private final Map<FeedOf, Failure> untold = new HashMap<>();

    Watermarks(EngineParts parts, ScopeGates gates) {
        this.parts = parts;
        this.gates = gates;
    }

    /**
     * Asks, unless it was asked just now. Never fails because a source does.
     *
     * @param budget of the read for which it is asked, of which only a part is used: what is not answered in time is
     *     noted when it comes. Empty for a sync, which waits for the answer
     */
    Asked ask(UserId user, SourceId source, FeedSpec feed, Optional<ReadBudget> budget) {
        FeedOf key = new FeedOf(user, source, feed.id());
        Instant now = parts.now();
        if (!isMyTurn(key, now)) {
            return Asked.NOTHING;
        }
        Optional<Watermark> known = parts.storage().watermarks().find(key);
        if (known.filter(mark -> isRecent(mark.askedAt(), now)).isPresent()) {
            return Asked.NOTHING;
        }
        WatermarkQuestion question = new WatermarkQuestion(parts.of(source), gates.of(user, source), key, feed, known);
        return budget.isPresent()
                ? askWithin(question, key, budget.get().leftForQuestions(now))
                : asked(question, key, parts.of(source).settings().readDuration());
    }

    private Asked asked(WatermarkQuestion question, FeedOf key, Duration patience) {
        boolean told = false;
        try {
            WatermarkQuestion.Answer answer = question.ask(patience);
            told = answer.failure().isEmpty();
            if (told) {
                told(question, key, answer.usable());
            } else {
                untold(question, key, answer.failure().orElseThrow());
            }
            return new Asked(question.calls(), answer.ends());
        } finally {
            if (!told && question.calls() == 0) {
                notAsked(key);
            }
        }
    }

    /** On a step of its own, so that a source that hangs does not take the whole time of a read. */
    private Asked askWithin(WatermarkQuestion question, FeedOf key, Duration left) {
        if (left.isZero()) {
            notAsked(key);
            late(question, key);
            return Asked.NOTHING;
        }
        CompletableFuture<Asked> answer = new CompletableFuture<>();
        parts.scheduler().schedule(parts.now(), () -> {
            if (answer.isDone()) {
                notAsked(key);
                return;
            }
            try {
                answer.complete(asked(question, key, left));
            } catch (RuntimeException e) {
                if (!answer.completeExceptionally(e)) {
                    notKept(key, e);
                }
            } catch (Error e) {
                answer.completeExceptionally(e);
                throw e;
            }
        });
        try {
            if (parts.scheduler().await(answer, left) || !answer.cancel(false)) {
                return answer.get();
            }
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new HealthWarehouseException(new Failure.Cancelled("interrupted while asking for a watermark"), e);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
        late(question, key);
        return new Asked(question.calls(), Optional.empty());
    }

    /** Nobody waits any more to whom it could be thrown. */
    private static void notKept(FeedOf key, RuntimeException problem) {
        LOG.warn(
                "{} source={} feed={}: what the source said about how far it is complete came late and could not be"
                        + " noted",
                LogEvent.WATERMARK_NOT_KEPT,
                key.source(),
                key.feed(),
                problem);
    }

    private static RuntimeException rethrown(@Nullable Throwable problem) {
        if (problem instanceof Error error) {
            throw error;
        }
        return problem instanceof RuntimeException own ? own : new IllegalStateException(problem);
    }

    /** Why a source did not say how far a feed is complete when it was last asked; empty if it did, or never was. */
    synchronized Optional<Failure> untoldBecause(FeedOf key) {
        return Optional.ofNullable(untold.get(key));
    }

    /** Whether the source was asked and never said anything, not even that it has no watermark. */
    synchronized boolean neverSaid(FeedOf key) {
        return Boolean.FALSE.equals(answered.get(key));
    }

    private synchronized void told(WatermarkQuestion question, FeedOf key, boolean usable) {
        question.answered();
        untold.remove(key);
        if (usable) {
            answered.put(key, true);
        }
    }

    private void untold(WatermarkQuestion question, FeedOf key, Failure why) {
        synchronized (this) {
            question.answered();
            untold.put(key, why);
        }
        stale(key, why);
    }

    /** The answer may come in the moment in which nobody waits for it any more, and counts all the same. */
    private void late(WatermarkQuestion question, FeedOf key) {
        synchronized (this) {
            if (question.isAnswered()) {
                return;
            }
            untold.put(key, TOO_LATE);
        }
        stale(key, TOO_LATE);
    }

    private static void stale(FeedOf key, Failure why) {
        LOG.warn(
                "{} source={} feed={} failure={}: the source cannot say how far it is complete; what it said before is"
                        + " used",
                LogEvent.WATERMARK_STALE,
                key.source(),
                key.feed(),
                why.type());
    }

    /** Who was never reached may be asked again at once. */
    private synchronized void notAsked(FeedOf key) {
        asked.remove(key);
    }

    private synchronized boolean isMyTurn(FeedOf key, Instant now) {
        Instant last = asked.get(key);
        if (last != null && isRecent(last, now)) {
            return false;
        }
        asked.put(key, now);
        answered.putIfAbsent(key, false);
        return true;
    }

    /** What was asked in the future was asked under a clock that went wrong. */
    private static boolean isRecent(Instant at, Instant now) {
        return !at.isAfter(now) && now.isBefore(at.plus(KEPT));
    }
}
