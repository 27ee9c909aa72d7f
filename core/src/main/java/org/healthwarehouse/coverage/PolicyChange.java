package org.healthwarehouse.coverage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/**
 * The rules for when answers are final have changed since a ledger was written. Its lines become what the same answers,
 * asked at the same moments, would have left under the new rules: a longer settling time opens the end of what is
 * settled, a shorter one settles what is old enough for it.
 *
 * <p>Only lines that follow from the old rules alone are settled: what is open for another reason (an empty day that
 * may still fill up, a refusal, an open record, somebody who opened it) stays open until it is due.
 *
 * @param before the rules under which the lines were written
 * @param after the rules from now on
 * @param lateArrival whether empty days stay open, see {@link LateArrival}
 */
public record PolicyChange(Settling before, Settling after, boolean lateArrival) {
    /**
     * The lines of a stream under the new rules.
     *
     * @param lines all lines of the stream, in any order
     * @param withData the whole UTC days that hold anything, at least those of lines that are not settled
     * @return the lines that take their place, ascending
     */
    public List<CoverageEntry> apply(List<CoverageEntry> lines, TimeRangeSet withData) {
        List<CoverageEntry> changed = new ArrayList<>(lines.size() + 2);
        for (CoverageEntry line : lines) {
            if (line.held() == Held.HELD && line.settled()) {
                unsettle(line, changed);
            } else if (followsFromBefore(line)) {
                changed.addAll(asAnsweredNow(line, withData));
            } else {
                changed.add(line);
            }
        }
        return CoverageLedger.merged(changed);
    }

    /** Whether an answer of that moment left exactly this line under the old rules. */
    public boolean followsFromBefore(CoverageEntry line) {
        return !line.settled()
                && line.held() == Held.HELD
                && CoverageLedger.merged(new ArrayList<>(before.entries(line.range(), line.fetchedAt())))
                        .equals(List.of(line));
    }

    private List<CoverageEntry> asAnsweredNow(CoverageEntry line, TimeRangeSet withData) {
        List<CoverageEntry> entries = after.entries(line.range(), line.fetchedAt());
        return lateArrival ? LateArrival.keepEmptyDaysOpen(entries, withData, line.fetchedAt()) : entries;
    }

    /** A line that was merged may reach beyond its oldest fetch; that part is open like the most recent one. */
    private void unsettle(CoverageEntry line, List<CoverageEntry> changed) {
        if (after.settleAfter().compareTo(before.settleAfter()) <= 0) {
            changed.add(line);
            return;
        }
        Instant asked = line.fetchedAt();
        Instant settledUntil = asked.minus(after.settleAfter());
        Instant recentFrom = asked.minus(after.recent());
        part(line.range(), TimeRange.EARLIEST, settledUntil).map(line::over).ifPresent(changed::add);
        part(line.range(), settledUntil, recentFrom)
                .map(open -> CoverageEntry.provisional(open, asked, asked.plus(after.recheck())))
                .ifPresent(changed::add);
        part(line.range(), recentFrom, TimeRange.LATEST)
                .map(open -> CoverageEntry.provisional(open, asked, asked.plus(after.freshFor())))
                .ifPresent(changed::add);
    }

    private static Optional<TimeRange> part(TimeRange range, Instant from, Instant to) {
        Instant begin = from.isBefore(TimeRange.EARLIEST) ? TimeRange.EARLIEST : from;
        return begin.toEpochMilli() < to.toEpochMilli()
                ? range.intersection(new TimeRange(begin, to))
                : Optional.empty();
    }
}
