package org.healthwarehouse.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.LocalDays;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/** Makes the axis of a ledger from the local days that are stored. */
public final class LedgerAxes {
    /** A known date this far away may say something about an unknown one, and dates differ from UTC days. */
    private static final Duration REACH = Duration.ofDays(LocalDays.NEAR + 2);

    private LedgerAxes() {}

    /**
     * An axis that maps the given range and what lies near its two ends. Of a long range it does not know the middle.
     *
     * @param axis on which axis the ledger is
     * @param range in UTC or in the time of the ledger
     */
    public static LedgerAxis atEnds(Snapshot snapshot, UserId user, SourceId source, TimeAxis axis, TimeRange range) {
        if (axis != TimeAxis.LOCAL_DATE || range.duration().compareTo(REACH.multipliedBy(4)) < 0) {
            return throughout(snapshot, user, source, axis, range);
        }
        LocalDays days = days(snapshot, user, source, around(range.start(), range.start()));
        return LedgerAxis.of(axis, days.with(days(snapshot, user, source, around(range.end(), range.end()))));
    }

    /** An axis that maps everything in the given range. */
    public static LedgerAxis throughout(
            Snapshot snapshot, UserId user, SourceId source, TimeAxis axis, TimeRange range) {
        return axis == TimeAxis.LOCAL_DATE
                ? LedgerAxis.of(axis, days(snapshot, user, source, around(range.start(), range.end())))
                : LedgerAxis.of(axis, LocalDays.UNKNOWN);
    }

    private static LocalDays days(Snapshot snapshot, UserId user, SourceId source, TimeRange dates) {
        return days(snapshot.localDays(user, source, dates));
    }

    /**
     * The days by their dates; of two for one date the later counts, but none that was reckoned beside an exact one.
     */
    public static LocalDays days(Collection<LocalDay> days) {
        Map<LocalDate, TimeRange> exact = new HashMap<>();
        Map<LocalDate, TimeRange> reckoned = new HashMap<>();
        days.forEach(day -> (day.exact() ? exact : reckoned).put(day.date(), day.interval()));
        return LocalDays.reckoned(reckoned).with(LocalDays.of(exact));
    }

    private static TimeRange around(Instant start, Instant end) {
        Instant from = start.minus(REACH);
        Instant to = end.plus(REACH);
        return new TimeRange(
                from.isBefore(TimeRange.EARLIEST) ? TimeRange.EARLIEST : from,
                to.isAfter(TimeRange.LATEST) ? TimeRange.LATEST : to);
    }
}
