package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.LocalDays;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.LedgerAxes;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.WatermarkStore;
import org.healthwarehouse.storage.WatermarkStore.FeedOf;
import org.healthwarehouse.storage.WatermarkStore.Watermark;

/** Asks a source once up to when a feed is complete, and notes what it says. */
final class WatermarkQuestion {
    private final EngineParts parts;
    private final ScopeGate gate;
    private final FeedOf key;
    private final FeedSpec feed;
    private final Optional<Watermark> known;
    private final CountingTransport transport;
    /** Under the lock of whoever asks. */
    private boolean answered;

    /**
     * A question that was not asked yet.
     *
     * @param parts as they are for the source
     * @param known what is known
     */
    WatermarkQuestion(EngineParts parts, ScopeGate gate, FeedOf key, FeedSpec feed, Optional<Watermark> known) {
        this.parts = parts;
        this.gate = gate;
        this.key = key;
        this.feed = feed;
        this.known = known;
        this.transport = new CountingTransport(parts.transport());
    }

    /**
     * What came back.
     *
     * @param usable whether the source said how far it is complete, in a way that can be true, or that it never says
     * @param failure why it said nothing; empty if it did
     * @param ends the failure, if nothing else would be answered either
     */
    record Answer(boolean usable, Optional<Failure> failure, Optional<Failure> ends) {
        private static Answer none(Failure failure, boolean ends) {
            return new Answer(false, Optional.of(failure), ends ? Optional.of(failure) : Optional.empty());
        }
    }

    /** From now on it is known what became of it. */
    void answered() {
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }

    /** How many calls it took so far. */
    int calls() {
        return transport.calls();
    }

    /**
     * Asks.
     *
     * @param patience for how long it waits if only the pace of calls is against it
     */
    Answer ask(Duration patience) {
        Instant now = parts.now();
        RunRemarks remarks = new RunRemarks(key.user(), key.source());
        try (GatedTransport gated = GatedTransport.asking(parts, gate, transport, remarks, patience)) {
            Optional<Instant> said =
                    parts.connector(key.source()).watermark(key.feed(), parts.context(key.user(), key.source(), gated));
            // A source whose clock is ahead cannot be complete beyond the present.
            Optional<Instant> mark = said.map(reached -> reached.isAfter(now) ? now : reached)
                    .filter(reached ->
                            reached.minus(WatermarkStore.REOPENED_BEFORE).isAfter(TimeRange.EARLIEST));
            mark.ifPresent(reached -> note(new Watermark(reached, now)));
            return new Answer(said.isEmpty() || mark.isPresent(), Optional.empty(), Optional.empty());
        } catch (FetchException e) {
            if (calls() > 0) {
                gate.failed(e.failure(), now, parts.now());
            }
            return Answer.none(e.failure(), e.endsTheRun());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HealthWarehouseException(new Failure.Cancelled("interrupted while asking for a watermark"), e);
        } catch (StorageFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            return Answer.none(
                    new Failure.Unexpected(
                            "the connector failed: " + e.getClass().getName()),
                    false);
        }
    }

    private void note(Watermark said) {
        List<StreamId> streams = feed.primaryFor().stream()
                .map(type -> new StreamId(key.user(), key.source(), type))
                .toList();
        LedgerAxis axis = axis(said);
        parts.storage().watermarks().note(key, said, streams, axis::toLedger);
    }

    private LedgerAxis axis(Watermark said) {
        Optional<TimeRange> risen = said.opensAfter(known.map(Watermark::reached));
        if (feed.axis() != TimeAxis.LOCAL_DATE || risen.isEmpty()) {
            return LedgerAxis.of(feed.axis(), LocalDays.UNKNOWN);
        }
        try (Snapshot snapshot = parts.storage().snapshot()) {
            return LedgerAxes.atEnds(snapshot, key.user(), key.source(), feed.axis(), risen.get());
        }
    }
}
