package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.sync.ReadBudget;
import org.healthwarehouse.sync.SyncEngine;

/** Answers reads of days: from the store if that is fresh enough, else after asking for what is missing or due. */
final class DailyReads {
    /** A first fetch may show that a cycle lasts longer than was asked for. */
    private static final int ROUNDS = 2;

    /** So far from its date the ledger may matter: the night before, the end of a long cycle, travels. */
    private static final Duration AROUND = Duration.ofDays(3);

    private final Storage storage;
    private final SyncEngine engine;
    private final InstantSource clock;
    private final DailyPolicy policy;
    private final DayFetches fetches;

    DailyReads(Storage storage, SyncEngine engine, InstantSource clock, DailyPolicy policy) {
        this.storage = storage;
        this.engine = engine;
        this.clock = clock;
        this.policy = policy;
        fetches = new DayFetches(storage, engine, clock);
    }

    Reading<List<Day>> read(DailyQuery.Asked asked) {
        Instant asOf = clock.instant();
        requireBegun(asked.last(), asOf);
        if (storage instanceof DisabledStorage none) {
            return new DailyFromSource(engine, policy, asOf, none).read(asked);
        }
        Optional<SourceId> source = source(asked);
        if (source.isEmpty()) {
            return DailyAnswer.ofNoSource(asked);
        }
        boolean asks = asked.mode() != ReadMode.LOCAL_ONLY && fetches.isPossible(asked.user(), source.get());
        DayFetches.Fetched fetched = asks ? fetches.learn(asked.user(), source.get()) : DayFetches.Fetched.NONE;
        ReadBudget budget = engine.readBudget();
        for (int round = 0; ; round++) {
            Optional<DayView.Due> due;
            try (Snapshot snapshot = storage.snapshot()) {
                DayView view = view(asked, source.get(), snapshot, fetched, asOf);
                boolean goesOn = asks && round < ROUNDS && fetched.error().isEmpty();
                due = goesOn ? due(asked, view, round) : Optional.empty();
                if (due.isEmpty()) {
                    return new DailyAnswer(asked, source.get(), view, fetched, clock.instant())
                            .read(fetches.standing(asked.user(), source.get()));
                }
            }
            fetched = fetched.plus(fetches.fetch(asked, source.get(), due.get(), budget));
        }
    }

    private static Optional<DayView.Due> due(DailyQuery.Asked asked, DayView view, int round) {
        if (asked.mode() == ReadMode.FORCE_REFRESH) {
            return round == 0 ? view.all() : Optional.empty();
        }
        return view.due();
    }

    /** Somewhere on earth it must have begun. */
    private static void requireBegun(LocalDate last, Instant asOf) {
        if (!last.atStartOfDay().toInstant(ZoneOffset.ofHours(14)).isBefore(asOf)) {
            throw new InvalidParameterException(
                    "date", last, "must not lie in the future (it is " + asOf + ")", "choose a date that has begun");
        }
    }

    private Optional<SourceId> source(DailyQuery.Asked asked) {
        List<StreamId> stored;
        try (Snapshot snapshot = storage.snapshot()) {
            stored = snapshot.streams(asked.user());
        }
        return new DaySources(engine, asked.user(), stored).choose(asked.source(), asked.mode() != ReadMode.LOCAL_ONLY);
    }

    /** Everything of it comes from the one snapshot, in a number of queries that does not grow with the dates. */
    private DayView view(
            DailyQuery.Asked asked, SourceId source, Snapshot snapshot, DayFetches.Fetched fetched, Instant asOf) {
        List<StreamId> streams = DayRecords.TYPES.stream()
                .map(type -> new StreamId(asked.user(), source, type))
                .toList();
        Set<StreamId> stored = new HashSet<>(snapshot.streams(asked.user()));
        TimeRange near = TimeRange.ofDates(asked.first(), asked.last().plusDays(1))
                .padded(AROUND)
                .intersection(new TimeRange(TimeRange.EARLIEST, asOf))
                .orElseThrow();
        DayLedgers reader = new DayLedgers(engine, snapshot, near, asOf);
        Map<RecordType, DayLedger> ledgers = new LinkedHashMap<>();
        streams.forEach(stream ->
                ledgers.put((RecordType) stream.type(), reader.read(stream, stored.contains(stream), fetched)));
        DayRecords records = DayRecords.load(snapshot, streams, asked.first(), asked.last());
        return new DayView(asked.first(), asked.last(), records, ledgers, policy, asOf);
    }
}
