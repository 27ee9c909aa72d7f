package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.ChangeHint;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.LedgerStore;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.Sweep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks sources what has changed since they were last asked that. A range that they name is opened again; of a type
 * alone the settled time is swept.
 */
final class ChangeHints {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeHints.class);
    private static final Duration KEPT = Duration.ofDays(36_500);

    private final EngineParts parts;
    private final FeedDirectory directory;
    private final ScopeGates gates;

    ChangeHints(EngineParts parts, FeedDirectory directory, ScopeGates gates) {
        this.parts = parts;
        this.directory = directory;
        this.gates = gates;
    }

    /** Asks the source; what it cannot say now it is asked the next time. The first time only the moment is noted. */
    void ask(UserId user, SourceId source) {
        Instant now = parts.now();
        Optional<Instant> since = position(user, source);
        if (since.isPresent()) {
            Optional<List<ChangeHint>> hints = changes(user, source, since.get());
            if (hints.isEmpty()) {
                return;
            }
            List<FeedSpec> feeds = hints.get().isEmpty() ? List.of() : directory.feeds(user, source);
            hints.get().forEach(hint -> follow(user, source, feeds, hint, now));
        }
        parts.storage().metadata().put(new MetadataStore.Entry(key(user, source), now.toString(), now, now.plus(KEPT)));
    }

    private Optional<List<ChangeHint>> changes(UserId user, SourceId source, Instant since) {
        EngineParts own = parts.of(source);
        try (GatedTransport gated =
                GatedTransport.asking(own, gates.of(user, source), own.transport(), new RunRemarks(user, source))) {
            return Optional.of(parts.connector(source).changes(since, own.context(user, source, gated)));
        } catch (FetchException e) {
            LOG.warn(
                    "{} source={} failure={}: the source could not say what has changed",
                    LogEvent.HINTS_MISSED,
                    source,
                    e.failure().type());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HealthWarehouseException(new Failure.Cancelled("interrupted while asking for changes"), e);
        }
    }

    private void follow(UserId user, SourceId source, List<FeedSpec> feeds, ChangeHint hint, Instant now) {
        if (hint.range().isPresent()) {
            Reopenings.reopen(
                    parts,
                    directory,
                    user,
                    java.util.Set.of(source),
                    hint.type(),
                    hint.range().get());
            return;
        }
        LedgerStore ledger = parts.storage().ledger();
        feeds.stream()
                .filter(feed -> feed.primaryFor().contains(hint.type()))
                .forEach(feed -> ledger.keep(
                        user,
                        source,
                        feed.id(),
                        ledger.sweep(user, source, feed.id()).orElse(Sweep.NONE).hinted(now)));
    }

    private Optional<Instant> position(UserId user, SourceId source) {
        try {
            return parts.storage().metadata().get(key(user, source)).map(entry -> Instant.parse(entry.value()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String key(UserId user, SourceId source) {
        return source + ":" + user + ":changes-seen-until";
    }
}
