package org.healthwarehouse.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/**
 * The rules by which a new line enters the ledger of a stream. A storage hands over the lines that touch the new one
 * and stores what comes back; so every storage keeps the same rules without knowing them.
 */
public final class CoverageLedger {
    private CoverageLedger() {}

    /**
     * The lines after a new statement. The newer statement wins, but one that the source cannot tell never lowers what
     * is held, and what was purged stays purged. What is held and was due when the source could not tell it again stays
     * as it is but is due later.
     *
     * @param existing lines that do not overlap, in any order: at least all those that intersect or touch the addition
     * @param addition the new statement
     * @return the lines that take their place, in ascending order, no two of them mergeable
     */
    public static List<CoverageEntry> add(List<CoverageEntry> existing, CoverageEntry addition) {
        TimeRangeSet keeps = TimeRangeSet.of(existing.stream()
                .filter(entry -> outlasts(entry, addition))
                .map(CoverageEntry::range)
                .toList());
        TimeRangeSet takes = TimeRangeSet.of(addition.range()).minus(keeps);
        List<CoverageEntry> lines = new ArrayList<>();
        for (CoverageEntry entry : existing) {
            TimeRangeSet left = TimeRangeSet.of(entry.range()).minus(takes);
            if (isRefused(entry, addition)) {
                TimeRangeSet refused = left.intersection(TimeRangeSet.of(addition.range()));
                refused.ranges().forEach(range -> lines.add(entry.over(range).refused(addition)));
                left = left.minus(refused);
            }
            left.ranges().forEach(range -> lines.add(entry.over(range)));
        }
        takes.ranges().forEach(range -> lines.add(addition.over(range)));
        return merged(lines);
    }

    /**
     * The lines after a statement that came without being asked for and may be old. It enters where nothing is held;
     * and where something is that is not settled and was said before it.
     *
     * @param existing lines that do not overlap, in any order: at least all those that intersect or touch the addition
     * @param addition what somebody says is held
     */
    public static List<CoverageEntry> fill(List<CoverageEntry> existing, CoverageEntry addition) {
        TimeRangeSet better = ranges(
                existing,
                line -> line.held() == Held.HELD
                        && (line.settled() || !line.fetchedAt().isBefore(addition.fetchedAt())));
        List<CoverageEntry> lines = existing;
        for (TimeRange piece : TimeRangeSet.of(addition.range()).minus(better).ranges()) {
            lines = add(lines, addition.over(piece));
        }
        return lines;
    }

    private static boolean outlasts(CoverageEntry old, CoverageEntry addition) {
        return old.held() == Held.PURGED || (old.held() == Held.HELD && addition.held() == Held.UNAVAILABLE);
    }

    private static boolean isRefused(CoverageEntry old, CoverageEntry addition) {
        return old.held() == Held.HELD
                && addition.held() == Held.UNAVAILABLE
                && old.dueAt().filter(due -> !due.isAfter(addition.fetchedAt())).isPresent();
    }

    /** The lines in ascending order, those that say the same as one. */
    static List<CoverageEntry> merged(List<CoverageEntry> lines) {
        lines.sort(Comparator.comparing(CoverageEntry::range));
        List<CoverageEntry> merged = new ArrayList<>(lines.size());
        for (CoverageEntry line : lines) {
            int last = merged.size() - 1;
            Optional<CoverageEntry> both =
                    last < 0 ? Optional.empty() : merged.get(last).mergedWith(line);
            if (both.isPresent()) {
                merged.set(last, both.get());
            } else {
                merged.add(line);
            }
        }
        return List.copyOf(merged);
    }

    /** The ranges of all lines that the test accepts. */
    public static TimeRangeSet ranges(
            List<CoverageEntry> lines, java.util.function.Predicate<? super CoverageEntry> test) {
        return TimeRangeSet.of(
                lines.stream().filter(test).map(CoverageEntry::range).toList());
    }

    /** The part of the range about which the lines say nothing. */
    public static TimeRangeSet unknown(TimeRange range, List<CoverageEntry> lines) {
        return TimeRangeSet.of(range).minus(ranges(lines, line -> true));
    }
}
