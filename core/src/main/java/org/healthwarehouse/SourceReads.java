package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.healthwarehouse.coverage.Gap;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.Derivation;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SourceContent;
import org.healthwarehouse.sync.SyncEngine;
import org.healthwarehouse.sync.SyncPlan.StreamGap;
import org.healthwarehouse.sync.SyncRequest;

/** Answers reads of a warehouse that keeps nothing: every read asks the sources, and says what it could not get. */
final class SourceReads implements Reader {
    private final SyncEngine engine;
    private final InstantSource clock;
    private final DisabledStorage storage;

    SourceReads(SyncEngine engine, InstantSource clock, DisabledStorage storage) {
        this.engine = engine;
        this.clock = clock;
        this.storage = storage;
    }

    @Override
    public <T> Reading<T> read(
            SyncRequest request,
            DataType type,
            ReadMode mode,
            BiFunction<Snapshot, List<StreamId>, T> load,
            ToLongFunction<T> count) {
        if (mode == ReadMode.LOCAL_ONLY) {
            throw storage.refusal("a read of what is stored");
        }
        List<Derivation> derivations = engine.derivations(request);
        SourceContent content = DerivedFromSources.add(request.user(), engine.fetchOnly(request), derivations);
        List<StreamId> streams = content.held().keySet().stream()
                .sorted(Comparator.comparing(StreamId::source))
                .toList();
        List<StreamId> all = new ArrayList<>(streams);
        derivations.forEach(derivation -> all.add(derivation.output()));
        T data = load.apply(new SourceSnapshot(request.user(), content), all);
        long rows = count.applyAsLong(data);
        if (content.failure().isPresent() && rows == 0 && coverage(content) == 0) {
            throw new HealthWarehouseException(content.failure().get());
        }
        return new Reading<>(data, freshness(content, streams, rows));
    }

    @Override
    public <T> Reading<T> readPast(
            SyncRequest request,
            DataType type,
            long number,
            BiFunction<Snapshot, List<StreamId>, T> load,
            ToLongFunction<T> count) {
        throw storage.refusal("a read of an earlier state");
    }

    private Freshness freshness(SourceContent content, List<StreamId> streams, long rows) {
        List<StreamGap> open = new ArrayList<>();
        for (StreamId stream : streams) {
            TimeRangeSet.of(content.range())
                    .minus(content.held().getOrDefault(stream, TimeRangeSet.EMPTY))
                    .ranges()
                    .forEach(missing -> open.add(new StreamGap(stream, new Gap(missing, GapReason.NEVER_FETCHED))));
        }
        Optional<Instant> syncedAt = content.calls() > 0 ? Optional.of(clock.instant()) : Optional.empty();
        Optional<String> warning = joined(unopened(), warning(content, open));
        return new Freshness(
                warning.isPresent() ? Freshness.Status.SUCCESS_WITH_WARNING : Freshness.Status.SUCCESS,
                Freshness.Origin.VENDOR,
                rows,
                syncedAt,
                syncedAt,
                syncedAt.map(at -> Duration.ZERO),
                Duration.ZERO,
                open.isEmpty(),
                note(content, rows, warning),
                warning,
                content.failure(),
                coverage(content),
                open,
                Optional.empty());
    }

    private Optional<String> unopened() {
        return storage.unopened()
                .map(problem -> "The store could not be opened (" + problem.getMessage()
                        + "), so this comes straight from the source and nothing is kept.");
    }

    private static Optional<String> joined(Optional<String> first, Optional<String> second) {
        return first.isPresent() && second.isPresent()
                ? Optional.of(first.get() + " " + second.get())
                : first.or(() -> second);
    }

    private static Optional<String> warning(SourceContent content, List<StreamGap> open) {
        if (content.failure().isPresent()) {
            return Optional.of("A source did not answer for all of it ("
                    + content.failure().get().message() + "), and nothing is stored that could stand in.");
        }
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of("More was asked for than one read may fetch; ask for a shorter range.");
    }

    private static double coverage(SourceContent content) {
        double whole = content.range().duration().toMillis();
        return content.held().values().stream()
                .mapToDouble(ranges -> ranges.duration().toMillis() / whole)
                .average()
                .orElse(0);
    }

    private static String note(SourceContent content, long rows, Optional<String> warning) {
        return String.format(
                Locale.ROOT,
                "Asked the source and answered %d rows for %.1f %% of the range; nothing is stored.%s",
                rows,
                coverage(content) * 100,
                warning.map(text -> " " + text).orElse(""));
    }
}
