package org.healthwarehouse.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A set of instants, held as sorted ranges of which no two touch. Immutable; every operation answers a new set and
 * obeys the laws of set algebra.
 */
public final class TimeRangeSet {
    /** The set with nothing in it. */
    public static final TimeRangeSet EMPTY = new TimeRangeSet(List.of());

    private final List<TimeRange> ranges;

    private TimeRangeSet(List<TimeRange> ranges) {
        this.ranges = ranges;
    }

    /** The union of the given ranges, which may overlap and come in any order. */
    public static TimeRangeSet of(TimeRange... ranges) {
        return of(List.of(ranges));
    }

    /** The union of the given ranges, which may overlap and come in any order. */
    public static TimeRangeSet of(Collection<TimeRange> ranges) {
        List<TimeRange> merged = new ArrayList<>(ranges.size());
        for (TimeRange range : ranges.stream().sorted().toList()) {
            int last = merged.size() - 1;
            if (last >= 0 && !range.start().isAfter(merged.get(last).end())) {
                merged.set(last, merged.get(last).hull(range));
            } else {
                merged.add(range);
            }
        }
        return ordered(merged);
    }

    /** A set of ranges that are in order already, with a hole between each two. */
    private static TimeRangeSet ordered(List<TimeRange> ranges) {
        return ranges.isEmpty() ? EMPTY : new TimeRangeSet(List.copyOf(ranges));
    }

    /** The ranges in ascending order; between two of them there is always a hole. */
    public List<TimeRange> ranges() {
        return ranges;
    }

    /** Whether nothing is in it. */
    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Everything that is in this set or in the other. */
    public TimeRangeSet union(TimeRangeSet other) {
        List<TimeRange> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return of(all);
    }

    /** Everything that is in both sets. */
    public TimeRangeSet intersection(TimeRangeSet other) {
        List<TimeRange> common = new ArrayList<>();
        int mine = 0;
        int theirs = 0;
        while (mine < ranges.size() && theirs < other.ranges.size()) {
            TimeRange a = ranges.get(mine);
            TimeRange b = other.ranges.get(theirs);
            a.intersection(b).ifPresent(common::add);
            if (a.end().isBefore(b.end())) {
                mine++;
            } else {
                theirs++;
            }
        }
        return ordered(common);
    }

    /** Everything in this set that is not in the other. */
    public TimeRangeSet minus(TimeRangeSet other) {
        if (other.isEmpty()) {
            return this;
        }
        List<TimeRange> left = new ArrayList<>();
        int theirs = 0;
        for (TimeRange range : ranges) {
            Instant from = range.start();
            while (theirs < other.ranges.size()
                    && !other.ranges.get(theirs).end().isAfter(from)) {
                theirs++;
            }
            for (int i = theirs; i < other.ranges.size() && from.isBefore(range.end()); i++) {
                TimeRange hole = other.ranges.get(i);
                if (!hole.start().isBefore(range.end())) {
                    break;
                }
                if (from.isBefore(hole.start())) {
                    left.add(new TimeRange(from, hole.start()));
                }
                from = hole.end();
            }
            if (from.isBefore(range.end())) {
                left.add(new TimeRange(from, range.end()));
            }
        }
        return ordered(left);
    }

    /** Whether the instant is in the set. */
    public boolean contains(Instant instant) {
        return ranges.stream().anyMatch(range -> range.contains(instant));
    }

    /** Whether the whole range is in the set. */
    public boolean contains(TimeRange range) {
        return ranges.stream().anyMatch(held -> held.contains(range));
    }

    /** The least range that holds all of the set; empty for the empty set. */
    public Optional<TimeRange> hull() {
        return ranges.isEmpty() ? Optional.empty() : Optional.of(ranges.get(0).hull(ranges.get(ranges.size() - 1)));
    }

    /** How much time is in the set, all ranges together. */
    public Duration duration() {
        return ranges.stream().map(TimeRange::duration).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeRangeSet set && set.ranges.equals(ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    @Override
    public String toString() {
        return ranges.toString();
    }
}
