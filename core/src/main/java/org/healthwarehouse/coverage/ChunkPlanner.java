package org.healthwarehouse.coverage;

import java.util.List;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/** Cuts what is missing into ranges that one call (or one listing) each can fetch. Pure. */
@FunctionalInterface
public interface ChunkPlanner {
    /**
     * Ranges that cover everything missing.
     *
     * @param missing what must be fetched
     * @param limits the rules that each range keeps
     * @return ranges that do not overlap, ascending
     */
    List<TimeRange> plan(TimeRangeSet missing, ChunkLimits limits);

    /** The default: as few chunks as the limits allow and, among those plans, the least time fetched twice. */
    static ChunkPlanner fewestCalls() {
        return new FewestCallsPlanner();
    }
}
