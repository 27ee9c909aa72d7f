package org.healthwarehouse.series;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.healthwarehouse.model.TimeRange;

/**
 * In which time zone a person was, and so when their days began. A day begins when the local calendar first shows its
 * date and ends when it shows a later one: a person who flies west across the date line keeps the later date until the
 * calendar catches up, one who flies east may skip a date. So every moment belongs to exactly one day. Immutable.
 */
public final class ZoneTimeline {
    private final NavigableMap<Instant, ZoneId> zones;

    private ZoneTimeline(NavigableMap<Instant, ZoneId> zones) {
        this.zones = zones;
    }

    /** A person who is always in this zone. */
    public static ZoneTimeline of(ZoneId zone) {
        return new ZoneTimeline(new TreeMap<>(Map.of(Instant.MIN, zone)));
    }

    /** The same person, who is in another zone from that moment on, until the next change that is known. */
    public ZoneTimeline from(Instant arrival, ZoneId zone) {
        NavigableMap<Instant, ZoneId> more = new TreeMap<>(zones);
        more.put(arrival, zone);
        return new ZoneTimeline(more);
    }

    /** The zone at that moment. */
    public ZoneId at(Instant moment) {
        return zones.floorEntry(moment).getValue();
    }

    /** The days of the range, with their dates. The first and the last may be cut by the range. */
    public LocalDays days(TimeRange range) {
        List<LocalDate> dates = new ArrayList<>();
        List<Long> edges = new ArrayList<>();
        Instant at = range.start();
        dates.add(at.atZone(at(at)).toLocalDate());
        edges.add(range.startMs());
        while (at.isBefore(range.end())) {
            Instant changed = zones.higherKey(at);
            Instant until = changed == null || changed.isAfter(range.end()) ? range.end() : changed;
            within(at, until, at(at), dates, edges);
            at = until;
        }
        edges.add(range.endMs());
        return new LocalDays(
                dates, new Buckets(edges.stream().mapToLong(Long::longValue).toArray()));
    }

    /** The days that begin while the person is in one zone. */
    private static void within(Instant from, Instant until, ZoneId zone, List<LocalDate> dates, List<Long> edges) {
        LocalDate last = dates.get(dates.size() - 1);
        LocalDate shown = from.atZone(zone).toLocalDate();
        if (shown.isAfter(last)) {
            add(shown, from, dates, edges);
            last = shown;
        }
        for (LocalDate next = last.plusDays(1); ; next = next.plusDays(1)) {
            Instant begins = next.atStartOfDay(zone).toInstant();
            if (!begins.isBefore(until)) {
                return;
            }
            // Zones themselves have skipped dates: such a date has no moment of its own.
            if (begins.isAfter(from) && begins.atZone(zone).toLocalDate().equals(next)) {
                add(next, begins, dates, edges);
            }
        }
    }

    /** A day that would begin where the one before it does has no time: the later date takes its place. */
    private static void add(LocalDate date, Instant begins, List<LocalDate> dates, List<Long> edges) {
        if (edges.get(edges.size() - 1) == begins.toEpochMilli()) {
            dates.set(dates.size() - 1, date);
        } else {
            dates.add(date);
            edges.add(begins.toEpochMilli());
        }
    }

    /**
     * Days and when they were.
     *
     * @param dates ascending, one for each bucket
     * @param buckets when each of them was
     */
    public record LocalDays(List<LocalDate> dates, Buckets buckets) {
        /** Copies the list. */
        public LocalDays {
            dates = List.copyOf(dates);
        }
    }
}
