package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.CoverageLedger;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.LedgerAxes;
import org.healthwarehouse.storage.PageCommit.CoverageChange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.WatermarkStore.FeedOf;

/**
 * The lines of ledgers that kept answers make, as they would have been made when these came, and only where a ledger
 * knows nothing: what is known stays as it is. How far the source was complete at the time is not known any more; where
 * it ever said such a thing, nothing settles that was younger than 30 days when it was asked for.
 */
final class ReplayedLedger {
    private final EngineParts parts;
    private final FeedSpec feed;
    private final ChunkClaim claim;
    private final Map<DataType, TimeRangeSet> unknown = new HashMap<>();
    private final Map<DataType, List<CoverageEntry>> lines = new HashMap<>();

    ReplayedLedger(EngineParts parts, FeedSpec feed, ChunkClaim claim) {
        this.parts = parts;
        this.feed = feed;
        this.claim = claim;
        try (Snapshot snapshot = parts.storage().snapshot()) {
            for (DataType type : feed.primaryFor()) {
                TimeRangeSet missing =
                        CoverageLedger.unknown(claim.range(), snapshot.coverage(stream(type), claim.range()));
                if (!missing.isEmpty()) {
                    unknown.put(type, missing);
                }
            }
        }
    }

    private StreamId stream(DataType type) {
        return new StreamId(claim.user(), claim.source(), type);
    }

    /** What makes lines of an answer about that range; empty if no ledger lacks any. */
    Optional<ChunkLedger> of(TimeRange asked) {
        if (unknown.isEmpty() || !asked.intersects(claim.range())) {
            return Optional.empty();
        }
        FeedOf key = new FeedOf(claim.user(), claim.source(), claim.feed());
        Optional<Instant> watermark = parts.storage().watermarks().find(key).map(said -> TimeRange.EARLIEST);
        return Optional.of(new ChunkLedger(feed, asked, axis(asked), watermark, true));
    }

    private LedgerAxis axis(TimeRange asked) {
        try (Snapshot snapshot = parts.storage().snapshot()) {
            return LedgerAxes.throughout(snapshot, claim.user(), claim.source(), feed.axis(), asked);
        }
    }

    /** Takes note of an answer that is whole. */
    void add(ReplayedAnswer answer) {
        if (answer.ledger().isPresent()) {
            unknown.keySet().forEach(type -> add(type, answer, answer.ledger().get()));
        }
    }

    private void add(DataType type, ReplayedAnswer answer, ChunkLedger ledger) {
        List<CoverageChange> made = new ArrayList<>();
        ledger.lines(stream(type), answer.claimed(type), answer.asOf(), new ArrayList<>())
                .forEach(line -> made.add(change(type, line)));
        unavailable(type, answer, ledger).forEach(line -> made.add(change(type, line)));
        List<CoverageEntry> known = lines.computeIfAbsent(type, unused -> new ArrayList<>());
        for (CoverageChange change : keptOpen(type, answer, made, known)) {
            known = CoverageLedger.add(known, change.entry());
        }
        lines.put(type, known);
    }

    private CoverageChange change(DataType type, CoverageEntry line) {
        return new CoverageChange(stream(type), line, feed.axis(), Optional.of(feed.settling(type)));
    }

    private static List<CoverageEntry> unavailable(DataType type, ReplayedAnswer answer, ChunkLedger ledger) {
        List<CoverageEntry> lines = new ArrayList<>();
        Optional<TimeRange> begun = ledger.begun(answer.asked(), answer.asOf());
        for (Claim claim : answer.answer().unavailable()) {
            if (claim.type().equals(type)) {
                begun.flatMap(claim.range()::intersection)
                        .ifPresent(part -> lines.add(new CoverageEntry(
                                part,
                                Held.UNAVAILABLE,
                                claim.reason(),
                                claim.retryAt().isEmpty(),
                                answer.asOf(),
                                claim.retryAt(),
                                0)));
            }
        }
        return lines;
    }

    private List<CoverageChange> keptOpen(
            DataType type, ReplayedAnswer answer, List<CoverageChange> made, List<CoverageEntry> before) {
        Duration freshFor = feed.settling().freshFor();
        Instant settledUntil = answer.asOf().minus(feed.settling().settleAfter());
        List<CoverageChange> kept = made;
        for (OpenRecords.Piece piece : answer.answer().open().pieces(answer.asked(), answer.asOf())) {
            if (piece.type().equals(type) && piece.range().end().isAfter(settledUntil)) {
                TimeRange range = onLedger(piece.range());
                List<CoverageEntry> there = before.stream()
                        .filter(line -> line.range().intersects(range))
                        .toList();
                int checks = OpenTime.checks(there, freshFor, answer.asOf());
                Instant due = answer.asOf().plus(OpenTime.wait(freshFor, checks));
                kept = OpenTime.keep(kept, stream(type), range, due, checks);
            }
        }
        return kept;
    }

    private TimeRange onLedger(TimeRange range) {
        return feed.axis() == TimeAxis.LOCAL_DATE
                ? TimeRange.ofDates(
                        LedgerAxis.firstDate(range).minusDays(1),
                        LedgerAxis.endDate(range).plusDays(1))
                : range;
    }

    /** The lines where nothing was known. */
    List<CoverageChange> changes() {
        List<CoverageChange> changes = new ArrayList<>();
        lines.forEach((type, made) -> made.forEach(line -> unknown.getOrDefault(type, TimeRangeSet.EMPTY)
                .intersection(TimeRangeSet.of(line.range()))
                .ranges()
                .forEach(part -> changes.add(change(type, line.over(part))))));
        return changes;
    }
}
