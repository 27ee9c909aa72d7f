package org.healthwarehouse;

import java.util.List;
import java.util.Optional;
import org.healthwarehouse.coverage.Coverage;
import org.healthwarehouse.coverage.CoverageState;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncEngine;

/** Reads what is known of a range off a snapshot. */
final class CoverageReader {
    private CoverageReader() {}

    /** What is known of a range of UTC, on the axis of the stream's ledger. */
    static Coverage read(SyncEngine engine, Snapshot snapshot, StreamId stream, TimeRange range) {
        LedgerAxis axis = engine.ledgerAxis(stream, range, snapshot);
        TimeRange ledger = axis.toLedger(range);
        return Coverage.derive(
                stream,
                axis.axis(),
                ledger,
                engine.coverage(stream, ledger, snapshot),
                snapshot.daysWithData(stream, ledger),
                failures(engine, snapshot, stream, ledger));
    }

    private static List<Coverage.Span> failures(
            SyncEngine engine, Snapshot snapshot, StreamId stream, TimeRange range) {
        // Without its source at hand a stream's failures are unknown; the ledger still answers everything else.
        return engine.primaryFeed(stream).stream()
                .flatMap(feed -> snapshot.failures(stream.user(), stream.source(), feed.id(), range).stream())
                .map(failed -> new Coverage.Span(
                        failed.range(),
                        CoverageState.FAILED,
                        failed.failureType() + ": " + failed.message(),
                        Optional.of(failed.at())))
                .toList();
    }
}
