package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobId;

/** Handles hints and webhooks of vendors, each on the calling thread. Thread-safe. */
final class EventWork {
    /** Who sends an event waits for the answer, but not for long. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EngineParts parts;
    private final FeedDirectory directory;
    private final ScopeGates gates;
    private final PageIngest pages;
    private final Removals removals;

    EventWork(EngineParts parts, FeedDirectory directory, ScopeGates gates, PageIngest pages) {
        this.parts = parts;
        this.directory = directory;
        this.gates = gates;
        this.pages = pages;
        removals = new Removals(parts, pages);
    }

    EventOutcome handle(VendorEvent event) {
        Connector connector = parts.connector(event.source());
        if (parts.storage().events().isHandled(event.source(), event.traceId())) {
            return new EventOutcome.AlreadyHandled();
        }
        List<Connection> people = parts.storage().connections().list().stream()
                .filter(each -> each.source().equals(event.source())
                        && each.vendorUserId().equals(Optional.of(event.vendorUserId())))
                .toList();
        if (people.isEmpty()) {
            return new EventOutcome.UnknownPerson();
        }
        List<EventOutcome> outcomes = new ArrayList<>();
        people.forEach(person -> outcomes.add(handle(event, person, connector)));
        EventOutcome worst = outcomes.stream()
                .filter(outcome -> !isFinal(outcome))
                .findFirst()
                .orElse(outcomes.get(0));
        if (isFinal(worst)) {
            parts.storage().events().handled(event.source(), event.traceId(), parts.now());
        }
        return worst;
    }

    private static boolean isFinal(EventOutcome outcome) {
        return !(outcome instanceof EventOutcome.Postponed) && !(outcome instanceof EventOutcome.Failed);
    }

    private EventOutcome handle(VendorEvent event, Connection person, Connector connector) {
        StreamId stream = new StreamId(person.user(), event.source(), event.type());
        if (removals.isNewer(stream, event.key(), event.at())) {
            return new EventOutcome.Outdated();
        }
        if (event.kind() == VendorEvent.Kind.DELETED) {
            return removals.remove(event, person.user(), connector, job(), 0);
        }
        if (person.state() != ConnectionState.CONNECTED) {
            return new EventOutcome.Failed(
                    new Failure.AuthenticationFailed("the connection to " + event.source() + " is " + person.state()));
        }
        try {
            return fetch(event, person.user(), connector);
        } catch (StorageFailedException e) {
            throw e;
        } catch (HealthWarehouseException e) {
            return new EventOutcome.Failed(e.failure());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new EventOutcome.Failed(new Failure.Cancelled("interrupted while an event was handled"));
        }
    }

    private JobId job() {
        return new JobId("event-" + parts.newId());
    }

    private EventOutcome fetch(VendorEvent event, UserId user, Connector connector) throws InterruptedException {
        Optional<FeedSpec> feed = directory.feeds(user, event.source()).stream()
                .filter(each -> each.primaryFor().contains(event.type()))
                .findFirst();
        if (feed.isEmpty()) {
            return new EventOutcome.Failed(new Failure.InvalidParameter(
                    event.source() + " offers no " + event.type().name() + " to the user"));
        }
        ScopeGate gate = gates.of(user, event.source());
        Admission admission = admitted(gate);
        if (admission instanceof Wait wait) {
            return new EventOutcome.Postponed(wait.at(), wait.why());
        }
        EngineParts own = parts.of(event.source());
        CountingTransport transport;
        FetchResult result;
        Instant askedAt = parts.now();
        try (Permit permit = (Permit) admission) {
            transport = new CountingTransport(
                    GatedTransport.permitted(own, gate, own.transport(), new RunRemarks(user, event.source()), permit));
            try {
                result = connector.fetch(
                        new FetchRequest.ById(user, feed.get().id(), event.type(), event.key()),
                        own.context(user, event.source(), transport));
                gate.answered();
            } catch (FetchException e) {
                gate.failed(e.failure(), askedAt, parts.now());
                return failed(event, user, connector, transport.calls(), e.failure());
            } catch (HealthWarehouseException e) {
                throw e;
            } catch (RuntimeException e) {
                return new EventOutcome.Failed(new Failure.Unexpected(
                        "the connector failed: " + e.getClass().getName()));
            }
        }
        return taken(user, connector, transport.calls(), result);
    }

    private EventOutcome failed(VendorEvent event, UserId user, Connector connector, int calls, Failure failure) {
        if (failure instanceof Failure.DataNotFound) {
            return removals.remove(event, user, connector, job(), calls);
        }
        Connections.failed(parts, user, event.source(), failure);
        return failure instanceof Failure.RateLimited
                ? new EventOutcome.Postponed(gates.of(user, event.source()).pausedUntil(), Optional.of(failure))
                : new EventOutcome.Failed(failure);
    }

    private EventOutcome taken(UserId user, Connector connector, int calls, FetchResult result) {
        if (result instanceof FetchResult.Page page) {
            IngestReceipt receipt = pages.ingest(user, page.page(), job(), connector, calls, false);
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
