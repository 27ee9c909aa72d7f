package org.healthwarehouse.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.coverage.AnswerRules;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.LocalDays;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.ChunkClaim;
import org.healthwarehouse.storage.LedgerAxes;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.SyncFinding;
import org.healthwarehouse.storage.WatermarkStore.FeedOf;
import org.healthwarehouse.storage.WatermarkStore.Watermark;

/** Turns what the pages of one chunk bring into lines of the ledger. */
final class ChunkLedger {
    private final FeedSpec feed;
    private final LedgerAxis axis;
    private final Optional<Instant> watermark;
    private final boolean settles;
    private final AnsweredRows rows;
    private LocalDays days = LocalDays.UNKNOWN;

    /**
     * For one chunk.
     *
     * @param range its range in the time of the ledger
     * @param axis that time, with the local days that are stored
     * @param watermark up to when the source said that the feed is complete, before it was asked for the chunk
     * @param settles whether anything may be settled: not while nobody knows whether the feed has a watermark
     */
    ChunkLedger(FeedSpec feed, TimeRange range, LedgerAxis axis, Optional<Instant> watermark, boolean settles) {
        this.feed = feed;
        this.axis = axis;
        this.watermark = watermark;
        this.settles = settles;
        this.rows = new AnsweredRows(feed.axis(), range);
    }

    /** For a chunk that was claimed, by what is stored now. */
    static ChunkLedger of(EngineParts parts, ChunkClaim claim, FeedSpec feed, Watermarks watermarks) {
        FeedOf key = new FeedOf(claim.user(), claim.source(), claim.feed());
        boolean neverSaid = watermarks.neverSaid(key);
        Optional<Instant> watermark = parts.storage().watermarks().find(key).map(Watermark::reached);
        boolean settles = watermark.isPresent() || !neverSaid;
        return new ChunkLedger(feed, claim.range(), axis(parts, claim, feed.axis()), watermark, settles);
    }

    private static LedgerAxis axis(EngineParts parts, ChunkClaim claim, TimeAxis axis) {
        if (axis != TimeAxis.LOCAL_DATE) {
            return LedgerAxis.of(axis, LocalDays.UNKNOWN);
        }
        try (Snapshot snapshot = parts.storage().snapshot()) {
            return LedgerAxes.throughout(snapshot, claim.user(), claim.source(), axis, claim.range());
        }
    }

    /** Up to when the source said that the feed is complete, before it was asked for the chunk. */
    Optional<Instant> watermark() {
        return watermark;
    }

    void add(PageContent content) {
        rows.add(content);
        days = days.with(LedgerAxes.days(content.localDays()));
    }

    /** What the answer says of a stream; what was never called complete and settles all the same is a finding. */
    List<CoverageEntry> lines(StreamId stream, TimeRangeSet answered, Instant askedAt, List<SyncFinding> findings) {
        AnswerRules.Lines lines = new AnswerRules(feed.settling(stream.type()), feed.lateArrival(), watermark, askedAt)
                .lines(answered, axis.with(days), rows.ofType(stream.type()));
        lines.neverCompleted().forEach(range -> findings.add(neverCompleted(stream, range, askedAt)));
        if (settles) {
            return lines.entries();
        }
        Instant due = askedAt.plus(feed.settling(stream.type()).recheck());
        return lines.entries().stream()
                .map(line -> line.settled() ? CoverageEntry.provisional(line.range(), askedAt, due) : line)
                .toList();
    }

    private SyncFinding neverCompleted(StreamId stream, TimeRange range, Instant at) {
        return new SyncFinding(
                SyncFinding.Kind.NEVER_COMPLETED,
                stream.user(),
                stream.source(),
                Optional.of(stream.type().name()),
                Optional.of(axis.with(days).toUtc(range)),
                "feed " + feed.id() + " is complete up to "
                        + watermark.map(Instant::toString).orElse("nothing"),
                at);
    }

    /** What of a part of the ledger had begun at that moment. */
    Optional<TimeRange> begun(TimeRange ledger, Instant moment) {
        return switch (axis.axis()) {
            case NONE -> Optional.of(ledger);
            case UTC -> upTo(ledger, moment);
            case LOCAL_DATE -> {
                LedgerAxis dates = axis.with(days);
                LocalDate end = LedgerAxis.endDate(ledger);
                while (end.isAfter(LedgerAxis.firstDate(ledger))
                        && !dates.interval(end.minusDays(1)).start().isBefore(moment)) {
                    end = end.minusDays(1);
                }
                yield upTo(ledger, end.atStartOfDay(ZoneOffset.UTC).toInstant());
            }
        };
    }

    private static Optional<TimeRange> upTo(TimeRange range, Instant moment) {
        Instant end = moment.isBefore(range.end()) ? moment : range.end();
        return range.startMs() < end.toEpochMilli() ? Optional.of(new TimeRange(range.start(), end)) : Optional.empty();
    }

    /** The instants that a part of the ledger is about. */
    TimeRange instants(TimeRange ledger) {
        return axis.with(days).toUtc(ledger);
    }
}
