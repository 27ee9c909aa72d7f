package org.healthwarehouse.coverage;

import java.util.List;

/** Finds what of a range must be fetched. Pure: called often, from several threads, also inside transactions. */
@FunctionalInterface
public interface GapDetector {
    /**
     * The gaps in a stream.
     *
     * @param query what is wanted and when
     * @param lines all lines of the stream's ledger that intersect the range, in any order
     * @return gaps inside the range, ascending, not overlapping
     */
    List<Gap> gaps(GapQuery query, List<CoverageEntry> lines);

    /**
     * The default: the request, less what is settled, less what is provisional and not yet due, less what is
     * unavailable and in its back-off, less what was purged.
     */
    static GapDetector byLedger() {
        return new LedgerGapDetector();
    }
}
