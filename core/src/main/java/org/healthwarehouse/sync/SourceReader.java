package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.LocalDays;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.LedgerAxes;
import org.jspecify.annotations.Nullable;

/**
 * One read that goes straight to the sources and keeps nothing: chunk after chunk, newest first, on the calling thread,
 * as far as the budget of a read goes. A chunk that fails leaves a hole that the answer tells of.
 */
final class SourceReader {
    private final EngineParts parts;
    private final ScopeGates gates;
    private final SyncRequest request;
    private final TimeRange range;
    private final CountingTransport counted;
    private final Instant deadline;
    private final Map<StreamId, TimeRangeSet> held = new HashMap<>();
    private final List<SourceContent.Page> pages = new ArrayList<>();
    private final Set<SourceId> silent = new HashSet<>();
    private @Nullable Failure failure;

    SourceReader(EngineParts parts, ScopeGates gates, SyncRequest request) {
        this.parts = parts;
        this.gates = gates;
        this.request = request;
        this.range = request.range(parts.now());
        this.counted = new CountingTransport(parts.transport());
        this.deadline = parts.now().plus(parts.settings().readDuration());
    }

    SourceContent read(List<Planner.SelectedFeed> feeds) {
        List<Piece> pieces = new ArrayList<>();
        for (Planner.SelectedFeed feed : feeds) {
            feed.streams().forEach(stream -> held.put(stream, TimeRangeSet.EMPTY));
            pieces.addAll(pieces(feed));
        }
        pieces.sort(Comparator.comparing((Piece piece) -> piece.range.end()).reversed());
        try {
            for (Piece piece : pieces) {
                if (spent()) {
                    break;
                }
                if (!silent.contains(piece.feed.source())) {
                    fetch(piece);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HealthWarehouseException(new Failure.Cancelled("interrupted while reading from a source"), e);
        }
        return new SourceContent(range, held, pages, counted.calls(), Optional.ofNullable(failure));
    }

    private record Piece(Planner.SelectedFeed feed, TimeRange range) {}

    private List<Piece> pieces(Planner.SelectedFeed selected) {
        FeedSpec feed = selected.feed();
        SyncSettings settings = parts.of(selected.source()).settings();
        TimeRange asked =
                new DerivedStreams(parts).padded(range, selected.reach().multipliedBy(DerivedStreams.LIKELY));
        return Planner.reachable(asked, feed.limits()).map(axis(feed)::toLedger).stream()
                .flatMap(ledger ->
                        parts.planner().plan(TimeRangeSet.of(ledger), Planner.limits(settings, feed)).stream())
                .map(chunk -> new Piece(selected, chunk))
                .toList();
    }

    /** No local day is stored, so every date is asked that may have anything to do with the range. */
    private static LedgerAxis axis(FeedSpec feed) {
        return LedgerAxis.of(feed.axis(), LocalDays.UNKNOWN);
    }

    private boolean spent() {
        return counted.calls() >= parts.settings().readCalls() || !parts.now().isBefore(deadline);
    }

    /** Fetches all pages of a chunk; what a failed page leaves out is not held. */
    private void fetch(Piece piece) throws InterruptedException {
        SourceId source = piece.feed.source();
        RetryPolicy retry = parts.of(source).retry();
        Progress progress = new Progress(piece);
        int failed = 0;
        while (!progress.complete && !spent()) {
            try {
                if (!page(progress)) {
                    return;
                }
                failed = 0;
            } catch (FetchException e) {
                failed++;
                boolean again = !e.endsTheRun() && retry.retries(e.failure()) && failed < retry.attempts();
                if (!again || !pause(wait(e.failure(), retry.delay(failed, parts.chance())))) {
                    giveUp(source, e.failure());
                    if (e.endsTheRun()) {
                        silent.add(source);
                    }
                    return;
                }
            } catch (MalformedResponseException e) {
                giveUp(source, e.failure());
                return;
            }
        }
        if (progress.complete) {
            progress.held().forEach((stream, ranges) -> held.merge(stream, ranges, TimeRangeSet::union));
        }
    }

    private static Duration wait(Failure failure, Duration delay) {
        return failure instanceof Failure.RateLimited limited
                ? limited.retryAfter().filter(told -> told.compareTo(delay) > 0).orElse(delay)
                : delay;
    }

    private void giveUp(SourceId source, Failure cause) {
        failure = failure == null ? cause : failure;
        boolean concernsTheChunkOnly = cause instanceof Failure.DataNotFound
                || cause instanceof Failure.MalformedResponse
                || cause instanceof Failure.InvalidParameter
                || cause instanceof Failure.TimedOut;
        if (!concernsTheChunkOnly) {
            silent.add(source);
        }
    }

    /** Fetches and reads one page; answers false if there is none to be had. */
    private boolean page(Progress progress) throws FetchException, MalformedResponseException, InterruptedException {
        SourceId source = progress.piece.feed.source();
        Connector connector = parts.connector(source);
        Optional<Permit> permit = admitted(gates.of(request.user(), source));
        if (permit.isEmpty()) {
            return false;
        }
        FetchResult result = ask(progress, permit.get());
        if (result instanceof FetchResult.Page page) {
            PageBuffer buffer = new PageBuffer();
            connector.parse(page.page(), buffer);
            progress.read(page.page(), buffer);
            pages.add(new SourceContent.Page(source, progress.askedAt, buffer.content()));
            return true;
        }
        if (result instanceof FetchResult.NotReady later) {
            return pause(Duration.between(parts.now(), later.retryAt()));
        }
        if (result instanceof FetchResult.Unavailable unavailable) {
            giveUp(source, new Failure.DataNotFound(unavailable.reason()));
        }
        return false;
    }

    /**
     * Waits until a call is let in; empty if that would take longer than the read may.
     *
     * @throws FetchException if a read has better to do than to wait
     */
    private Optional<Permit> admitted(ScopeGate gate) throws FetchException, InterruptedException {
        while (true) {
            Instant now = parts.now();
            Admission admission = gate.enter(true, now);
            if (admission instanceof Permit permit) {
                return Optional.of(permit);
            }
            Wait wait = (Wait) admission;
            Optional<Failure> refusal = wait.refusal(true, now, deadline);
            if (refusal.isPresent()) {
                throw new FetchException(refusal.get());
            }
            if (!pause(Duration.between(now, wait.at()))) {
                return Optional.empty();
            }
        }
    }

    private FetchResult ask(Progress progress, Permit permit) throws FetchException, InterruptedException {
        SourceId source = progress.piece.feed.source();
        EngineParts own = parts.of(source);
        ScopeGate gate = gates.of(request.user(), source);
        RunRemarks unheard = new RunRemarks(request.user(), source);
        GatedTransport gated = GatedTransport.permitted(own, gate, own.transport(), unheard, permit);
        Instant askedAt = parts.now();
        progress.asked(askedAt);
        try {
            FetchResult result = parts.connector(source)
                    .fetch(
                            progress.request(),
                            own.context(request.user(), source, asked -> counted.sendVia(gated, asked)));
            gate.answered();
            return result;
        } catch (FetchException e) {
            gate.failed(e.failure(), askedAt, parts.now());
            throw e;
        } finally {
            permit.close();
        }
    }

    /** Waits on the engine's scheduler; answers false at once if that would take longer than a read may. */
    private boolean pause(Duration wait) throws InterruptedException {
        Instant until = parts.now().plus(wait.isNegative() ? Duration.ZERO : wait);
        if (!until.isBefore(deadline)) {
            return false;
        }
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        parts.scheduler().schedule(until, () -> over.complete(true));
        return parts.scheduler().await(over, parts.settings().readDuration());
    }

    /** How far the listing of one chunk has come. */
    private final class Progress {
        private final Piece piece;
        private final PagesSoFar pages = new PagesSoFar();
        private final Map<StreamId, TimeRangeSet> claimed = new HashMap<>();
        private LocalDays days = LocalDays.UNKNOWN;
        private Instant askedAt = Instant.MIN;
        private @Nullable Instant asOf;
        private @Nullable PageToken token;
        private boolean complete;

        Progress(Piece piece) {
            this.piece = piece;
        }

        void asked(Instant at) {
            askedAt = at;
        }

        FetchRequest request() {
            return FeedRequests.of(request.user(), piece.feed.feed(), piece.range, Optional.ofNullable(token));
        }

        void read(RawPage page, PageBuffer buffer) throws MalformedResponseException {
            asOf = asOf == null ? page.serverDate().filter(askedAt::isAfter).orElse(askedAt) : asOf;
            for (StreamId stream : piece.feed.streams()) {
                claimed.merge(stream, buffer.claimed(stream.type(), piece.range), TimeRangeSet::intersection);
            }
            days = days.with(LedgerAxes.days(buffer.content().localDays()));
            token = buffer.next().orElse(null);
            pages.add(buffer);
            complete = token == null;
        }

        /** Nothing at or after the moment of asking is ever held. */
        Map<StreamId, TimeRangeSet> held() {
            Instant end = asOf == null || asOf.isBefore(TimeRange.EARLIEST) ? TimeRange.EARLIEST : asOf;
            Map<StreamId, TimeRangeSet> known = new HashMap<>();
            if (end.isAfter(TimeRange.EARLIEST)) {
                TimeRangeSet past =
                        TimeRangeSet.of(range).intersection(TimeRangeSet.of(new TimeRange(TimeRange.EARLIEST, end)));
                claimed.forEach(
                        (stream, ranges) -> known.put(stream, instants(ranges).intersection(past)));
            }
            return known;
        }

        private TimeRangeSet instants(TimeRangeSet ledger) {
            LedgerAxis axis = axis(piece.feed.feed()).with(days);
            return TimeRangeSet.of(ledger.ranges().stream().map(axis::toUtc).toList());
        }
    }
}
