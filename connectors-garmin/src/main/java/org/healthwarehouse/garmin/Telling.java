package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.TimeRange;
import org.jspecify.annotations.Nullable;

/** Hands over what a body tells, and keeps in mind what it says of its day. For one body. */
final class Telling {
    /** What the service tells of a day or a night without naming a device. */
    static final Device DAY = ExportRows.device("day");

    private static final Duration LONGEST_DAY = Duration.ofHours(50);

    private final PageSink sink;
    private final Set<String> problems = new HashSet<>();
    private final Set<LocalDate> dates = new HashSet<>();
    private final List<String> unread = new ArrayList<>();
    private OptionalLong start = OptionalLong.empty();
    private OptionalLong end = OptionalLong.empty();
    private OptionalLong last = OptionalLong.empty();
    private boolean anything;
    private boolean totals;
    private boolean notAuthorised;

    Telling(PageSink sink) {
        this.sink = sink;
    }

    /** The moment of what is told of a date and not of a time: it is that date nearly everywhere on earth. */
    static Instant noon(LocalDate date) {
        return date.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }

    /** A thing as an object, whose unreadable values become problems of the page. */
    ExportItem object(@Nullable Object value) throws BadItemException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new BadItemException("it is no object");
        }
        Map<String, Object> object = new TreeMap<>();
        map.forEach((name, each) -> {
            if (each != null) {
                object.put(String.valueOf(name), each);
            }
        });
        return new ExportItem(object, unread);
    }

    /** What was unreadable since this was last called becomes a problem. */
    void noteUnread(String at) {
        unread.forEach(each -> sink.problem(new ParseProblem(Optional.empty(), "a value was left out, " + each, at)));
        unread.clear();
    }

    /** Where records go that say themselves what they are. */
    PageSink sink() {
        return sink;
    }

    void sample(SampleType type, Device device, String channel, Instant from, Instant to, double value)
            throws MalformedResponseException {
        sample(type, device, channel, from, to, value, Attributes.EMPTY);
    }

    /** A sample; one that cannot be is a problem of the page. */
    void sample(SampleType type, Device device, String channel, Instant from, Instant to, double value, Attributes note)
            throws MalformedResponseException {
        if (!isPlaced(from, to) || !Double.isFinite(value)) {
            problem("a sample of " + type + " has no place in time", "its time");
            return;
        }
        if (note.equals(Attributes.EMPTY)) {
            sink.samples(type, device, channel).add(from.toEpochMilli(), to.toEpochMilli(), value);
        } else {
            sink.samples(type, device, channel).add(from.toEpochMilli(), to.toEpochMilli(), value, note);
        }
        anything = true;
    }

    private static boolean isPlaced(Instant from, Instant to) {
        return !from.isBefore(TimeRange.EARLIEST) && !to.isBefore(from) && to.isBefore(TimeRange.LATEST);
    }

    void record(ParsedRecord record) {
        sink.record(record);
        anything = true;
    }

    void location(ParsedLocation location) {
        sink.location(location);
        anything = true;
    }

    /** Something was handed over to the sink directly. */
    void told() {
        anything = true;
    }

    /** Each kind of problem once: a table may have the same one in all of its rows. */
    void problem(String message, String at) {
        if (problems.add(message)) {
            sink.problem(new ParseProblem(Optional.empty(), message, at));
        }
    }

    /** A date that it is about. */
    void date(LocalDate about) {
        dates.add(about);
    }

    /** When a date began and ended; taken if that can be a day. */
    void day(LocalDate about, Instant from, Instant to) {
        date(about);
        Duration length = Duration.between(from, to);
        if (!isPlaced(from, to) || length.isZero() || length.compareTo(LONGEST_DAY) > 0) {
            return;
        }
        start = OptionalLong.of(Math.min(from.toEpochMilli(), start.orElse(Long.MAX_VALUE)));
        end = OptionalLong.of(Math.max(to.toEpochMilli(), end.orElse(Long.MIN_VALUE)));
        sink.localDay(new LocalDay(about, new TimeRange(from, to)));
    }

    /** A series goes on until here. */
    void reaches(Instant moment) {
        long ms = moment.toEpochMilli();
        last = OptionalLong.of(Math.max(ms, last.orElse(ms)));
    }

    /** There are values that were reckoned from a series. */
    void totals(boolean there) {
        totals |= there;
    }

    void notAuthorised() {
        notAuthorised = true;
    }

    /** What it said of its day. */
    DayOutline outline() {
        boolean offloaded = totals && last.isEmpty() && !notAuthorised;
        Optional<LocalDate> date =
                dates.size() == 1 ? Optional.of(dates.iterator().next()) : Optional.empty();
        return new DayOutline(
                date, start, end, last, !anything && !offloaded && !notAuthorised, offloaded, notAuthorised);
    }
}
