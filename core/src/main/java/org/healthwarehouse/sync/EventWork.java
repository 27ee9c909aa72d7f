package org.healthwarehouse.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.ItemKey;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.storage.JobId;

/** Handles hints and webhooks of vendors, each on the calling thread. Thread-safe. */
final class EventWork {
    private static final EventOutcome.Handled NOTHING = new EventOutcome.Handled(0, 0, 0);

    private final EngineParts parts;
    private final Removals removals;
    private final EventFetch fetch;

    EventWork(EngineParts parts, FeedDirectory directory, ScopeGates gates, PageIngest pages) {
        this.parts = parts;
        removals = new Removals(parts, pages);
        fetch = new EventFetch(parts, directory, gates, pages, removals);
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
        EventItem item = EventItem.of(event, person.user(), connector, new JobId("event-" + parts.newId()));
        if (item.isNamedByItsOwnKey() && removals.isNewer(item)) {
            return new EventOutcome.Outdated();
        }
        EventOutcome outcome = event.kind() == VendorEvent.Kind.DELETED ? deleted(item, person) : fetched(item, person);
        return outcome instanceof EventOutcome.Handled done ? withDependants(item, person, done) : outcome;
    }

    /** What the vendor names by a key of another record may be somebody else's by now: the vendor is asked. */
    private EventOutcome deleted(EventItem item, Connection person) {
        if (item.isNamedByItsOwnKey()) {
            return removals.remove(item, 0);
        }
        Optional<HealthRecord> stored = removals.find(item);
        if (stored.isEmpty()) {
            return NOTHING;
        }
        Optional<RecordKey> own = stored.get().keys().stream()
                .filter(key -> item.connector().isOwnKey(item.type(), key))
                .sorted()
                .findFirst();
        return own.isPresent() ? fetched(item.under(own.get()), person) : removals.remove(item, 0);
    }

    private EventOutcome fetched(EventItem item, Connection person) {
        return person.state() == ConnectionState.CONNECTED
                ? fetch.fetch(item)
                : new EventOutcome.Failed(new Failure.AuthenticationFailed(
                        "the connection to " + item.source() + " is " + person.state()));
    }

    /** If the item is gone now, whatever depends on it and was not taken out with it is looked into. */
    private EventOutcome withDependants(EventItem item, Connection person, EventOutcome.Handled done) {
        List<ItemKey> dependants = item.connector().dependants(item.type(), item.key());
        if (dependants.isEmpty() || removals.find(item).isPresent()) {
            return done;
        }
        EventOutcome.Handled all = done;
        for (ItemKey dependant : dependants) {
            EventItem other = item.with(dependant);
            if (removals.find(other).isEmpty() || (other.isNamedByItsOwnKey() && removals.isNewer(other))) {
                continue;
            }
            EventOutcome outcome = deleted(other, person);
            if (!(outcome instanceof EventOutcome.Handled more)) {
                return outcome;
            }
            all = new EventOutcome.Handled(
                    all.added() + more.added(), all.changed() + more.changed(), all.calls() + more.calls());
        }
        return all;
    }
}
