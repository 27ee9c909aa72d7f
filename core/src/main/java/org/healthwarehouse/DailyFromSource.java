package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.sync.SourceContent;
import org.healthwarehouse.sync.SyncEngine;
import org.healthwarehouse.sync.SyncRequest;

/** Answers reads of days of a warehouse that keeps nothing: every read asks the source. */
final class DailyFromSource {
    private static final Duration AROUND = Duration.ofHours(36);

    private final SyncEngine engine;
    private final DailyPolicy policy;
    private final Instant asOf;
    private final DisabledStorage none;

    DailyFromSource(SyncEngine engine, DailyPolicy policy, Instant asOf, DisabledStorage none) {
        this.engine = engine;
        this.policy = policy;
        this.asOf = asOf;
        this.none = none;
    }

    Reading<List<Day>> read(DailyQuery.Asked asked) {
        if (asked.mode() == ReadMode.LOCAL_ONLY) {
            throw none.refusal("a read of what is stored");
        }
        Optional<SourceId> source = new DaySources(engine, asked.user(), List.of()).choose(asked.source(), true);
        return source.isEmpty() ? DailyAnswer.ofNoSource(asked) : read(asked, source.get());
    }

    private Reading<List<Day>> read(DailyQuery.Asked asked, SourceId source) {
        Set<DataType> types = engine.offeredStreams(asked.user(), source).keySet().stream()
                .map(StreamId::type)
                .filter(DayRecords.TYPES::contains)
                .collect(Collectors.toSet());
        SyncRequest request = SyncRequest.of(types)
                .user(asked.user())
                .from(source.value())
                .in(TimeRange.ofDates(asked.first(), asked.last().plusDays(1)).padded(AROUND));
        SourceContent content =
                DerivedFromSources.add(asked.user(), engine.fetchOnly(request), engine.derivations(request));
        List<StreamId> streams = DayRecords.TYPES.stream()
                .map(type -> new StreamId(asked.user(), source, type))
                .toList();
        Map<RecordType, DayLedger> ledgers = new LinkedHashMap<>();
        streams.forEach(stream -> ledgers.put((RecordType) stream.type(), ledger(stream, types, content)));
        DayRecords records =
                DayRecords.load(new SourceSnapshot(asked.user(), content), streams, asked.first(), asked.last());
        DayView view = new DayView(asked.first(), asked.last(), records, ledgers, policy, asOf);
        return new DailyAnswer(
                        asked,
                        source,
                        view,
                        new DayFetches.Fetched(content.held(), content.calls(), content.failure(), Optional.empty()),
                        asOf)
                .read(DayFetches.Standing.CONNECTED);
    }

    private DayLedger ledger(StreamId stream, Set<DataType> offered, SourceContent content) {
        List<CoverageEntry> lines =
                content.held().getOrDefault(engine.ledgerOf(stream), TimeRangeSet.EMPTY).ranges().stream()
                        .map(range -> CoverageEntry.provisional(range, asOf, asOf))
                        .toList();
        boolean possible = offered.contains(stream.type());
        return new DayLedger(possible, possible, LedgerAxis.UTC, lines, List.of(), false, Duration.ZERO, asOf);
    }
}
