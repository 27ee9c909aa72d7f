package org.healthwarehouse.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.coverage.Gap;
import org.healthwarehouse.coverage.GapQuery;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.SyncJobStore.LedgerReader;

/** Asks the gap detector about streams. */
final class GapFinder {
    private final EngineParts parts;

    GapFinder(EngineParts parts) {
        this.parts = parts;
    }

    List<Gap> gaps(
            StreamId stream, TimeRange range, Optional<Instant> forcedSince, TimeRangeSet failed, LedgerReader ledger) {
        GapQuery query = new GapQuery(range, parts.now(), forcedSince, failed);
        return parts.gapDetector().gaps(query, ledger.lines(stream, range));
    }

    /** The gaps of all the streams. */
    List<Gap> gaps(List<StreamId> streams, TimeRange range, Optional<Instant> forcedSince, LedgerReader ledger) {
        return streams.stream()
                .flatMap(stream -> gaps(stream, range, forcedSince, TimeRangeSet.EMPTY, ledger).stream())
                .toList();
    }
}
