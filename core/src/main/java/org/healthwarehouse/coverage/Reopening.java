package org.healthwarehouse.coverage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/** What makes a part of the ledger worth asking again without saying anything new about it. Pure. */
public final class Reopening {
    private Reopening() {}

    /**
     * The lines of a stream after its source said that it is complete further than it was known to be: like
     * {@link #reopen}, and what was settled names the watermark in its reason.
     *
     * @param lines at least all lines that intersect or touch the range, in any order
     * @param range what may have changed, in the time of the ledger
     * @param watermark up to when the source is complete now
     * @param at from when on it is worth asking
     * @return the lines that take their place, ascending
     */
    public static List<CoverageEntry> risen(List<CoverageEntry> lines, TimeRange range, Instant watermark, Instant at) {
        return reopen(lines, range, line -> line.reopened("the watermark rose to " + watermark, at));
    }

    /**
     * The lines of a stream after a range was opened again: what is held or unavailable there is due at the given
     * moment, and what was settled is so no more, with the reason {@link CoverageEntry#REOPENED}. What was purged stays
     * purged.
     *
     * @param lines at least all lines that intersect or touch the range, in any order
     * @param range what to open
     * @param at from when on it is worth asking
     * @return the lines that take their place, ascending
     */
    public static List<CoverageEntry> reopen(List<CoverageEntry> lines, TimeRange range, Instant at) {
        return reopen(lines, range, line -> line.reopened(at));
    }

    private static List<CoverageEntry> reopen(
            List<CoverageEntry> lines, TimeRange range, UnaryOperator<CoverageEntry> opening) {
        TimeRangeSet opened = TimeRangeSet.of(range);
        List<CoverageEntry> after = new ArrayList<>(lines.size() + 2);
        for (CoverageEntry line : lines) {
            TimeRangeSet whole = TimeRangeSet.of(line.range());
            TimeRangeSet inside = line.held() == Held.PURGED ? TimeRangeSet.EMPTY : whole.intersection(opened);
            whole.minus(inside).ranges().forEach(part -> after.add(line.over(part)));
            inside.ranges().forEach(part -> after.add(opening.apply(line.over(part))));
        }
        return CoverageLedger.merged(after);
    }
}
