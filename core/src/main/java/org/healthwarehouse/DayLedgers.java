package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.Selection;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Gap;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.LedgerAxes;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncEngine;

/** Reads ledgers off a snapshot, for the time around some days. */
final class DayLedgers {
    private final SyncEngine engine;
    private final Snapshot snapshot;
    private final TimeRange around;
    private final Instant asOf;

    DayLedgers(SyncEngine engine, Snapshot snapshot, TimeRange around, Instant asOf) {
        this.engine = engine;
        this.snapshot = snapshot;
        this.around = around;
        this.asOf = asOf;
    }

    DayLedger read(StreamId stream, boolean stored, DayFetches.Fetched fetched) {
        Optional<FeedSpec> feed = engine.primaryFeed(stream);
        LedgerAxis axis = LedgerAxes.throughout(
                snapshot,
                stream.user(),
                stream.source(),
                engine.ledgerAxis(stream, around, snapshot).axis(),
                around);
        TimeRange ledger = axis.toLedger(around);
        List<CoverageEntry> lines = engine.coverage(stream, ledger, snapshot);
        boolean possible = stored
                || !engine.sources().contains(stream.source())
                || engine.possibleStreams(stream.user(), stream.type()).contains(stream);
        return new DayLedger(
                possible,
                feed.isPresent(),
                axis,
                lines,
                possible ? gaps(stream, ledger, fetched) : List.of(),
                feed.filter(spec -> spec.selection() == Selection.STARTS_IN).isPresent(),
                feed.map(spec -> spec.settling(engine.ledgerOf(stream).type()).freshFor())
                        .orElse(Duration.ZERO),
                asOf);
    }

    /** What a source answered just now is not asked again at once, though its newest part may be due. */
    private List<Gap> gaps(StreamId stream, TimeRange ledger, DayFetches.Fetched fetched) {
        TimeRangeSet answered = fetched.answered(engine.ledgerOf(stream));
        List<Gap> gaps = new ArrayList<>();
        for (Gap gap : engine.gaps(stream, around, snapshot)) {
            TimeRangeSet.of(gap.range())
                    .minus(answered)
                    .ranges()
                    .forEach(left -> engine.lacking(stream, left, ledger)
                            .ifPresent(part -> gaps.add(new Gap(part, gap.reason()))));
        }
        return gaps;
    }
}
