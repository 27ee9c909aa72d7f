package org.healthwarehouse.sync;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.coverage.Gap;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/** Takes note, while a chunk is claimed, of why its time is asked for. Belongs to one lane. */
final class ClaimedGaps {
    private final Set<GapReason> reasons = EnumSet.noneOf(GapReason.class);

    TimeRangeSet note(List<Gap> gaps) {
        gaps.forEach(gap -> reasons.add(gap.reason()));
        List<TimeRange> ranges = gaps.stream().map(Gap::range).toList();
        return TimeRangeSet.of(ranges);
    }

    /** Why time is asked again that was settled, and would not be by itself; empty if none is. */
    Optional<GapReason> reopened() {
        return reasons.stream()
                .filter(reason -> reason == GapReason.FORCED || reason == GapReason.REOPENED)
                .findFirst();
    }
}
