package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Gap;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncEngine;
import org.healthwarehouse.sync.SyncPlan.StreamGap;
import org.healthwarehouse.sync.SyncRequest;

/** Says how far one answer can be trusted, from the same snapshot that its data come from. */
final class AnswerCheck {
    private final SyncEngine engine;
    private final InstantSource clock;
    private final Snapshot snapshot;
    private final SyncRequest request;
    private final TimeRange range;
    private final List<StreamId> streams;
    private final FetchForRead fetched;

    AnswerCheck(
            SyncEngine engine,
            InstantSource clock,
            Snapshot snapshot,
            SyncRequest request,
            TimeRange range,
            List<StreamId> streams,
            FetchForRead fetched) {
        this.engine = engine;
        this.clock = clock;
        this.snapshot = snapshot;
        this.request = request;
        this.range = range;
        this.streams = List.copyOf(streams);
        this.fetched = fetched;
    }

    Freshness freshness(long rows) {
        Instant now = clock.instant();
        List<StreamGap> open = openGaps();
        boolean fresh = open.isEmpty() && !streams.isEmpty() && fetched.error().isEmpty();
        Optional<Instant> lastSync = oldestFetch();
        Freshness.Origin origin = fetched.error().isPresent()
                ? Freshness.Origin.STALE
                : fetched.calls() > 0 ? Freshness.Origin.VENDOR : Freshness.Origin.LOCAL;
        Optional<String> warning = warning(fresh, open);
        double coverage = coverage();
        return new Freshness(
                warning.isPresent() ? Freshness.Status.SUCCESS_WITH_WARNING : Freshness.Status.SUCCESS,
                origin,
                rows,
                lastSync,
                fetched.isAnswered() ? Optional.of(now) : Optional.empty(),
                lastSync.map(at -> Duration.between(at, now)),
                threshold(engine, streams),
                fresh,
                note(origin, rows, coverage, warning),
                warning,
                fetched.error(),
                coverage,
                open,
                fresh || !canBeAsked() ? Optional.empty() : Optional.of(closing()));
    }

    /** The request, to those sources that can be asked for it. */
    private SyncRequest closing() {
        if (streams.isEmpty()) {
            return request;
        }
        String[] here = streams.stream()
                .filter(this::canBeAsked)
                .map(StreamId::source)
                .map(SourceId::value)
                .distinct()
                .toArray(String[]::new);
        return here.length == streams.size() ? request : request.from(here);
    }

    private boolean canBeAsked() {
        return streams.isEmpty() ? mayBeOffered() : streams.stream().anyMatch(this::canBeAsked);
    }

    /** Files may have come from a source whose connector is not here, or hold types that it does not have. */
    private boolean canBeAsked(StreamId stream) {
        return engine.possibleStreams(stream.user(), stream.type()).contains(stream);
    }

    /** Whether any of the sources that were asked may have what is not stored yet. */
    private boolean mayBeOffered() {
        return request.types().stream()
                .flatMap(type -> engine.possibleStreams(request.user(), type).stream())
                .map(StreamId::source)
                .anyMatch(source ->
                        request.sources().isEmpty() || request.sources().contains(source));
    }

    /** What is missing or due, less what was answered just now: its newest part may be due again at once. */
    private List<StreamGap> openGaps() {
        List<StreamGap> open = new ArrayList<>();
        for (StreamId stream : streams) {
            List<Gap> gaps = fetched.forcedSince()
                    .map(since -> engine.gapsSince(stream, range, since, snapshot))
                    .orElseGet(() -> engine.gapsForRead(stream, range, snapshot));
            TimeRangeSet answered = fetched.answered(engine.ledgerOf(stream));
            TimeRange ledger = engine.ledgerAxis(stream, range, snapshot).toLedger(range);
            for (Gap gap : gaps) {
                TimeRangeSet.of(gap.range())
                        .minus(answered)
                        .ranges()
                        .forEach(left -> engine.lacking(stream, left, ledger)
                                .ifPresent(part -> open.add(new StreamGap(stream, new Gap(part, gap.reason())))));
            }
        }
        return open;
    }

    /** The answer is as old as the oldest fetch it rests on; empty if part of it rests on none. */
    private Optional<Instant> oldestFetch() {
        Optional<Instant> oldest = Optional.empty();
        for (StreamId stream : streams) {
            TimeRange ledger = engine.ledgerAxis(stream, range, snapshot).toLedger(range);
            Optional<Instant> ofStream = engine.coverage(stream, ledger, snapshot).stream()
                    .filter(line -> line.held() == Held.HELD)
                    .map(CoverageEntry::fetchedAt)
                    .min(Instant::compareTo);
            if (ofStream.isEmpty()) {
                return Optional.empty();
            }
            oldest = oldest.filter(instant -> instant.isBefore(ofStream.get())).or(() -> ofStream);
        }
        return oldest;
    }

    static Duration threshold(SyncEngine engine, List<StreamId> streams) {
        return streams.stream()
                .flatMap(stream ->
                        engine
                                .primaryFeed(stream)
                                .map(feed ->
                                        feed.settling(engine.ledgerOf(stream).type()))
                                .stream())
                .map(Settling::freshFor)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private double coverage() {
        return streams.stream()
                .mapToDouble(stream ->
                        CoverageReader.read(engine, snapshot, stream, range).heldFraction())
                .average()
                .orElse(0);
    }

    private Optional<String> warning(boolean fresh, List<StreamGap> open) {
        if (fetched.error().isPresent()) {
            return Optional.of("A source could not be asked ("
                    + fetched.error().get().message() + "); this is what was stored before.");
        }
        String missing = missing(fresh, open);
        String outdated = fetched.outdated()
                .map(failure -> "A source could not say what it offers (" + failure.message()
                        + "); what it said before was gone by.")
                .orElse("");
        String untold = fetched.untold()
                .map(failure -> "A source did not say how far it is complete (" + failure.message()
                        + "); what it said before was gone by.")
                .orElse("");
        String all = Stream.of(outdated, untold, missing)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private String missing(boolean fresh, List<StreamGap> open) {
        if (fresh) {
            return "";
        }
        if (!canBeAsked()) {
            return "It is not known what is missing, for there is no connector that could ask the source for it.";
        }
        if (open.isEmpty()) {
            return "Nothing of this was ever fetched; the closing request does.";
        }
        long beyond = open.stream().filter(gap -> !canBeAsked(gap.stream())).count();
        return open.size() + (open.size() == 1 ? " range is" : " ranges are") + " missing or due; the closing request"
                + (beyond == 0
                        ? " fetches them."
                        : " fetches them but for " + beyond + " that no connector can ask for.");
    }

    private static String note(Freshness.Origin origin, long rows, double coverage, Optional<String> warning) {
        String from = origin == Freshness.Origin.VENDOR ? "Asked the source and answered" : "Answered from the store:";
        return String.format(
                Locale.ROOT,
                "%s %d rows; %.1f %% of the range is held.%s",
                from,
                rows,
                coverage * 100,
                warning.map(text -> " " + text).orElse(""));
    }
}
