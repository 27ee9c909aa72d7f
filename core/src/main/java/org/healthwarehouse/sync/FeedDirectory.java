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
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.jspecify.annotations.Nullable;

/** Knows the feeds of each user and source; asks the connector when it does not, or when its answer is a day old. */
final class FeedDirectory {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final EngineParts parts;
    private final Map<UserSource, Known> known = new ConcurrentHashMap<>();

    FeedDirectory(EngineParts parts) {
        this.parts = parts;
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
        List<FeedSpec> feeds = List.copyOf(ask(parts.connector(source), user));
        known.put(key, new Known(feeds, parts.now().plus(KEPT)));
        return feeds;
    }

    Optional<FeedSpec> feed(UserId user, SourceId source, FeedId id) {
        return feeds(user, source).stream().filter(feed -> feed.id().equals(id)).findFirst();
    }

    /** A plain call that is repeated as the policy says; the waits happen on the engine's scheduler. */
    private List<FeedSpec> ask(Connector connector, UserId user) {
        var retry = dev.failsafe.RetryPolicy.<List<FeedSpec>>builder()
                .handleIf(problem ->
                        failureOf(problem).filter(parts.retry()::retries).isPresent())
                .withMaxAttempts(parts.retry().attempts())
                .withDelayFn(context -> parts.retry().delay(context.getAttemptCount(), parts.chance()))
                .build();
        CompletableFuture<List<FeedSpec>> answer = Failsafe.with(retry)
                .with(new StepScheduler(parts))
                .getAsync(() -> connector.feeds(parts.context(user, parts.transport())));
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

    private static Optional<Failure> failureOf(@Nullable Throwable problem) {
        Throwable at = problem instanceof FailsafeException ? problem.getCause() : problem;
        return at instanceof FetchException fetch ? Optional.of(fetch.failure()) : Optional.empty();
    }

    private record UserSource(UserId user, SourceId source) {}

    private record Known(List<FeedSpec> feeds, Instant until) {}
}
