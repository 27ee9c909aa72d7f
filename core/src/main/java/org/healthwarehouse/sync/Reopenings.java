package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.coverage.Reopening;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.LedgerAxes;
import org.healthwarehouse.storage.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens settled time again in the store. */
final class Reopenings {
    private static final Logger LOG = LoggerFactory.getLogger(Reopenings.class);

    private Reopenings() {}

    /** Of these sources or, if there are none, of every source of which the store knows the type. */
    static void reopen(EngineParts parts, UserId user, Set<SourceId> sources, DataType type, TimeRange range) {
        DerivedStreams derived = new DerivedStreams(parts);
        Map<StreamId, TimeRange> streams = new HashMap<>();
        try (Snapshot snapshot = parts.storage().snapshot()) {
            snapshot.streams(user).stream()
                    .filter(stream -> stream.type().equals(type))
                    .filter(stream -> sources.isEmpty() || sources.contains(stream.source()))
                    .forEach(stream -> streams.put(
                            derived.ledgerOf(stream),
                            onLedger(snapshot, stream, derived.padded(range, derived.reach(stream)))));
        }
        Instant now = parts.now();
        int lines = 0;
        for (Map.Entry<StreamId, TimeRange> stream : streams.entrySet()) {
            TimeRange ledger = stream.getValue();
            lines += parts.storage()
                    .ledger()
                    .rewrite(List.of(stream.getKey()), ledger, before -> Reopening.reopen(before, ledger, now));
        }
        LOG.info(
                "{} type={} range={} lines={}: settled time is asked again",
                LogEvent.LEDGER_REOPENED,
                type.name(),
                range,
                lines);
    }

    private static TimeRange onLedger(Snapshot snapshot, StreamId stream, TimeRange range) {
        return LedgerAxes.atEnds(snapshot, stream.user(), stream.source(), snapshot.axis(stream), range)
                .toLedger(range);
    }
}
