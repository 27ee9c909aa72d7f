package org.healthwarehouse.connector;

import java.time.Duration;
import java.time.LocalDate;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;

/**
 * When a local date of the user really was, as the vendor says. On days of travel it may be much longer or shorter than
 * a day, and two dates may even overlap.
 *
 * @param date the date on the user's calendar
 * @param interval its true interval, or what that was reckoned to be
 * @param exact whether the vendor names both ends; if not, they were reckoned, as from what the clock said once on that
 *     date, and may be hours off where clocks changed or the user travelled
 */
public record LocalDay(LocalDate date, TimeRange interval, boolean exact) {
    private static final Duration LONGEST = Duration.ofHours(50);

    /** @throws InvalidParameterException if the interval is longer than any date on earth can be */
    public LocalDay {
        if (interval.duration().compareTo(LONGEST) > 0) {
            throw new InvalidParameterException(
                    "local day " + date,
                    interval,
                    "must not be longer than " + LONGEST,
                    "give the instants at which the date began and ended where the user was");
        }
    }

    /** A date of which the vendor names both ends. */
    public LocalDay(LocalDate date, TimeRange interval) {
        this(date, interval, true);
    }

    /** A date whose ends were reckoned. It never takes the place of an exact one. */
    public static LocalDay reckoned(LocalDate date, TimeRange interval) {
        return new LocalDay(date, interval, false);
    }

    /** Whether this counts, told after the given one for the same date. */
    public boolean replaces(LocalDay earlier) {
        return exact || !earlier.exact;
    }
}
