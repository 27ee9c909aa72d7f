package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/** Says in the words of a connector what is to be fetched of a part of a ledger. */
final class FeedRequests {
    private static final Duration DAY = Duration.ofDays(1);

    private FeedRequests() {}

    /** The request for a part of the feed's ledger, padded as the feed wants it; with a token, for its next page. */
    static FetchRequest of(UserId user, FeedSpec feed, TimeRange ledger, Optional<PageToken> page) {
        return switch (feed.axis()) {
            case UTC -> new FetchRequest.Window(user, feed.id(), padded(ledger, feed.padding()), page);
            case LOCAL_DATE -> dates(user, feed, padded(ledger, wholeDays(feed.padding())), page);
            case NONE -> new FetchRequest.Current(user, feed.id());
        };
    }

    private static FetchRequest dates(UserId user, FeedSpec feed, TimeRange ledger, Optional<PageToken> page) {
        return new FetchRequest.Dates(user, feed.id(), LedgerAxis.firstDate(ledger), LedgerAxis.endDate(ledger), page);
    }

    private static Duration wholeDays(Duration padding) {
        return DAY.multipliedBy(padding.plus(DAY).minusMillis(1).toDays());
    }

    private static TimeRange padded(TimeRange range, Duration padding) {
        Instant start = range.start().minus(padding);
        Instant end = range.end().plus(padding);
        return new TimeRange(
                start.isBefore(TimeRange.EARLIEST) ? TimeRange.EARLIEST : start,
                end.isAfter(TimeRange.LATEST) ? TimeRange.LATEST : end);
    }

    /** Whether a chunk of that length may be halved without becoming too short for the feed. */
    static boolean canSplit(FeedSpec feed, TimeRange ledger) {
        Duration least = feed.limits().minWindow();
        Duration shortest = feed.axis() == TimeAxis.LOCAL_DATE && least.compareTo(DAY) < 0 ? DAY : least;
        return feed.axis() != TimeAxis.NONE && ledger.duration().compareTo(shortest.multipliedBy(2)) >= 0;
    }

    /** Where a chunk is cut in two; between two dates where there are dates. */
    static Instant middle(FeedSpec feed, TimeRange ledger) {
        Duration half = ledger.duration().dividedBy(2);
        return ledger.start().plus(feed.axis() == TimeAxis.LOCAL_DATE ? DAY.multipliedBy(half.toDays()) : half);
    }
}
