package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.LocalDays;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.LedgerAxes;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.WatermarkStore;
import org.healthwarehouse.storage.WatermarkStore.FeedOf;
import org.healthwarehouse.storage.WatermarkStore.Watermark;
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
    private final EngineParts parts;
    private final ScopeGates gates;
    private final Map<FeedOf, Instant> asked = new HashMap<>();
    /** Whether those that were asked have ever answered here, and be it that they have no watermark. */
    private final Map<FeedOf, Boolean> answered = new HashMap<>();

    Watermarks(EngineParts parts, ScopeGates gates) {
        this.parts = parts;
        this.gates = gates;
    }

    /** Asks, unless it was asked just now; answers how many calls that took. Never fails because a source does. */
    int ask(UserId user, SourceId source, FeedSpec feed) {
        FeedOf key = new FeedOf(user, source, feed.id());
        Instant now = parts.now();
        if (!isMyTurn(key, now)) {
            return 0;
        }
        Optional<Watermark> known = parts.storage().watermarks().find(key);
        if (known.filter(mark -> isRecent(mark.askedAt(), now)).isPresent()) {
            return 0;
        }
        EngineParts own = parts.of(source);
        ScopeGate gate = gates.of(user, source);
        CountingTransport transport = new CountingTransport(own.transport());
        Duration patience = own.settings().readDuration();
        GatedTransport gated = GatedTransport.asking(own, gate, transport, new RunRemarks(user, source), patience);
        boolean told = false;
        try (gated) {
            Optional<Instant> said = own.connector(source).watermark(feed.id(), own.context(user, source, gated));
            // A source whose clock is ahead cannot be complete beyond the present.
            Optional<Instant> mark = said.map(reached -> reached.isAfter(now) ? now : reached)
                    .filter(reached ->
                            reached.minus(WatermarkStore.REOPENED_BEFORE).isAfter(TimeRange.EARLIEST));
            mark.ifPresent(reached -> note(key, feed, known, new Watermark(reached, now)));
            told = true;
            if (said.isEmpty() || mark.isPresent()) {
                answered(key);
            }
        } catch (FetchException e) {
            if (transport.calls() > 0) {
                gate.failed(e.failure(), now, parts.now());
            }
            tell(key, e.failure().type());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HealthWarehouseException(new Failure.Cancelled("interrupted while asking for a watermark"), e);
        } catch (StorageFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            tell(key, e.getClass().getName());
        } finally {
            if (!told && transport.calls() == 0) {
                notAsked(key);
            }
        }
        return transport.calls();
    }

    /** Whether the source was asked and never said anything, not even that it has no watermark. */
    synchronized boolean neverSaid(FeedOf key) {
        return Boolean.FALSE.equals(answered.get(key));
    }

    private synchronized void answered(FeedOf key) {
        answered.put(key, true);
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

    private void note(FeedOf key, FeedSpec feed, Optional<Watermark> known, Watermark said) {
        List<StreamId> streams = feed.primaryFor().stream()
                .map(type -> new StreamId(key.user(), key.source(), type))
                .toList();
        LedgerAxis axis = axis(key, feed.axis(), known.map(Watermark::reached), said);
        parts.storage().watermarks().note(key, said, streams, axis::toLedger);
    }

    private LedgerAxis axis(FeedOf key, TimeAxis axis, Optional<Instant> known, Watermark said) {
        Optional<TimeRange> risen = said.opensAfter(known);
        if (axis != TimeAxis.LOCAL_DATE || risen.isEmpty()) {
            return LedgerAxis.of(axis, LocalDays.UNKNOWN);
        }
        try (Snapshot snapshot = parts.storage().snapshot()) {
            return LedgerAxes.atEnds(snapshot, key.user(), key.source(), axis, risen.get());
        }
    }

    private static void tell(FeedOf key, String failure) {
        LOG.warn(
                "{} source={} feed={} failure={}: the source cannot say how far it is complete; what it said before is"
                        + " used",
                LogEvent.WATERMARK_STALE,
                key.source(),
                key.feed(),
                failure);
    }
}
