package org.healthwarehouse.storage.sqlite;

import java.sql.SQLException;
import java.time.LocalDate;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.LocalDays;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.LedgerAxes;

/** The axis of a ledger with the local days that are stored. */
final class StoredAxis {
    private StoredAxis() {}

    /** An axis that maps everything in a part of the ledger. */
    static LedgerAxis of(Session session, StreamId stream, TimeAxis axis, TimeRange ledger) throws SQLException {
        if (axis != TimeAxis.LOCAL_DATE) {
            return LedgerAxis.of(axis, LocalDays.UNKNOWN);
        }
        LocalDate first = LedgerAxis.firstDate(ledger);
        LocalDate end = LedgerAxis.endDate(ledger);
        TimeRange around = within(first.minusDays(LocalDays.NEAR), end.plusDays(LocalDays.NEAR));
        return LedgerAxis.of(
                axis, LedgerAxes.days(LocalDayTable.find(session, stream.user(), stream.source(), around)));
    }

    private static TimeRange within(LocalDate first, LocalDate end) {
        TimeRange all = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);
        LocalDate earliest = LedgerAxis.firstDate(all);
        LocalDate latest = LedgerAxis.endDate(all);
        return TimeRange.ofDates(first.isBefore(earliest) ? earliest : first, end.isAfter(latest) ? latest : end);
    }
}
