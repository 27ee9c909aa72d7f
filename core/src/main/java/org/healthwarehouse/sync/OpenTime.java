package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.PageCommit.CoverageChange;

/** Keeps pieces of the ledger open that would settle otherwise, and says how soon they are asked again. */
final class OpenTime {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration SHORTEST = Duration.ofHours(1);

    private OpenTime() {}

    /**
     * The same lines, but what they hold of the range stays provisional and is due at the given time at the latest.
     *
     * @param checks how often the range was asked again
     */
    static List<CoverageChange> keep(
            List<CoverageChange> lines, StreamId stream, TimeRange range, Instant due, int checks) {
        List<CoverageChange> kept = new ArrayList<>();
        for (CoverageChange line : lines) {
            CoverageEntry entry = line.entry();
            Optional<TimeRange> inside = entry.range().intersection(range);
            if (!line.stream().equals(stream) || entry.held() != Held.HELD || inside.isEmpty()) {
                kept.add(line);
                continue;
            }
            TimeRangeSet.of(entry.range())
                    .minus(TimeRangeSet.of(range))
                    .ranges()
                    .forEach(rest -> kept.add(line.with(entry.over(rest))));
            kept.add(line.with(open(entry, inside.get(), due, checks)));
        }
        return kept;
    }

    private static CoverageEntry open(CoverageEntry entry, TimeRange inside, Instant due, int checks) {
        Instant soonest = entry.dueAt().filter(due::isAfter).orElse(due);
        return new CoverageEntry(
                inside,
                Held.HELD,
                entry.reason(),
                false,
                entry.fetchedAt(),
                Optional.of(soonest),
                Math.max(checks, entry.checks()));
    }

    /** How long to wait before an open record is asked for again: longer each time, at most a day. */
    static Duration wait(Duration freshFor, int checks) {
        Duration base = freshFor.isZero() ? SHORTEST : freshFor;
        if (base.compareTo(LONGEST) >= 0 || checks > 20) {
            return LONGEST;
        }
        Duration wait = base.multipliedBy(1L << checks);
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    /**
     * How often a range was asked again by now, as the lines of the ledger tell that were there before; asking before
     * the time has come does not count.
     */
    static int checks(List<CoverageEntry> before, Duration freshFor, Instant askedAt) {
        return before.stream()
                .filter(line -> line.held() == Held.HELD && !line.settled())
                .mapToInt(line -> {
                    boolean due = !line.fetchedAt()
                            .plus(wait(freshFor, line.checks()))
                            .isAfter(askedAt);
                    return line.checks() + (due ? 1 : 0);
                })
                .max()
                .orElse(0);
    }
}
