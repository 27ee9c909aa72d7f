package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.FreshTail;
import org.healthwarehouse.coverage.Gap;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/**
 * What is held of one stream around some days, and what of it is missing or due.
 *
 * @param possible whether the source may have such data at all
 * @param fetchable whether a sync can ask for it
 * @param axis from UTC to the time of the ledger, in which lines and gaps are
 * @param lines the ledger
 * @param gaps what the ledger lacks, less what was answered just now
 * @param byStart whether the source answers only what begins in a range, not what reaches into it
 * @param freshFor how long an answer about today is good
 * @param asOf the present, as it was when the read began
 */
record DayLedger(
        boolean possible,
        boolean fetchable,
        LedgerAxis axis,
        List<CoverageEntry> lines,
        List<Gap> gaps,
        boolean byStart,
        Duration freshFor,
        Instant asOf) {
    /** Clocks of sources are behind by a little. */
    private static final Duration A_LITTLE = Duration.ofMinutes(5);

    /** No night is longer, from going to bed to getting up. */
    private static final Duration NIGHT = Duration.ofHours(16);

    /** How much of a time was asked for. */
    enum Asked {
        /** All of it. */
        ALL,
        /** All but the end, lately enough not to be asked again yet; or it has not begun. */
        UP_TO_LATELY,
        /** Not all of it, or the source could not tell. */
        NOT_ALL
    }

    /** The window in which a sleep must be looked for that ended in the given one. */
    TimeRange reachingInto(TimeRange window) {
        return byStart ? window.hull(new TimeRange(window.start().minus(NIGHT), window.end())) : window;
    }

    /** The part of the ledger that speaks of what of the window is past. */
    Optional<TimeRange> past(TimeRange window) {
        return window.intersection(new TimeRange(TimeRange.EARLIEST, asOf)).map(axis::toLedger);
    }

    Asked asked(TimeRange window, Duration staleAfter) {
        Optional<TimeRange> past = past(window);
        if (past.isEmpty()) {
            return Asked.UP_TO_LATELY;
        }
        List<TimeRange> left = TimeRangeSet.of(past.get()).minus(held()).ranges();
        if (left.isEmpty()) {
            return past.get().end().isBefore(axis.toLedger(window).end()) ? Asked.UP_TO_LATELY : Asked.ALL;
        }
        boolean onlyTheEnd =
                left.size() == 1 && left.get(0).end().equals(past.get().end());
        Duration lately = staleAfter.compareTo(A_LITTLE) > 0 ? staleAfter : A_LITTLE;
        return onlyTheEnd && isAskedUpTo(left.get(0).start(), lately) ? Asked.UP_TO_LATELY : Asked.NOT_ALL;
    }

    /**
     * What of a window is missing or worth asking again.
     *
     * @param staleAfter the age of an answer that is worth asking again
     * @param over whether the day is over: then nothing is asked again sooner than that
     */
    List<Gap> open(TimeRange window, Duration staleAfter, boolean over) {
        Optional<TimeRange> past = past(window);
        List<Gap> open = new ArrayList<>();
        for (Gap gap : gaps) {
            past.flatMap(gap.range()::intersection)
                    .filter(part -> isMissing(gap)
                            ? !isAskedUpTo(gap.range().start(), staleAfter)
                            : isStale(gap, part, staleAfter, over))
                    .ifPresent(part -> open.add(new Gap(part, gap.reason())));
        }
        return open;
    }

    static boolean isMissing(Gap gap) {
        return gap.reason() == GapReason.NEVER_FETCHED || gap.reason() == GapReason.RETRY_AFTER_FAILURE;
    }

    private boolean isStale(Gap gap, TimeRange part, Duration staleAfter, boolean over) {
        return !over
                || gap.reason() != GapReason.PROVISIONAL
                || lines.stream()
                        .filter(line -> !line.settled() && line.range().intersects(part))
                        .anyMatch(line -> !isYoung(line, staleAfter));
    }

    private boolean isAskedUpTo(Instant moment, Duration lately) {
        return FreshTail.isAskedUpTo(moment, lines, lately, asOf);
    }

    private boolean isYoung(CoverageEntry line, Duration age) {
        return asOf.isBefore(line.fetchedAt().plus(age));
    }

    private TimeRangeSet held() {
        return TimeRangeSet.of(lines.stream()
                .filter(line -> line.held() == Held.HELD)
                .map(CoverageEntry::range)
                .toList());
    }

    /** How much of the past of a window is held, from 0 to 1. */
    double heldFraction(TimeRange window) {
        return past(window)
                .map(past -> (double) TimeRangeSet.of(past)
                                .intersection(held())
                                .duration()
                                .toMillis()
                        / past.duration().toMillis())
                .orElse(0.0);
    }

    /** When the part of a window was fetched that was fetched longest ago; empty if none was. */
    Optional<Instant> oldestFetch(TimeRange window) {
        return past(window).stream()
                .flatMap(past -> lines.stream().filter(line -> line.range().intersects(past)))
                .filter(line -> line.held() == Held.HELD)
                .map(CoverageEntry::fetchedAt)
                .min(Instant::compareTo);
    }
}
