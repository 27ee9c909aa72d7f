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
 * @param interval its true interval
 */
public record LocalDay(LocalDate date, TimeRange interval) {
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
}
