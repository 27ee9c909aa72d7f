package org.healthwarehouse.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;

/**
 * When an answer about a range is final. What ends earlier than {@code settleAfter} before it was asked is settled and
 * never asked again by itself; the rest is provisional. Of the provisional part, the last {@code recent} is due again
 * after {@code freshFor}, the older part after {@code recheck}.
 *
 * @param settleAfter age at which an answer is final
 * @param recent how far back from the moment of asking things change quickly
 * @param freshFor age at which an answer about the recent part is worth asking again; zero: always
 * @param recheck age at which an answer about the older provisional part is worth asking again
 */
public record Settling(Duration settleAfter, Duration recent, Duration freshFor, Duration recheck) {
    /** Settled after 7 days; the last 2 hours always asked again, older provisional ranges daily. */
    public static final Settling DEFAULT =
            new Settling(Duration.ofDays(7), Duration.ofHours(2), Duration.ZERO, Duration.ofDays(1));

    /** For feeds that have only a current value: worth asking again after 24 hours. */
    public static final Settling CURRENT_VALUE =
            new Settling(Duration.ofDays(7), Duration.ofHours(2), Duration.ofDays(1), Duration.ofDays(1));

    /**
     * @throws InvalidParameterException if a duration is negative or {@code recent} is longer than {@code settleAfter}
     */
    public Settling {
        if (settleAfter.isNegative() || recent.isNegative() || freshFor.isNegative() || recheck.isNegative()) {
            throw new InvalidParameterException(
                    "settling",
                    settleAfter + ", " + recent + ", " + freshFor + ", " + recheck,
                    "must not have negative durations",
                    "give durations of zero or more");
        }
        if (recent.compareTo(settleAfter) > 0) {
            throw new InvalidParameterException(
                    "recent part",
                    recent,
                    "must not be longer than the settling time " + settleAfter,
                    "shorten the one or lengthen the other");
        }
    }

    /**
     * The lines that an answer about a range, asked at the given moment, adds to the ledger. Nothing at or after that
     * moment is ever claimed.
     */
    public List<CoverageEntry> entries(TimeRange range, Instant askedAt) {
        List<CoverageEntry> lines = new ArrayList<>(3);
        Instant settledUntil = askedAt.minus(settleAfter);
        Instant recentFrom = askedAt.minus(recent);
        part(range, TimeRange.EARLIEST, settledUntil, piece -> CoverageEntry.settled(piece, askedAt), lines);
        part(range, settledUntil, recentFrom, p -> CoverageEntry.provisional(p, askedAt, askedAt.plus(recheck)), lines);
        part(range, recentFrom, askedAt, p -> CoverageEntry.provisional(p, askedAt, askedAt.plus(freshFor)), lines);
        return lines;
    }

    private static void part(
            TimeRange range,
            Instant from,
            Instant to,
            java.util.function.Function<TimeRange, CoverageEntry> line,
            List<CoverageEntry> lines) {
        Instant begin = from.isBefore(TimeRange.EARLIEST) ? TimeRange.EARLIEST : from;
        if (begin.toEpochMilli() < to.toEpochMilli()) {
            range.intersection(new TimeRange(begin, to)).map(line).ifPresent(lines::add);
        }
    }
}
