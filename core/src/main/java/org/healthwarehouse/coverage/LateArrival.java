package org.healthwarehouse.coverage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/**
 * The rule for sources whose data may turn up long after its time, as a phone does that was in a drawer: a UTC day that
 * was empty when it was asked stays open until 30 days after its end, and is asked once more then. A day that was that
 * old already when it was asked settles at once, and so does every day that holds anything.
 */
public final class LateArrival {
    /** How long after its end an empty day may still fill up. */
    public static final Duration HORIZON = Duration.ofDays(30);

    private LateArrival() {}

    /**
     * The lines of an answer, with empty days kept open.
     *
     * @param lines as {@link Settling#entries} gives them
     * @param withData the days of the answer that hold anything, as whole UTC days
     * @param askedAt the moment that the answer speaks of
     */
    public static List<CoverageEntry> keepEmptyDaysOpen(
            List<CoverageEntry> lines, TimeRangeSet withData, Instant askedAt) {
        List<CoverageEntry> kept = new ArrayList<>();
        for (CoverageEntry line : lines) {
            if (line.settled()) {
                keepEmptyDaysOpen(line, withData, askedAt, kept);
            } else {
                kept.add(line);
            }
        }
        return kept;
    }

    private static void keepEmptyDaysOpen(
            CoverageEntry settled, TimeRangeSet withData, Instant askedAt, List<CoverageEntry> kept) {
        TimeRangeSet empty = TimeRangeSet.of(settled.range()).minus(withData);
        List<TimeRange> open = new ArrayList<>();
        for (TimeRange part : empty.ranges()) {
            Instant day = part.start().truncatedTo(ChronoUnit.DAYS);
            // Days too old to matter are skipped in one step: there may be thousands of them.
            Instant first = askedAt.minus(HORIZON).truncatedTo(ChronoUnit.DAYS);
            for (day = day.isBefore(first) ? first : day;
                    day.isBefore(part.end());
                    day = day.plus(1, ChronoUnit.DAYS)) {
                TimeRange cell = new TimeRange(day, day.plus(1, ChronoUnit.DAYS));
                Instant due = cell.end().plus(HORIZON);
                if (due.isAfter(askedAt)) {
                    cell.intersection(part).ifPresent(piece -> {
                        open.add(piece);
                        kept.add(CoverageEntry.provisional(piece, askedAt, due));
                    });
                }
            }
        }
        TimeRangeSet.of(settled.range())
                .minus(TimeRangeSet.of(open))
                .ranges()
                .forEach(range -> kept.add(settled.over(range)));
    }
}
