package org.healthwarehouse.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.TimeRangeSet;

/** Reads the gaps off the ledger; a hole between samples is no gap, for people take their watches off. */
final class LedgerGapDetector implements GapDetector {
    @Override
    public List<Gap> gaps(GapQuery query, List<CoverageEntry> lines) {
        List<Gap> gaps = new ArrayList<>();
        TimeRangeSet unknown = CoverageLedger.unknown(query.range(), lines);
        add(gaps, unknown.intersection(query.failed()), GapReason.RETRY_AFTER_FAILURE);
        add(gaps, unknown.minus(query.failed()), GapReason.NEVER_FETCHED);
        for (CoverageEntry line : lines) {
            reason(query, line)
                    .ifPresent(reason -> line.range()
                            .intersection(query.range())
                            .ifPresent(range -> gaps.add(new Gap(range, reason))));
        }
        gaps.sort(Comparator.comparing(Gap::range));
        return joined(gaps);
    }

    private static void add(List<Gap> gaps, TimeRangeSet set, GapReason reason) {
        set.ranges().forEach(range -> gaps.add(new Gap(range, reason)));
    }

    private static Optional<GapReason> reason(GapQuery query, CoverageEntry line) {
        if (line.held() == Held.PURGED) {
            return Optional.empty();
        }
        if (query.forcedSince().filter(line.fetchedAt()::isBefore).isPresent()) {
            return Optional.of(GapReason.FORCED);
        }
        if (line.fetchedAt().isAfter(query.now())) {
            // A clock was ahead when this was written: what it called the past may not have happened yet.
            return Optional.of(GapReason.STALE);
        }
        if (line.settled()) {
            return Optional.empty();
        }
        return line.dueAt()
                .filter(due -> !due.isAfter(query.now()))
                .map(due -> line.isReopened() ? GapReason.REOPENED : GapReason.PROVISIONAL);
    }

    private static List<Gap> joined(List<Gap> gaps) {
        List<Gap> joined = new ArrayList<>(gaps.size());
        for (Gap gap : gaps) {
            int last = joined.size() - 1;
            if (last >= 0
                    && joined.get(last).reason() == gap.reason()
                    && joined.get(last).range().end().equals(gap.range().start())) {
                joined.set(last, new Gap(joined.get(last).range().hull(gap.range()), gap.reason()));
            } else {
                joined.add(gap);
            }
        }
        return List.copyOf(joined);
    }
}
