package org.healthwarehouse.coverage;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.healthwarehouse.model.TimeRange;

/**
 * Maps between UTC and the time of a ledger. For {@link TimeAxis#UTC} the two are the same. For
 * {@link TimeAxis#LOCAL_DATE} the ledger writes each date as its UTC day, wherever the user was. For
 * {@link TimeAxis#NONE} the ledger has one cell, {@link #CURRENT}, which stands for the present value. Gaps, chunks,
 * claims and coverage are all in the time of the ledger. Immutable.
 */
public final class LedgerAxis {
    /** The one cell of a ledger without an axis. */
    public static final TimeRange CURRENT = TimeRange.ofMillis(0, 1);

    /** The ledger whose time is UTC. */
    public static final LedgerAxis UTC = new LedgerAxis(TimeAxis.UTC, LocalDays.UNKNOWN);

    private static final TimeRange ALWAYS = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);

    private final TimeAxis axis;
    private final LocalDays days;

    private LedgerAxis(TimeAxis axis, LocalDays days) {
        this.axis = axis;
        this.days = days;
    }

    /**
     * The axis of a ledger.
     *
     * @param axis what its time is
     * @param days when local dates were, at least near the ends of the ranges to be mapped; read for
     *     {@link TimeAxis#LOCAL_DATE} only
     */
    public static LedgerAxis of(TimeAxis axis, LocalDays days) {
        return axis == TimeAxis.UTC ? UTC : new LedgerAxis(axis, days);
    }

    /** The same axis with more dates known; see {@link LocalDays#with}. */
    public LedgerAxis with(LocalDays later) {
        return axis == TimeAxis.LOCAL_DATE && !later.isEmpty() ? of(axis, days.with(later)) : this;
    }

    /** What the time of the ledger is. */
    public TimeAxis axis() {
        return axis;
    }

    /**
     * The part of the ledger that may speak of any instant of the range, and never less: every date that may have
     * anything in common with it. Of two ranges, the one that contains the other is given no less.
     */
    public TimeRange toLedger(TimeRange utc) {
        return switch (axis) {
            case UTC -> utc;
            case LOCAL_DATE -> days.datesOf(utc);
            case NONE -> CURRENT;
        };
    }

    /** The instants that a part of the ledger may speak of, as one range. */
    public TimeRange toUtc(TimeRange ledger) {
        return switch (axis) {
            case UTC -> ledger;
            case LOCAL_DATE ->
                interval(firstDate(ledger)).hull(interval(endDate(ledger).minusDays(1)));
            case NONE -> ALWAYS;
        };
    }

    /** When a date was; see {@link LocalDays#interval}. */
    public TimeRange interval(LocalDate date) {
        return days.interval(date);
    }

    /** When a date most likely was; see {@link LocalDays#likeliest}. */
    public TimeRange likeliest(LocalDate date) {
        return days.likeliest(date);
    }

    /** What chunks on an axis are aligned to: whole dates where there are dates, else nothing. */
    public static Duration step(TimeAxis axis) {
        return axis == TimeAxis.LOCAL_DATE ? Duration.ofDays(1) : Duration.ZERO;
    }

    /** The first date of a part of a ledger of dates. */
    public static LocalDate firstDate(TimeRange ledger) {
        return ledger.start().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** The first date after a part of a ledger of dates. */
    public static LocalDate endDate(TimeRange ledger) {
        return ledger.end().minusMillis(1).atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
    }
}
