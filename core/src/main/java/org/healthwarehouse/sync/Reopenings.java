package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.healthwarehouse.coverage.Reopening;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens settled time again in the store. */
final class Reopenings {
    private static final Logger LOG = LoggerFactory.getLogger(Reopenings.class);

    private Reopenings() {}

    /** Of these sources or, if there are none, of every source of which the store knows the type. */
    static void reopen(EngineParts parts, UserId user, Set<SourceId> sources, DataType type, TimeRange range) {
        List<StreamId> streams;
        try (Snapshot snapshot = parts.storage().snapshot()) {
            streams = snapshot.streams(user).stream()
                    .filter(stream -> stream.type().equals(type))
                    .filter(stream -> sources.isEmpty() || sources.contains(stream.source()))
                    .toList();
        }
        Instant now = parts.now();
        int lines = parts.storage().ledger().rewrite(streams, range, before -> Reopening.reopen(before, range, now));
        LOG.info(
                "{} type={} range={} lines={}: settled time is asked again",
                LogEvent.LEDGER_REOPENED,
                type.name(),
                range,
                lines);
    }
}
