package org.healthwarehouse.sync;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.MetadataCache;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.UserId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the feeds of each user and source; asks the connector when it does not, or when its answer is a day old. A
 * connector that cannot say is taken at its last word, even if that was before the process began.
 */
final class FeedDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(FeedDirectory.class);
    private static final Duration KEPT = Duration.ofHours(24);
    /** How soon a source that could not say what it offers is asked again. */
    private static final Duration SECOND_CHANCE = Duration.ofMinutes(5);

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final EngineParts parts;
    private final PolicyChanges policies;
    private final DerivedStreams derived;
    private final ScopeGates gates;
    private final Map<UserSource, Known> known = new ConcurrentHashMap<>();

    FeedDirectory(EngineParts parts, ScopeGates gates) {
        this.parts = parts;
        this.policies = new PolicyChanges(parts);
        this.derived = new DerivedStreams(parts);
        this.gates = gates;
    }

    /**
     * The feeds.
     *
     * @throws HealthWarehouseException if the source cannot say
     */
    List<FeedSpec> feeds(UserId user, SourceId source) {
        UserSource key = new UserSource(user, source);
        Known kept = known.get(key);
        if (kept != null && parts.now().isBefore(kept.until)) {
            return kept.feeds;
        }
        Known now = askOrFallBack(user, source);
        policies.learned(user, source, now.feeds);
        derived.learned(user, source);
        known.put(key, now);
        return now.feeds;
    }

    private Known askOrFallBack(UserId user, SourceId source) {
        StoredMetadata metadata = StoredMetadata.asking(parts, user, source);
        try {
            List<FeedSpec> feeds = parts.adjusted(
                    source, ask(parts.of(source), gates.of(user, source), parts.connector(source), user, metadata));
            Instant until = parts.now().plus(KEPT);
            return new Known(
                    feeds, metadata.goodUntil().isBefore(until) ? metadata.goodUntil() : until, Optional.empty());
        } catch (StorageFailedException e) {
            throw e;
        } catch (HealthWarehouseException e) {
            if (e.failure() instanceof Failure.Cancelled) {
                throw e;
            }
            List<FeedSpec> before = lastWord(user, source).orElseThrow(() -> e);
            LOG.warn(
                    "{} source={} failure={}: the source cannot say what it offers; what it said before is used",
                    LogEvent.CATALOGUE_STALE,
                    source,
                    e.failure().type());
            return new Known(before, parts.now().plus(SECOND_CHANCE), Optional.of(e.failure()));
        }
    }

    /** What the source said last, however long ago, without asking it; empty if it never said anything. */
    Optional<List<FeedSpec>> lastWord(UserId user, SourceId source) {
        UserSource key = new UserSource(user, source);
        Known kept = known.get(key);
        if (kept != null) {
            return Optional.of(kept.feeds);
        }
        FetchContext offline = new FetchContext(
                user,
                request -> {
                    throw new FetchException(new Failure.Cancelled("nobody is asked now"));
                },
                parts.clock(),
                StoredMetadata.askingNobody(parts, user, source));
        try {
            List<FeedSpec> feeds =
                    parts.adjusted(source, List.copyOf(parts.connector(source).feeds(offline)));
            // Good to know, but whoever may ask does.
            known.putIfAbsent(key, new Known(feeds, Instant.MIN, Optional.empty()));
            return Optional.of(feeds);
        } catch (FetchException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** What the source said last, without asking it; nothing if it never did, or has no connector here. */
    List<FeedSpec> ofConnected(UserId user, SourceId source) {
        return wordOfConnected(user, source).orElse(List.of());
    }

    /** What the source said last, without asking it; empty if it never did, or has no connector here. */
    Optional<List<FeedSpec>> wordOfConnected(UserId user, SourceId source) {
        return parts.connectors().stream().anyMatch(each -> each.source().equals(source))
                ? lastWord(user, source)
                : Optional.empty();
    }

    /**
     * The feeds without asking anybody, if the source ever said; else it is asked.
     *
     * @throws HealthWarehouseException if the source never said, and cannot say
     */
    List<FeedSpec> known(UserId user, SourceId source) {
        return lastWord(user, source).orElseGet(() -> feeds(user, source));
    }

    /** Why the source's last word is used instead of a new one; empty if it is not. */
    Optional<Failure> outdatedBecause(UserId user, SourceId source) {
        return Optional.ofNullable(known.get(new UserSource(user, source))).flatMap(kept -> kept.outdatedBecause);
    }

    /** A plain call that is repeated as the policy says; the waits happen on the engine's scheduler. */
    private static List<FeedSpec> ask(
            EngineParts parts, ScopeGate gate, Connector connector, UserId user, MetadataCache metadata) {
        gate.newRun();
        var retry = dev.failsafe.RetryPolicy.<List<FeedSpec>>builder()
                .handleIf(problem -> !endsTheRun(problem)
                        && failureOf(problem).filter(parts.retry()::retries).isPresent())
                .withMaxAttempts(parts.retry().attempts())
                .withDelayFn(context -> delay(parts, context.getAttemptCount(), failureOf(context.getLastException())))
                .build();
        CompletableFuture<List<FeedSpec>> answer = Failsafe.with(retry)
                .with(new StepScheduler(parts))
                .getAsync(() -> list(parts, gate, connector, user, metadata));
        try {
            if (!parts.scheduler().await(answer, PATIENCE)) {
                answer.cancel(true);
                throw new HealthWarehouseException(
                        new Failure.TimedOut(connector.source() + " did not list its feeds within " + PATIENCE));
            }
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new HealthWarehouseException(new Failure.Cancelled("interrupted while listing feeds"));
        } catch (ExecutionException e) {
            failureOf(e.getCause()).ifPresent(failure -> Connections.failed(parts, user, connector.source(), failure));
            throw rethrown(e.getCause(), connector);
        }
    }

    /** One try. What is kept needs no call, and says nothing about the vendor; a call has to be let in. */
    private static List<FeedSpec> list(
            EngineParts parts, ScopeGate gate, Connector connector, UserId user, MetadataCache metadata)
            throws FetchException, InterruptedException {
        Instant askedAt = parts.now();
        CountingTransport sent = new CountingTransport(parts.transport());
        GatedTransport gated =
                GatedTransport.asking(parts, gate, sent, new RunRemarks(user, connector.source()), PATIENCE);
        try {
            List<FeedSpec> feeds = connector.feeds(new FetchContext(user, gated, parts.clock(), metadata));
            if (sent.calls() > 0) {
                gate.answered();
            }
            return feeds;
        } catch (FetchException e) {
            if (sent.calls() > 0) {
                gate.failed(e.failure(), askedAt, parts.now());
            }
            throw e;
        } finally {
            gated.close();
        }
    }

    /** As for pages: of what the source says and the back-off the longer one. */
    private static Duration delay(EngineParts parts, int attempt, Optional<Failure> failure) {
        Duration backoff = parts.retry().delay(attempt, parts.chance());
        return failure.filter(Failure.RateLimited.class::isInstance)
                .flatMap(limited -> ((Failure.RateLimited) limited).retryAfter())
                .filter(told -> told.compareTo(backoff) > 0)
                .orElse(backoff);
    }

    private static HealthWarehouseException rethrown(@Nullable Throwable cause, Connector connector) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof HealthWarehouseException own) {
            return own;
        }
        return new HealthWarehouseException(
                failureOf(cause)
                        .orElseGet(() -> new Failure.Unexpected(connector.source() + " could not list its feeds: "
                                + (cause == null ? "no cause" : cause.getClass().getName()))),
                cause);
    }

    private static boolean endsTheRun(Throwable problem) {
        Throwable at = problem instanceof FailsafeException ? problem.getCause() : problem;
        return at instanceof FetchException fetch && fetch.endsTheRun();
    }

    private static Optional<Failure> failureOf(@Nullable Throwable problem) {
        Throwable at = problem instanceof FailsafeException ? problem.getCause() : problem;
        return at instanceof FetchException fetch ? Optional.of(fetch.failure()) : Optional.empty();
    }

    private record UserSource(UserId user, SourceId source) {}

    private record Known(List<FeedSpec> feeds, Instant until, Optional<Failure> outdatedBecause) {}
}
