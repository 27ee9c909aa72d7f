package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;

/**
 * From when to when a push changes what carries no time of change of its own. Nobody can tell later which of two forms
 * is newer, so an answer that is on its way there has to be asked for again.
 */
final class UnversionedTime {
    /** Dates begin at other hours than those of UTC, and feeds are padded. */
    private static final long AROUND = Duration.ofDays(2).toMillis();

    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    void add(long startMs, long endMs) {
        first = Math.min(first, startMs);
        last = Math.max(last, endMs);
    }

    /** Nobody can say when it was. */
    void addUnknown() {
        add(TimeRange.EARLIEST.toEpochMilli(), TimeRange.LATEST.toEpochMilli());
    }

    /** The same with what of the content has no version. */
    UnversionedTime and(PageContent content) {
        for (SampleBatch batch : content.samples()) {
            for (int i = 0; i < batch.size(); i++) {
                add(batch.start(i), batch.start(i) + batch.length(i));
            }
        }
        for (ParsedRecord record : content.records()) {
            if (record.updatedAt().isEmpty()) {
                add(record.start().toEpochMilli(), record.end().toEpochMilli());
            }
        }
        for (ParsedLocation fix : content.locations()) {
            add(fix.time().toEpochMilli(), fix.time().toEpochMilli());
        }
        return this;
    }

    void endClaims(Session session, UserId user, SourceId source) throws SQLException {
        if (first <= last) {
            ClaimTable.dropOverlapping(
                    session, Names.user(session, user), Names.source(session, source), first - AROUND, last + AROUND);
        }
    }
}
