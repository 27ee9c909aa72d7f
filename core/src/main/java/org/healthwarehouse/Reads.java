package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.sync.SyncEngine;
import org.healthwarehouse.sync.SyncPlan;
import org.healthwarehouse.sync.SyncPlan.StreamGap;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers reads: fetches what the mode allows, then looks at one snapshot and says how far it can be trusted. */
final class Reads {
    private static final Logger LOG = LoggerFactory.getLogger(Reads.class);

    private final Storage storage;
    private final SyncEngine engine;
    private final InstantSource clock;

    Reads(Storage storage, SyncEngine engine, InstantSource clock) {
        this.storage = storage;
        this.engine = engine;
        this.clock = clock;
    }

    <T> Reading<T> read(
            SyncRequest request,
            DataType type,
            ReadMode mode,
            BiFunction<Snapshot, List<StreamId>, T> load,
            ToLongFunction<T> count) {
        TimeRange range = request.range(clock.instant());
        Fetched fetched = mode == ReadMode.LOCAL_ONLY ? Fetched.NOTHING : fetch(request, type, mode);
        try (Snapshot snapshot = storage.snapshot()) {
            List<StreamId> streams = streams(request, type, fetched.planned, snapshot);
            T data = load.apply(snapshot, streams);
            Freshness freshness = freshness(request, range, fetched, streams, count.applyAsLong(data), snapshot);
            if (fetched.error.isPresent() && freshness.recordCount() == 0 && freshness.coverage() == 0) {
                // There is nothing to show: an empty answer would look like a day without data.
                throw new HealthWarehouseException(fetched.error.get());
            }
            log(type, freshness);
            return new Reading<>(data, freshness);
        }
    }

    private Fetched fetch(SyncRequest request, DataType type, ReadMode mode) {
        try {
            SyncPlan plan = engine.plan(mode == ReadMode.FORCE_REFRESH ? request.forced() : request);
            Set<StreamId> planned =
                    new HashSet<>(plan.gaps().stream().map(StreamGap::stream).toList());
            if (plan.isEmpty()) {
                return new Fetched(planned, false, Optional.empty());
            }
            SyncReport report = engine.startRead(plan).await();
            return new Fetched(planned, report.calls() > 0, error(report));
        } catch (InvalidParameterException e) {
            if (stored(request, type).isEmpty()) {
                throw e;
            }
            return Fetched.NOTHING;
        } catch (HealthWarehouseException e) {
            return new Fetched(Set.of(), false, Optional.of(e.failure()));
        }
    }

    /** What kept a source from answering; that the budget of the read was used up is no error. */
    private static Optional<Failure> error(SyncReport report) {
        for (SyncReport.JobReport job : report.jobs()) {
            Optional<Failure> stopped = job.stoppedBy().filter(failure -> !(failure instanceof Failure.Cancelled));
            if (stopped.isPresent()) {
                return stopped;
            }
            if (!job.failed().isEmpty()) {
                SyncReport.FailedChunk first = job.failed().get(0);
                return Optional.of(new Failure.Unexpected(first.errorType() + ": " + first.message()));
            }
        }
        return Optional.empty();
    }

    private List<StreamId> stored(SyncRequest request, DataType type) {
        try (Snapshot snapshot = storage.snapshot()) {
            return streams(request, type, Set.of(), snapshot);
        }
    }

    private static List<StreamId> streams(
            SyncRequest request, DataType type, Set<StreamId> planned, Snapshot snapshot) {
        Set<StreamId> streams = new HashSet<>(planned);
        streams.addAll(snapshot.streams(request.user()));
        return streams.stream()
                .filter(stream -> stream.type().equals(type))
                .filter(stream ->
                        request.sources().isEmpty() || request.sources().contains(stream.source()))
                .sorted(Comparator.comparing(StreamId::source))
                .toList();
    }

    private Freshness freshness(
            SyncRequest request,
            TimeRange range,
            Fetched fetched,
            List<StreamId> streams,
            long rows,
            Snapshot snapshot) {
        List<StreamGap> open = new ArrayList<>();
        for (StreamId stream : streams) {
            engine.gaps(stream, range, snapshot).forEach(gap -> open.add(new StreamGap(stream, gap)));
        }
        Instant now = clock.instant();
        // Right after an answer its newest part is due again at once where nothing is fresh for any time at all.
        boolean nothingKnown = streams.isEmpty();
        boolean fresh = (!nothingKnown && open.isEmpty())
                || (fetched.asked && fetched.error.isEmpty() && allAskedJustNow(open, snapshot));
        Optional<Instant> lastSync = lastSync(streams, snapshot);
        Freshness.Origin origin = fetched.error.isPresent() && !open.isEmpty()
                ? Freshness.Origin.STALE
                : fetched.asked ? Freshness.Origin.VENDOR : Freshness.Origin.LOCAL;
        Optional<String> warning = warning(fetched, fresh, open);
        double coverage = streams.stream()
                .mapToDouble(stream ->
                        CoverageReader.read(engine, snapshot, stream, range).heldFraction())
                .average()
                .orElse(0);
        List<StreamGap> unclosed = fresh ? List.of() : open;
        return new Freshness(
                warning.isPresent() ? Freshness.Status.SUCCESS_WITH_WARNING : Freshness.Status.SUCCESS,
                origin,
                rows,
                lastSync,
                fetched.asked ? Optional.of(now) : Optional.empty(),
                lastSync.map(at -> Duration.between(at, now)),
                threshold(streams),
                fresh,
                note(origin, rows, coverage, warning),
                warning,
                fetched.error,
                coverage,
                unclosed,
                fresh ? Optional.empty() : Optional.of(request));
    }

    private static boolean allAskedJustNow(List<StreamGap> open, Snapshot snapshot) {
        return open.stream()
                .allMatch(gap -> snapshot.coverage(gap.stream(), gap.gap().range()).stream()
                        .anyMatch(line -> line.range().contains(gap.gap().range())));
    }

    private static Optional<Instant> lastSync(List<StreamId> streams, Snapshot snapshot) {
        List<Optional<Instant>> all =
                streams.stream().map(snapshot::lastSuccess).toList();
        return all.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : all.stream().flatMap(Optional::stream).min(Instant::compareTo);
    }

    private Duration threshold(List<StreamId> streams) {
        try {
            return streams.stream()
                    .flatMap(stream -> engine.primaryFeed(stream).stream())
                    .map(FeedSpec::settling)
                    .map(settling -> settling.freshFor())
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
        } catch (HealthWarehouseException e) {
            // The source cannot even say what it offers: that is told as the error of the answer.
            return Duration.ZERO;
        }
    }

    private static Optional<String> warning(Fetched fetched, boolean fresh, List<StreamGap> open) {
        if (fetched.error.isPresent()) {
            return Optional.of("A source could not be asked ("
                    + fetched.error.get().message() + "); this is what was stored before.");
        }
        if (open.isEmpty()) {
            return fresh
                    ? Optional.empty()
                    : Optional.of("Nothing of this was ever fetched; the closing request does.");
        }
        return fresh
                ? Optional.empty()
                : Optional.of(open.size() + (open.size() == 1 ? " range is" : " ranges are")
                        + " missing or due; the closing request fetches them.");
    }

    private static String note(Freshness.Origin origin, long rows, double coverage, Optional<String> warning) {
        String from = origin == Freshness.Origin.VENDOR ? "Asked the source and answered" : "Answered from the store:";
        return String.format(
                java.util.Locale.ROOT,
                "%s %d rows; %.1f %% of the range is held.%s",
                from,
                rows,
                coverage * 100,
                warning.map(text -> " " + text).orElse(""));
    }

    private static void log(DataType type, Freshness freshness) {
        if (freshness.origin() == Freshness.Origin.STALE) {
            LOG.warn("read.stale type={} {}", type.name(), freshness.note());
        } else {
            LOG.debug("read.answered type={} {}", type.name(), freshness.note());
        }
    }

    private record Fetched(Set<StreamId> planned, boolean asked, Optional<Failure> error) {
        private static final Fetched NOTHING = new Fetched(Set.of(), false, Optional.empty());
    }
}
