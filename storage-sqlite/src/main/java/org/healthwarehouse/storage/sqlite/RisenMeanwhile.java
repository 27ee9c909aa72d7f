package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.util.Optional;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.WatermarkStore.Watermark;

/**
 * Makes the new lines of a page due at once where its source has called more complete since it was asked: the answer is
 * older than that word, and must not undo what the word opened.
 */
final class RisenMeanwhile {
    private final Session session;
    private final PageCommit commit;

    RisenMeanwhile(Session session, PageCommit commit) {
        this.session = session;
        this.commit = commit;
    }

    /** The number of a stream. */
    @FunctionalInterface
    interface Numbers {
        long of(StreamId stream) throws SQLException;
    }

    void reopen(long feed, Numbers numbers) throws SQLException {
        Optional<Watermark> now = WatermarkTable.find(session, feed);
        Optional<TimeRange> opens = now.flatMap(mark -> mark.opensAfter(commit.watermark()));
        if (opens.isEmpty()) {
            return;
        }
        for (PageCommit.CoverageChange change : commit.coverage()) {
            TimeRange line = change.entry().range();
            Optional<TimeRange> risen = change.axis() == TimeAxis.NONE
                    ? Optional.of(line)
                    : onLedger(opens.get(), change.axis()).intersection(line);
            if (risen.isPresent()) {
                WatermarkTable.rise(
                        session,
                        numbers.of(change.stream()),
                        risen.get(),
                        now.get().reached(),
                        commit.finishedAt());
            }
        }
    }

    /** A date may begin long before or after UTC's: rather one too many. */
    private static TimeRange onLedger(TimeRange utc, TimeAxis axis) {
        return axis == TimeAxis.LOCAL_DATE
                ? TimeRange.ofDates(
                        LedgerAxis.firstDate(utc).minusDays(1),
                        LedgerAxis.endDate(utc).plusDays(1))
                : utc;
    }
}
