package org.healthwarehouse.testkit.contract;

import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.model.TimeRange;

/** One page of a listing: what was asked, what came, and what was read. */
record FetchedPage(FeedSpec feed, FetchRequest request, RawPage raw, SeenPage seen) {
    /** The range that was asked for, on the axis of the feed; the one millisecond that stands for what is current. */
    TimeRange asked() {
        if (request instanceof FetchRequest.Window window) {
            return window.range();
        }
        return request instanceof FetchRequest.Dates dates
                ? TimeRange.ofDates(dates.first(), dates.endExclusive())
                : LedgerAxis.CURRENT;
    }

    @Override
    public String toString() {
        return feed.id() + " " + asked();
    }
}
