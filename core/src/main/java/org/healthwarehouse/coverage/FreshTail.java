package org.healthwarehouse.coverage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.healthwarehouse.model.TimeRange;

/**
 * What has gone by since a source was last asked about the present. It was never fetched, but as long as the last
 * answer is fresh enough a read does without it: else no read of "until now" would ever be answered without a call.
 */
public final class FreshTail {
    /** Clocks of sources are behind by a little. */
    private static final Duration A_LITTLE = Duration.ofMinutes(5);

    private FreshTail() {}

    /**
     * The gaps without the one at the end of the range, if the source was asked for all that was before it, and so
     * lately.
     *
     * @param gaps the gaps of the range, ascending
     * @param lines the lines of the ledger that intersect the range
     * @param range in the time of the ledger
     * @param freshFor how long an answer about the present is good
     */
    public static List<Gap> without(
            List<Gap> gaps, List<CoverageEntry> lines, TimeRange range, Duration freshFor, Instant now) {
        if (gaps.isEmpty() || freshFor.isZero()) {
            return gaps;
        }
        Gap last = gaps.get(gaps.size() - 1);
        boolean fresh = last.reason() == GapReason.NEVER_FETCHED
                && last.range().end().equals(range.end())
                && isAskedUpTo(last.range().start(), lines, freshFor, now);
        return fresh ? List.copyOf(gaps.subList(0, gaps.size() - 1)) : gaps;
    }

    /** Whether the source was asked for everything up to that moment, which was the present then, and so lately. */
    public static boolean isAskedUpTo(Instant moment, List<CoverageEntry> lines, Duration lately, Instant now) {
        return lines.stream()
                .anyMatch(line -> line.held() == Held.HELD
                        && line.range().end().equals(moment)
                        && Duration.between(moment, line.fetchedAt()).abs().compareTo(A_LITTLE) <= 0
                        && !line.fetchedAt().isAfter(now)
                        && now.isBefore(line.fetchedAt().plus(lately)));
    }
}
