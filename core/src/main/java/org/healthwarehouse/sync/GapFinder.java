package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.coverage.FreshTail;
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

    /** The gaps of a stream that a read closes: not what has gone by since a fresh answer. */
    List<Gap> forRead(List<Gap> gaps, StreamId stream, TimeRange range, FeedSpec feed, LedgerReader ledger) {
        Duration freshFor = feed.settling(stream.type()).freshFor();
        return gaps.isEmpty() || freshFor.isZero()
                ? gaps
                : FreshTail.without(gaps, ledger.lines(stream, range), range, freshFor, parts.now());
    }

    /** The gaps of all the streams. */
    List<Gap> gaps(List<StreamId> streams, TimeRange range, Optional<Instant> forcedSince, LedgerReader ledger) {
        return streams.stream()
                .flatMap(stream -> gaps(stream, range, forcedSince, TimeRangeSet.EMPTY, ledger).stream())
                .toList();
    }
}
