package org.healthwarehouse.coverage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/**
 * What is known of a stream that is derived from another. It has no ledger of its own: it is known where its input is.
 * But a record may still grow, or turn out to be part of a longer one, as long as time within the deriver's reach of it
 * is not settled. So held time is settled only where everything within the reach is settled too, and provisional
 * elsewhere; a record none of whose time is provisional is final.
 */
public final class DerivedCoverage {
    private DerivedCoverage() {}

    /**
     * The ledger of the output.
     *
     * @param lines all lines of the input's ledger that intersect the range padded by the reach, ascending
     * @return lines that intersect the range
     */
    public static List<CoverageEntry> of(List<CoverageEntry> lines, TimeRange range, Duration reach) {
        TimeRange known = range.padded(reach);
        TimeRangeSet open =
                TimeRangeSet.of(known).minus(CoverageLedger.ranges(lines, CoverageEntry::settled)).ranges().stream()
                        .map(part -> part.padded(reach))
                        .collect(java.util.stream.Collectors.collectingAndThen(
                                java.util.stream.Collectors.toList(), TimeRangeSet::of));
        List<CoverageEntry> cut = new ArrayList<>();
        for (CoverageEntry line : lines) {
            line.range().intersection(known).ifPresent(part -> add(cut, line, TimeRangeSet.of(part), open));
        }
        return CoverageLedger.merged(cut).stream()
                .filter(line -> line.range().intersects(range))
                .toList();
    }

    private static void add(List<CoverageEntry> cut, CoverageEntry line, TimeRangeSet part, TimeRangeSet open) {
        if (!line.settled() || line.held() != Held.HELD) {
            part.ranges().forEach(range -> cut.add(line.over(range)));
            return;
        }
        part.minus(open).ranges().forEach(range -> cut.add(line.over(range)));
        part.intersection(open)
                .ranges()
                .forEach(range -> cut.add(CoverageEntry.provisional(range, line.fetchedAt(), TimeRange.LATEST)));
    }
}
