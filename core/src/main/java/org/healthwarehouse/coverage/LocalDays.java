package org.healthwarehouse.coverage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.model.TimeRange;

/**
 * When the dates of a user's calendar really were, as far as it is known; of any other date, when it may have been.
 * Immutable.
 */
public final class LocalDays {
    /** No date is known. */
    public static final LocalDays UNKNOWN = new LocalDays(new TreeMap<>(), Set.of());

    /** How many dates away a known date still says something about an unknown one. */
    public static final int NEAR = 7;

    private static final long DAY = Duration.ofDays(1).toMillis();
    /** No place on earth is further ahead of UTC, none further behind. */
    private static final long FURTHEST_AHEAD = Duration.ofHours(14).toMillis();

    private static final long FURTHEST_BEHIND = -Duration.ofHours(12).toMillis();
    /** Between a known date and an unknown one, clocks may have been changed. */
    private static final long CLOCK_CHANGE = Duration.ofHours(1).toMillis();

    private final NavigableMap<LocalDate, TimeRange> known;
    /** Those of them whose interval was reckoned. */
    private final Set<LocalDate> reckoned;

    private LocalDays(NavigableMap<LocalDate, TimeRange> known, Set<LocalDate> reckoned) {
        this.known = known;
        this.reckoned = reckoned;
    }

    /** The given dates with their true intervals; what lies outside any place on earth is cut to the furthest one. */
    public static LocalDays of(Map<LocalDate, TimeRange> intervals) {
        return new LocalDays(onEarth(intervals), Set.of());
    }

    /** The same of intervals that were reckoned and are not exact. */
    public static LocalDays reckoned(Map<LocalDate, TimeRange> intervals) {
        return new LocalDays(onEarth(intervals), Set.copyOf(intervals.keySet()));
    }

    /**
     * These dates and the given ones, which count where both know one; but what was reckoned never counts where the
     * other is exact.
     */
    public LocalDays with(LocalDays later) {
        NavigableMap<LocalDate, TimeRange> all = new TreeMap<>(known);
        Set<LocalDate> unsure = new HashSet<>(reckoned);
        later.known.forEach((date, interval) -> {
            if (!later.reckoned.contains(date)) {
                all.put(date, interval);
                unsure.remove(date);
            } else if (!known.containsKey(date) || reckoned.contains(date)) {
                all.put(date, interval);
                unsure.add(date);
            }
        });
        return new LocalDays(all, unsure);
    }

    /** Whether none is known. */
    public boolean isEmpty() {
        return known.isEmpty();
    }

    private static NavigableMap<LocalDate, TimeRange> onEarth(Map<LocalDate, TimeRange> intervals) {
        NavigableMap<LocalDate, TimeRange> all = new TreeMap<>();
        intervals.forEach((date, interval) -> all.put(date, onEarth(date, interval)));
        return all;
    }

    private static TimeRange onEarth(LocalDate date, TimeRange interval) {
        long start = midnight(date);
        long end = start + DAY;
        return clipped(
                within(interval.startMs(), start - FURTHEST_AHEAD, start - FURTHEST_BEHIND),
                within(interval.endMs(), end - FURTHEST_AHEAD, end - FURTHEST_BEHIND));
    }

    private static long within(long value, long low, long high) {
        return Math.max(low, Math.min(high, value));
    }

    /**
     * The interval of the date as it was told, exact or reckoned. If it is not known, the widest that it may have been:
     * at the offsets of the known dates at most {@link #NEAR} away, with an hour on either side; without any, from
     * UTC-12 to UTC+14.
     */
    public TimeRange interval(LocalDate date) {
        TimeRange exact = known.get(date);
        return exact == null ? widest(date) : exact;
    }

    /**
     * The interval of the date as it was told, exact or reckoned. If it is not known, the likeliest: between the known
     * dates beside it, else at the middle one of the offsets that it may have had. For what is told of one date only,
     * such as that it is empty.
     */
    public TimeRange likeliest(LocalDate date) {
        TimeRange exact = known.get(date);
        if (exact != null) {
            return exact;
        }
        Offsets offsets = offsets(date);
        long middle = (offsets.ahead + offsets.behind) / 2;
        TimeRange before = known.get(date.minusDays(1));
        TimeRange after = known.get(date.plusDays(1));
        long start = before == null ? midnight(date) - middle : before.endMs();
        long end = after == null ? midnight(date) + DAY - middle : after.startMs();
        return start < end ? clipped(start, end) : widest(date);
    }

    private TimeRange widest(LocalDate date) {
        Offsets offsets = offsets(date);
        return clipped(midnight(date) - offsets.ahead, midnight(date) + DAY - offsets.behind);
    }

    /** How far the user may have been ahead of UTC on a date that is not known, and how far behind. */
    private record Offsets(long ahead, long behind) {}

    private Offsets offsets(LocalDate date) {
        long ahead = Long.MIN_VALUE;
        long behind = Long.MAX_VALUE;
        for (Map.Entry<LocalDate, TimeRange> day : near(date).entrySet()) {
            long midnight = midnight(day.getKey());
            long atStart = midnight - day.getValue().startMs();
            long atEnd = midnight + DAY - day.getValue().endMs();
            ahead = Math.max(ahead, Math.max(atStart, atEnd));
            behind = Math.min(behind, Math.min(atStart, atEnd));
        }
        return ahead == Long.MIN_VALUE
                ? new Offsets(FURTHEST_AHEAD, FURTHEST_BEHIND)
                : new Offsets(
                        Math.min(FURTHEST_AHEAD, ahead + CLOCK_CHANGE),
                        Math.max(FURTHEST_BEHIND, behind - CLOCK_CHANGE));
    }

    private Map<LocalDate, TimeRange> near(LocalDate date) {
        return known.subMap(date.minusDays(NEAR), true, date.plusDays(NEAR), true);
    }

    private static TimeRange clipped(long startMs, long endMs) {
        return TimeRange.ofMillis(
                Math.max(startMs, TimeRange.EARLIEST.toEpochMilli()), Math.min(endMs, TimeRange.LATEST.toEpochMilli()));
    }

    /**
     * The dates {@code [first, endExclusive)} that may have anything in common with the range; never too few, as long
     * as no date that was reckoned lasted longer than was reckoned.
     */
    TimeRange datesOf(TimeRange utc) {
        // A date holds instants of its UTC day and of the two beside it, and of no other.
        LocalDate first = date(utc.start()).plusDays(1);
        for (LocalDate date = first.minusDays(2); date.isBefore(first); date = date.plusDays(1)) {
            if (isPossible(date) && interval(date).end().isAfter(utc.start())) {
                first = date;
            }
        }
        LocalDate last = date(utc.end().minusMillis(1)).minusDays(1);
        for (LocalDate date = last.plusDays(2); date.isAfter(last); date = date.minusDays(1)) {
            if (isPossible(date) && interval(date).start().isBefore(utc.end())) {
                last = date;
            }
        }
        // In a hole between two dates, as a vendor may leave one, the two are taken.
        return first.isBefore(last) ? cells(first, last) : cells(last, first);
    }

    private static TimeRange cells(LocalDate first, LocalDate last) {
        return clipped(midnight(first), midnight(last) + DAY);
    }

    private static boolean isPossible(LocalDate date) {
        return !date.isBefore(date(TimeRange.EARLIEST)) && date.isBefore(date(TimeRange.LATEST));
    }

    private static LocalDate date(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static long midnight(LocalDate date) {
        return date.toEpochDay() * DAY;
    }
}
