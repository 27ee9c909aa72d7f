package org.healthwarehouse.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/** When to ask again for what a source could not tell: later and later, the more often it could not. */
public final class Unavailability {
    /** No back-off is longer. */
    public static final Duration LONGEST = Duration.ofDays(30);

    /** Beyond this many doublings every back-off that matters has reached the longest. */
    private static final int MOST_DOUBLINGS = 20;

    private Unavailability() {}

    /**
     * The lines to add to the ledger. Each part goes by how often the source could not tell it before: it is due after
     * {@code recheck}, doubled for each time, at most {@link #LONGEST}.
     *
     * @param range what was asked
     * @param known the lines that intersect it
     * @param reason why the source cannot tell
     * @param askedAt when it was asked
     * @param recheck the first back-off
     */
    public static List<CoverageEntry> backingOff(
            TimeRange range, List<CoverageEntry> known, String reason, Instant askedAt, Duration recheck) {
        List<CoverageEntry> lines = new ArrayList<>();
        TimeRangeSet first = TimeRangeSet.of(range);
        for (CoverageEntry line : known) {
            Optional<TimeRange> part = line.range().intersection(range);
            if (part.isPresent()) {
                first = first.minus(TimeRangeSet.of(part.get()));
                lines.add(refusal(part.get(), reason, askedAt, recheck, line.checks()));
            }
        }
        first.ranges().forEach(part -> lines.add(refusal(part, reason, askedAt, recheck, 0)));
        return CoverageLedger.merged(lines);
    }

    private static CoverageEntry refusal(
            TimeRange range, String reason, Instant askedAt, Duration recheck, int refusalsBefore) {
        Instant due = askedAt.plus(backoff(recheck, refusalsBefore));
        return new CoverageEntry(range, Held.UNAVAILABLE, reason, false, askedAt, Optional.of(due), refusalsBefore + 1);
    }

    /** How long to leave a source alone that could not tell so many times before. */
    static Duration backoff(Duration recheck, int refusalsBefore) {
        Duration least = recheck.isZero() ? Duration.ofMillis(1) : recheck;
        if (least.compareTo(LONGEST) >= 0) {
            return LONGEST;
        }
        Duration wait = least.multipliedBy(1L << Math.min(refusalsBefore, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
