package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.StorageFailedException;
import org.jspecify.annotations.Nullable;

/** Asks for the records that one event is about, through the same gate as syncs. Thread-safe. */
final class EventFetch {
    /** Who sends an event waits for the answer, but not for long. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EngineParts parts;
    private final FeedDirectory directory;
    private final ScopeGates gates;
    private final PageIngest pages;
    private final Removals removals;
    /** Why nothing more is asked for this event; none while it may be. */
    private final AtomicReference<@Nullable Failure> ended = new AtomicReference<>();

    EventFetch(EngineParts parts, FeedDirectory directory, ScopeGates gates, PageIngest pages, Removals removals) {
        this.parts = parts;
        this.directory = directory;
        this.gates = gates;
        this.pages = pages;
        this.removals = removals;
    }

    EventOutcome fetch(EventItem item) {
        try {
            return asked(item);
        } catch (StorageFailedException e) {
            throw e;
        } catch (HealthWarehouseException e) {
            return new EventOutcome.Failed(e.failure());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new EventOutcome.Failed(new Failure.Cancelled("interrupted while an event was handled"));
        }
    }

    private EventOutcome asked(EventItem item) throws InterruptedException {
        Failure over = ended.get();
        if (over != null) {
            return new EventOutcome.Failed(over);
        }
        Optional<FeedSpec> feed = directory.feeds(item.user(), item.source()).stream()
                .filter(each -> each.primaryFor().contains(item.type()))
                .findFirst();
        if (feed.isEmpty()) {
            return new EventOutcome.Failed(new Failure.InvalidParameter(
                    item.source() + " offers no " + item.type().name() + " to the user"));
        }
        ScopeGate gate = gates.of(item.user(), item.source());
        Admission admission = admitted(gate);
        if (admission instanceof Wait wait) {
            return new EventOutcome.Postponed(wait.at(), wait.why());
        }
        EngineParts own = parts.of(item.source());
        CountingTransport transport;
        FetchResult result;
        Instant askedAt = parts.now();
        try (Permit permit = (Permit) admission) {
            transport = new CountingTransport(GatedTransport.permitted(
                    own, gate, own.transport(), new RunRemarks(item.user(), item.source()), permit));
            try {
                result = item.connector()
                        .fetch(
                                new FetchRequest.ById(item.user(), feed.get().id(), item.type(), item.key()),
                                own.context(item.user(), item.source(), transport));
                gate.answered();
            } catch (FetchException e) {
                gate.failed(e.failure(), askedAt, parts.now());
                return failed(item, transport.calls(), e);
            } catch (HealthWarehouseException e) {
                throw e;
            } catch (RuntimeException e) {
                return new EventOutcome.Failed(new Failure.Unexpected(
                        "the connector failed: " + e.getClass().getName()));
            }
        }
        return taken(item, transport.calls(), result);
    }

    private EventOutcome failed(EventItem item, int calls, FetchException thrown) {
        Failure failure = thrown.failure();
        if (thrown.endsTheRun()) {
            ended.set(failure);
            Connections.failed(parts, item.user(), item.source(), failure);
            return new EventOutcome.Failed(failure);
        }
        if (failure instanceof Failure.DataNotFound) {
            // That there is nothing under a key which is not the record's own proves nothing about the record.
            return item.isNamedByItsOwnKey() ? removals.remove(item, calls) : new EventOutcome.Handled(0, 0, calls);
        }
        Connections.failed(parts, item.user(), item.source(), failure);
        return failure instanceof Failure.RateLimited
                ? new EventOutcome.Postponed(
                        gates.of(item.user(), item.source()).pausedUntil(), Optional.of(failure))
                : new EventOutcome.Failed(failure);
    }

    private EventOutcome taken(EventItem item, int calls, FetchResult result) {
        if (result instanceof FetchResult.Page page) {
            IngestReceipt receipt = pages.ingest(item.user(), page.page(), item.job(), item.connector(), calls, false);
            return new EventOutcome.Handled(receipt.added(), receipt.changed(), calls);
        }
        if (result instanceof FetchResult.NotReady later) {
            return new EventOutcome.Postponed(later.retryAt(), Optional.empty());
        }
        FetchResult.Unavailable unavailable = (FetchResult.Unavailable) result;
        Failure why = new Failure.DataNotFound(unavailable.reason());
        return unavailable
                .retryAt()
                .<EventOutcome>map(at -> new EventOutcome.Postponed(at, Optional.of(why)))
                .orElseGet(() -> new EventOutcome.Failed(why));
    }

    /** Lets the call in, as one for which no person waits, or says what is in its way. */
    private Admission admitted(ScopeGate gate) throws InterruptedException {
        Instant latest = parts.now().plus(PATIENCE);
        while (true) {
            Instant now = parts.now();
            Admission admission = gate.enter(false, now);
            if (admission instanceof Permit
                    || (admission instanceof Wait wait
                            && (wait.why().isPresent() || wait.at().isAfter(latest)))) {
                return admission;
            }
            Wait wait = (Wait) admission;
            CompletableFuture<Boolean> turn = new CompletableFuture<>();
            parts.scheduler().schedule(wait.at(), () -> turn.complete(true));
            boolean unused = parts.scheduler().await(turn, Duration.between(now, wait.at()));
        }
    }
}
