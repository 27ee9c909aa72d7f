package org.healthwarehouse;

import java.time.Duration;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * What a read of days fetches by itself. Today is asked again as soon as its types say so ({@code freshFor}); settled
 * time never is.
 *
 * @param pastDayStaleAfter how long after it was last asked for a day that is over, and not settled, is worth asking
 *     again; default 24 hours
 * @param missingFetchedFor how old a date may be that was never fetched, for a read to fetch it; older ones are left to
 *     a sync request; default 7 days
 */
public record DailyPolicy(Duration pastDayStaleAfter, Duration missingFetchedFor) {
    /** The defaults named above. */
    public static final DailyPolicy DEFAULT = new DailyPolicy(Duration.ofHours(24), Duration.ofDays(7));

    /** @throws InvalidParameterException if a duration is negative */
    public DailyPolicy {
        if (pastDayStaleAfter.isNegative() || missingFetchedFor.isNegative()) {
            throw new InvalidParameterException(
                    "daily policy",
                    pastDayStaleAfter + ", " + missingFetchedFor,
                    "must not have negative durations",
                    "start from DailyPolicy.DEFAULT");
        }
    }

    /** The same with another age at which a past day that is not settled is asked again. */
    public DailyPolicy pastDayStaleAfter(Duration age) {
        return new DailyPolicy(age, missingFetchedFor);
    }

    /** The same with another age up to which a missing date is fetched by a read. */
    public DailyPolicy missingFetchedFor(Duration age) {
        return new DailyPolicy(pastDayStaleAfter, age);
    }
}
