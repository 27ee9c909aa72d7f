package org.healthwarehouse.coverage;

import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/**
 * Fewest chunks first, least held time asked again second.
 *
 * <p>Gaps are put into groups of neighbours; inside a group windows follow one another from its first moment. Every
 * best plan can be pushed into this form: a window that begins in a hole may begin at the next gap, and one that begins
 * inside a gap may begin where the window before it ends. So trying all partitions into groups finds the best.
 */
final class FewestCallsPlanner implements ChunkPlanner {
    @Override
    public List<TimeRange> plan(TimeRangeSet missing, ChunkLimits limits) {
        List<TimeRange> gaps = aligned(missing, limits.alignment().toMillis()).ranges();
        Plan best = new Plan(gaps.size());
        for (int first = gaps.size() - 1; first >= 0; first--) {
            best.startAt(first, gaps, limits);
        }
        return best.windows(gaps, limits.window().toMillis());
    }

    private static TimeRangeSet aligned(TimeRangeSet missing, long grid) {
        if (grid == 0) {
            return missing;
        }
        return TimeRangeSet.of(missing.ranges().stream()
                .map(range -> TimeRange.ofMillis(
                        Math.floorDiv(range.startMs(), grid) * grid, -Math.floorDiv(-range.endMs(), grid) * grid))
                .toList());
    }

    /** For every gap the best way to cover it and all later ones, given that a window starts at it. */
    private static final class Plan {
        private final int[] calls;
        private final long[] bridged;
        private final int[] groupEnd;

        Plan(int gaps) {
            calls = new int[gaps + 1];
            bridged = new long[gaps + 1];
            groupEnd = new int[gaps + 1];
        }

        void startAt(int first, List<TimeRange> gaps, ChunkLimits limits) {
            Chain chain = new Chain(limits.window().toMillis(), gaps.get(first).startMs());
            calls[first] = Integer.MAX_VALUE;
            for (int last = first; last < gaps.size(); last++) {
                if (last > first && !chain.reaches(gaps.get(last - 1), gaps.get(last), limits)) {
                    return;
                }
                chain.cover(gaps.get(last));
                long totalBridged = chain.bridged + bridged[last + 1];
                int totalCalls = chain.calls + calls[last + 1];
                if (totalCalls < calls[first] || (totalCalls == calls[first] && totalBridged < bridged[first])) {
                    calls[first] = totalCalls;
                    bridged[first] = totalBridged;
                    groupEnd[first] = last + 1;
                }
            }
        }

        List<TimeRange> windows(List<TimeRange> gaps, long window) {
            List<TimeRange> windows = new ArrayList<>();
            for (int first = 0; first < gaps.size(); first = groupEnd[first]) {
                long end = gaps.get(groupEnd[first] - 1).endMs();
                for (long start = gaps.get(first).startMs(); start < end; start += window) {
                    windows.add(TimeRange.ofMillis(start, Math.min(end, start + window)));
                }
            }
            return List.copyOf(windows);
        }
    }

    /** Windows that follow one another from a first moment. */
    private static final class Chain {
        private final long window;
        private long windowEnd;
        private int calls;
        private long bridged;

        Chain(long window, long start) {
            this.window = window;
            this.windowEnd = start;
        }

        /**
         * Whether the hole may be bridged and the next gap begins inside the current window, so that this saves a call.
         */
        boolean reaches(TimeRange before, TimeRange gap, ChunkLimits limits) {
            long hole = gap.startMs() - before.endMs();
            bridged += hole;
            return hole <= limits.bridge().toMillis() && gap.startMs() < windowEnd;
        }

        void cover(TimeRange gap) {
            long missing = gap.endMs() - windowEnd;
            if (missing > 0) {
                long more = (missing + window - 1) / window;
                calls += (int) more;
                windowEnd += more * window;
            }
        }
    }
}
