package org.healthwarehouse.coverage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/**
 * The rule for sources whose data may turn up long after its time, as a phone does that was in a drawer: a day (of UTC,
 * or a local date) that was empty when it was asked stays open until 30 days after its end, and is asked again 1, 3, 7
 * and 30 days after it. A day that was that old already when it was asked settles at once, and so does every day that
 * holds anything.
 */
public final class LateArrival {
    /** How long after its end an empty day may still fill up. */
    public static final Duration HORIZON = Duration.ofDays(30);

    /** The ages at which an empty day is asked again, unless it is asked daily anyway. */
    private static final List<Duration> AGES =
            List.of(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7), HORIZON);

    private static final Duration DAY = Duration.ofDays(1);

    private LateArrival() {}

    /**
     * When a day that is over and was empty is asked again; empty if never.
     *
     * @param end when the day ended
     * @param due when it would be asked again if it were not empty
     * @param askedAt when it was asked
     */
    static Optional<Instant> due(Instant end, Optional<Instant> due, Instant askedAt) {
        if (due.filter(at -> !at.isAfter(askedAt.plus(DAY))).isPresent()) {
            return due;
        }
        Optional<Instant> byAge =
                AGES.stream().map(end::plus).filter(askedAt::isBefore).findFirst();
        return due.filter(at -> byAge.filter(at::isAfter).isEmpty()).or(() -> byAge);
    }

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
        lines.forEach(line -> keepEmptyDaysOpen(line, withData, askedAt, kept));
        return kept;
    }

    private static void keepEmptyDaysOpen(
            CoverageEntry line, TimeRangeSet withData, Instant askedAt, List<CoverageEntry> kept) {
        TimeRangeSet empty = TimeRangeSet.of(line.range()).minus(withData);
        List<TimeRange> open = new ArrayList<>();
        for (TimeRange part : empty.ranges()) {
            Instant day = part.start().truncatedTo(ChronoUnit.DAYS);
            // Days too old to matter are skipped in one step: there may be thousands of them.
            Instant first = askedAt.minus(HORIZON).truncatedTo(ChronoUnit.DAYS);
            for (day = day.isBefore(first) ? first : day;
                    day.isBefore(part.end()) && !day.plus(DAY).isAfter(askedAt);
                    day = day.plus(DAY)) {
                TimeRange cell = new TimeRange(day, day.plus(DAY));
                Optional<Instant> due = due(cell.end(), line.dueAt(), askedAt);
                if (!due.equals(line.dueAt())) {
                    cell.intersection(part).ifPresent(piece -> {
                        open.add(piece);
                        kept.add(CoverageEntry.provisional(piece, askedAt, due.orElseThrow()));
                    });
                }
            }
        }
        TimeRangeSet.of(line.range())
                .minus(TimeRangeSet.of(open))
                .ranges()
                .forEach(range -> kept.add(line.over(range)));
    }
}
