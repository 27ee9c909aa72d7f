package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.CoverageLedger;
import org.healthwarehouse.coverage.PolicyChange;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.LedgerStore;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.WatermarkStore.FeedOf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings ledgers in line with the rules for when answers are final, where these changed since the lines were written:
 * once for each stream and process, when its feed is first heard of. Thread-safe.
 */
final class PolicyChanges {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyChanges.class);
    private static final TimeRange ALWAYS = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);

    private final EngineParts parts;
    private final Set<StreamId> inLine = ConcurrentHashMap.newKeySet();

    PolicyChanges(EngineParts parts) {
        this.parts = parts;
    }

    /** The source offers these feeds. */
    void learned(UserId user, SourceId source, List<FeedSpec> feeds) {
        LedgerStore ledger = parts.storage().ledger();
        Map<String, Settling> before = ledger.settlings(user, source);
        for (FeedSpec feed : feeds) {
            for (DataType type : feed.primaryFor()) {
                StreamId stream = new StreamId(user, source, type);
                Settling old = before.get(type.name());
                if (old != null && !inLine.contains(stream) && !keepsTo(old, user, source, feed, type)) {
                    adopt(stream, new PolicyChange(old, feed.settling(type), feed.lateArrival()));
                }
                inLine.add(stream);
            }
        }
    }

    /**
     * Whether the lines may stay as they are. Dates are settled by rules of their own, and what a source has not called
     * complete stays open whatever the rules are.
     */
    private boolean keepsTo(Settling old, UserId user, SourceId source, FeedSpec feed, DataType type) {
        return feed.axis() != TimeAxis.UTC
                || feed.settling(type).equals(old)
                || parts.storage()
                        .watermarks()
                        .find(new FeedOf(user, source, feed.id()))
                        .isPresent();
    }

    private void adopt(StreamId stream, PolicyChange change) {
        TimeRangeSet withData = change.lateArrival() ? daysWithData(stream, change) : TimeRangeSet.EMPTY;
        int lines = parts.storage().ledger().adopt(stream, change.after(), ledger -> change.apply(ledger, withData));
        LOG.info(
                "{} source={} type={} settleAfter={} before={} lines={}: answers are final by other rules now",
                LogEvent.POLICY_CHANGED,
                stream.source(),
                stream.type().name(),
                change.after().settleAfter(),
                change.before().settleAfter(),
                lines);
    }

    /** Of the lines that may settle. A page stored meanwhile is not among them; its days stay open, which is safe. */
    private TimeRangeSet daysWithData(StreamId stream, PolicyChange change) {
        try (Snapshot snapshot = parts.storage().snapshot()) {
            List<CoverageEntry> lines = snapshot.coverage(stream, ALWAYS);
            TimeRangeSet open = CoverageLedger.ranges(lines, change::followsFromBefore);
            return open.hull().isEmpty()
                    ? TimeRangeSet.EMPTY
                    : TimeRangeSet.of(snapshot.daysWithData(stream, open.hull().get()).stream()
                            .map(PolicyChanges::day)
                            .toList());
        }
    }

    private static TimeRange day(Instant inside) {
        Instant start = inside.truncatedTo(ChronoUnit.DAYS);
        return new TimeRange(start, start.plus(Duration.ofDays(1)));
    }
}
