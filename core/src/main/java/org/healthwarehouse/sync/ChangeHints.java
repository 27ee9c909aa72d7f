package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /**
     * What came of asking.
     *
     * @param goesOn whether the source may be asked for more; false if it would answer nothing else either
     * @param turn when to ask again, because it could not be asked yet; empty if that is not so
     */
    record Outcome(boolean goesOn, Optional<Instant> turn) {
        /** Nothing keeps anybody from asking for more. */
        static final Outcome GOES_ON = new Outcome(true, Optional.empty());
    }

    /**
     * Asks the source, unless it may not be asked yet. What it cannot say by then it is asked the next time. The first
     * time only the moment is noted.
     *
     * @param latest until when it may be put off
     */
    Outcome ask(UserId user, SourceId source, Instant latest) {
        Instant now = parts.now();
        Optional<Instant> since = position(user, source);
        if (since.isPresent()) {
            EngineParts own = parts.of(source);
            CountingTransport counted = new CountingTransport(own.transport());
            GatedTransport gated = GatedTransport.comingAgain(
                    own, gates.of(user, source), counted, new RunRemarks(user, source), Duration.between(now, latest));
            List<ChangeHint> hints;
            try (gated) {
                hints = changes(user, source, since.get(), gated, counted);
            } catch (FetchException e) {
                if (gated.turn().isEmpty()) {
                    missed(source, e.failure());
                }
                return new Outcome(!e.endsTheRun(), gated.turn());
            }
            List<FeedSpec> feeds = hints.isEmpty() ? List.of() : directory.feeds(user, source);
            hints.forEach(hint -> follow(user, source, feeds, hint, now));
        }
        parts.storage().metadata().put(new MetadataStore.Entry(key(user, source), now.toString(), now, now.plus(KEPT)));
        return Outcome.GOES_ON;
    }

    private List<ChangeHint> changes(
            UserId user, SourceId source, Instant since, GatedTransport gated, CountingTransport counted)
            throws FetchException {
        ScopeGate gate = gates.of(user, source);
        Instant askedAt = parts.now();
        try {
            List<ChangeHint> changes =
                    parts.connector(source).changes(since, parts.of(source).context(user, source, gated));
            if (counted.calls() > 0) {
                gate.answered();
            }
            return changes;
        } catch (FetchException e) {
            if (counted.calls() > 0) {
                gate.failed(e.failure(), askedAt, parts.now());
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HealthWarehouseException(new Failure.Cancelled("interrupted while asking for changes"), e);
        }
    }

    private static void missed(SourceId source, Failure failure) {
        LOG.warn(
                "{} source={} failure={}: the source could not say what has changed",
                LogEvent.HINTS_MISSED,
                source,
                failure.type());
    }

    private void follow(UserId user, SourceId source, List<FeedSpec> feeds, ChangeHint hint, Instant now) {
        if (hint.range().isPresent()) {
            Reopenings.reopen(
                    parts,
                    directory,
                    user,
                    Set.of(source),
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
