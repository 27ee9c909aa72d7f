package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.connector.LastingNotes;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;

/**
 * Which windows of the past Garmin's Health API was asked to send again, for ever. Garmin sends a window of a kind
 * once: who asks for any part of it again gets a refusal (409) and no data. So an application asks for what is
 * {@link #missing}, {@linkplain #reserve writes it down} before it sends the request, and {@linkplain #release takes it
 * back} only if Garmin said that it did not accept the request for another reason.
 *
 * <p>Kept in the store, for each kind. Thread-safe, as long as there is one object for a person: whoever has two of
 * them, or two processes, has to see to it that they do not ask at one time.
 */
public final class GarminBackfills {
    /** The longest window that Garmin accepts in one request. */
    public static final Duration LONGEST = Duration.ofDays(30);

    private static final String NAME = "health-api-backfill:";

    private final LastingNotes notes;

    /**
     * The windows of one person.
     *
     * @param notes of that person and the source {@code garmin}: {@code warehouse.notes(user, SourceId.of("garmin"))}
     */
    public GarminBackfills(LastingNotes notes) {
        this.notes = notes;
    }

    /**
     * What may still be asked for of a range: the oldest first, each at most {@link #LONGEST}.
     *
     * @param type the kind of summaries, for example {@code dailies}
     */
    public List<TimeRange> missing(String type, TimeRange range) {
        List<TimeRange> windows = new ArrayList<>();
        for (TimeRange gap : TimeRangeSet.of(range).minus(asked(type)).ranges()) {
            Instant from = gap.start();
            while (from.isBefore(gap.end())) {
                Instant longest = from.plus(LONGEST);
                Instant to = longest.isBefore(gap.end()) ? longest : gap.end();
                windows.add(new TimeRange(from, to));
                from = to;
            }
        }
        return windows;
    }

    /**
     * Writes down that a window is about to be asked for. It stays so also if the process dies before it asks; whoever
     * knows that nothing was sent releases it.
     *
     * @throws InvalidParameterException if it is longer than {@link #LONGEST}, or a part of it was asked for before;
     *     nothing was written down
     */
    public synchronized void reserve(String type, TimeRange window) {
        if (window.duration().compareTo(LONGEST) > 0) {
            throw refused(window, "is longer than " + LONGEST.toDays() + " days");
        }
        TimeRangeSet asked = asked(type);
        if (!asked.intersection(TimeRangeSet.of(window)).isEmpty()) {
            throw refused(window, "was asked for before, at least in part, and Garmin sends nothing twice");
        }
        keep(type, asked.union(TimeRangeSet.of(window)));
    }

    /**
     * Takes back what was reserved: Garmin has not accepted the request (a status of 400, 401, 403 or 429, not 409), or
     * it was never sent.
     */
    public synchronized void release(String type, TimeRange window) {
        keep(type, asked(type).minus(TimeRangeSet.of(window)));
    }

    /** All that was ever asked for. */
    public TimeRangeSet asked(String type) {
        List<TimeRange> ranges = new ArrayList<>();
        Object windows = notes.read(NAME + type)
                .map(kept -> Attributes.parse(kept).asMap().get("windows"))
                .orElse(null);
        for (Object each : windows instanceof List<?> list ? list : List.of()) {
            if (each instanceof List<?> ends
                    && ends.size() == 2
                    && ends.get(0) instanceof Long from
                    && ends.get(1) instanceof Long to) {
                ranges.add(TimeRange.ofMillis(from, to));
            }
        }
        return TimeRangeSet.of(ranges);
    }

    private void keep(String type, TimeRangeSet asked) {
        List<Object> windows = asked.ranges().stream()
                .<Object>map(range -> List.of(range.startMs(), range.endMs()))
                .toList();
        notes.write(NAME + type, Attributes.of(Map.of("windows", windows)).toJson());
    }

    private static InvalidParameterException refused(TimeRange window, String rule) {
        return new InvalidParameterException("back-fill window", window, rule, "ask for what missing() answers");
    }
}
