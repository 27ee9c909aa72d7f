package org.healthwarehouse.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.AnswerRules;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.LedgerAxes;
import org.healthwarehouse.storage.PageCommit.CoverageChange;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.WatermarkStore.FeedOf;
import org.healthwarehouse.storage.WatermarkStore.Watermark;

/**
 * Makes lines of the ledger of what a page claims that nobody asked for, by the rules of the feed that decides the
 * stream: the claims are on its axis. Where no connector here knows the stream, they are in UTC.
 */
final class IngestLedger {
    private static final TimeRange EVERYTHING = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);

    private final EngineParts parts;
    private final Function<StreamId, Optional<FeedSpec>> primary;

    IngestLedger(EngineParts parts, Function<StreamId, Optional<FeedSpec>> primary) {
        this.parts = parts;
        this.primary = primary;
    }

    List<CoverageChange> lines(UserId user, RawPage page, PageBuffer buffer, PageContent content) {
        List<CoverageChange> changes = new ArrayList<>();
        for (DataType type : buffer.claimedTypes()) {
            TimeRangeSet claimed = buffer.claimed(type, EVERYTHING);
            Optional<TimeRange> hull = claimed.hull();
            if (hull.isPresent()) {
                lines(new StreamId(user, page.source(), type), page, content, claimed, hull.get(), changes);
            }
        }
        return changes;
    }

    private void lines(
            StreamId stream,
            RawPage page,
            PageContent content,
            TimeRangeSet claimed,
            TimeRange hull,
            List<CoverageChange> changes) {
        Optional<FeedSpec> feed = primary.apply(stream);
        TimeAxis axis = feed.map(FeedSpec::axis).orElse(TimeAxis.UTC);
        Settling settling = feed.map(known -> known.settling(stream.type())).orElse(Settling.DEFAULT);
        AnsweredRows rows = new AnsweredRows(axis, hull);
        rows.add(content);
        new AnswerRules(
                        settling,
                        feed.map(FeedSpec::lateArrival).orElse(true),
                        feed.flatMap(known -> watermark(stream, known)),
                        page.moment())
                .lines(claimed, axis(stream, axis, hull, content), rows.ofType(stream.type()))
                .entries()
                .forEach(line -> changes.add(new CoverageChange(stream, line, axis, feed.map(known -> settling))));
    }

    private Optional<java.time.Instant> watermark(StreamId stream, FeedSpec feed) {
        return parts.storage()
                .watermarks()
                .find(new FeedOf(stream.user(), stream.source(), feed.id()))
                .map(Watermark::reached);
    }

    private LedgerAxis axis(StreamId stream, TimeAxis axis, TimeRange hull, PageContent content) {
        try (Snapshot snapshot = parts.storage().snapshot()) {
            return LedgerAxes.throughout(snapshot, stream.user(), stream.source(), axis, hull)
                    .with(LedgerAxes.days(content.localDays()));
        }
    }
}
