package org.healthwarehouse.coverage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/** Opens again what was settled, because somebody has a reason to think that the source changed it. */
public final class Reopening {
    private Reopening() {}

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
        TimeRangeSet opened = TimeRangeSet.of(range);
        List<CoverageEntry> after = new ArrayList<>(lines.size() + 2);
        for (CoverageEntry line : lines) {
            TimeRangeSet whole = TimeRangeSet.of(line.range());
            TimeRangeSet inside = line.held() == Held.PURGED ? TimeRangeSet.EMPTY : whole.intersection(opened);
            whole.minus(inside).ranges().forEach(part -> after.add(line.over(part)));
            inside.ranges().forEach(part -> after.add(line.over(part).reopened(at)));
        }
        return CoverageLedger.merged(after);
    }
}
