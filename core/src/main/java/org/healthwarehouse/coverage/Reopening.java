package org.healthwarehouse.coverage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/** What makes a part of the ledger worth asking again without saying anything new about it. Pure. */
public final class Reopening {
    private Reopening() {}

    /**
     * The lines to add so that everything that is held in the range is due.
     *
     * @param lines lines of the stream's ledger, at least all that intersect the range
     * @param range what is worth asking again, in the time of the ledger
     * @param dueAt from when on
     */
    public static List<CoverageEntry> due(List<CoverageEntry> lines, TimeRange range, Instant dueAt) {
        List<CoverageEntry> due = new ArrayList<>();
        for (CoverageEntry line : lines) {
            boolean dueAlready = line.dueAt().filter(at -> !at.isAfter(dueAt)).isPresent();
            if (line.held() == Held.HELD && !dueAlready) {
                line.range()
                        .intersection(range)
                        .ifPresent(part -> due.add(new CoverageEntry(
                                part, Held.HELD, "", false, line.fetchedAt(), Optional.of(dueAt), line.checks())));
            }
        }
        return due;
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
