package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.sync.ReadBudget;
import org.healthwarehouse.sync.SyncEngine;
import org.healthwarehouse.sync.SyncPlan;
import org.healthwarehouse.sync.SyncPlan.StreamGap;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncRun;

/** Answers reads: fetches what the mode allows, then looks at one snapshot and says how far it can be trusted. */
final class Reads implements Reader {
    /** A call that is on its way is given this long to be counted. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Storage storage;
    private final SyncEngine engine;
    private final InstantSource clock;

    Reads(Storage storage, SyncEngine engine, InstantSource clock) {
        this.storage = storage;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public <T> Reading<T> read(
            SyncRequest request,
            DataType type,
            ReadMode mode,
            BiFunction<Snapshot, List<StreamId>, T> load,
            ToLongFunction<T> count) {
        TimeRange range = request.range(clock.instant());
        FetchForRead fetched = mode == ReadMode.LOCAL_ONLY ? FetchForRead.NONE : fetch(request.in(range), type, mode);
        try (Snapshot snapshot = storage.snapshot()) {
            List<StreamId> streams = streams(request, type, fetched.planned(), snapshot);
            T data = load.apply(snapshot, streams);
            Freshness freshness = new AnswerCheck(engine, clock, snapshot, request, range, streams, fetched)
                    .freshness(count.applyAsLong(data));
            if (fetched.error().isPresent() && freshness.recordCount() == 0 && freshness.coverage() == 0) {
                // There is nothing to show: an empty answer would look like a day without data.
                ReadLog.failed(type, fetched.error().get());
                throw new HealthWarehouseException(fetched.error().get());
            }
            ReadLog.answered(type, mode, freshness);
            return new Reading<>(data, freshness);
        }
    }

    @Override
    public <T> Reading<T> readPast(
            SyncRequest request,
            DataType type,
            long number,
            BiFunction<Snapshot, List<StreamId>, T> load,
            ToLongFunction<T> count) {
        TimeRange range = request.range(clock.instant());
        try (Snapshot snapshot = storage.snapshot(number)) {
            List<StreamId> streams = streams(request, type, Set.of(), snapshot);
            T data = load.apply(snapshot, streams);
            Freshness freshness = new AnswerCheck(engine, clock, snapshot, request, range, streams, FetchForRead.NONE)
                    .freshness(count.applyAsLong(data))
                    .asOf(number);
            ReadLog.answered(type, ReadMode.LOCAL_ONLY, freshness);
            return new Reading<>(data, freshness);
        }
    }

    private FetchForRead fetch(SyncRequest request, DataType type, ReadMode mode) {
        Optional<Instant> forcedSince =
                mode == ReadMode.FORCE_REFRESH ? Optional.of(clock.instant()) : Optional.empty();
        try {
            ReadBudget budget = engine.readBudget(request);
            SyncPlan plan = forcedSince.isPresent()
                    ? engine.plan(request.forced(), budget)
                    : engine.planForRead(request, budget);
            Optional<Failure> outdated = outdated(request, type);
            Optional<Failure> untold = untold(request, type);
            if (!plan.isEmpty()) {
                logFetching(request, type, plan);
            }
            SyncReport report = plan.isEmpty() ? new SyncReport(List.of()) : run(plan, budget);
            return FetchForRead.of(plan, report, forcedSince, outdated, untold);
        } catch (InvalidParameterException e) {
            if (stored(request, type).isEmpty()) {
                throw e;
            }
            return FetchForRead.NONE;
        } catch (HealthWarehouseException e) {
            return FetchForRead.failed(e.failure(), forcedSince);
        }
    }

    /** Waits no longer than a read may take; what was fetched by then is in the store. */
    private SyncReport run(SyncPlan plan, ReadBudget budget) {
        SyncRun run = engine.startRead(plan, budget);
        return run.await(budget.left(clock.instant())).orElseGet(() -> {
            run.cancel();
            return run.await(GRACE).orElseGet(() -> new SyncReport(List.of()));
        });
    }

    private void logFetching(SyncRequest request, DataType type, SyncPlan plan) {
        Set<StreamId> planned =
                new HashSet<>(plan.gaps().stream().map(StreamGap::stream).toList());
        try (Snapshot snapshot = storage.snapshot()) {
            List<StreamId> streams = streams(request, type, planned, snapshot);
            ReadLog.fetching(
                    type, plan, lastSync(streams, snapshot), AnswerCheck.threshold(engine, streams), clock.instant());
        }
    }

    private static Optional<Instant> lastSync(List<StreamId> streams, Snapshot snapshot) {
        List<Optional<Instant>> all =
                streams.stream().map(snapshot::lastSuccess).toList();
        return all.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : all.stream().flatMap(Optional::stream).min(Instant::compareTo);
    }

    /** Why one of the sources that have the type could not say what it offers. */
    private Optional<Failure> outdated(SyncRequest request, DataType type) {
        return asked(request, type)
                .filter(stream -> engine.primaryFeed(stream).isPresent())
                .flatMap(stream -> engine.outdatedBecause(request.user(), stream.source()).stream())
                .findFirst();
    }

    /** Why one of the sources that have the type did not say how far it is complete. */
    private Optional<Failure> untold(SyncRequest request, DataType type) {
        return asked(request, type)
                .flatMap(stream -> engine.untoldBecause(stream).stream())
                .findFirst();
    }

    private Stream<StreamId> asked(SyncRequest request, DataType type) {
        return engine.sources().stream()
                .filter(source ->
                        request.sources().isEmpty() || request.sources().contains(source))
                .map(source -> new StreamId(request.user(), source, type));
    }

    private List<StreamId> stored(SyncRequest request, DataType type) {
        try (Snapshot snapshot = storage.snapshot()) {
            return streams(request, type, Set.of(), snapshot);
        }
    }

    private List<StreamId> streams(SyncRequest request, DataType type, Set<StreamId> planned, Snapshot snapshot) {
        Set<StreamId> streams = new HashSet<>(planned);
        planned.forEach(stream -> streams.addAll(engine.madeOf(stream)));
        streams.addAll(snapshot.streams(request.user()));
        return streams.stream()
                .filter(stream -> stream.type().equals(type))
                .filter(stream ->
                        request.sources().isEmpty() || request.sources().contains(stream.source()))
                .sorted(Comparator.comparing(StreamId::source))
                .toList();
    }
}
