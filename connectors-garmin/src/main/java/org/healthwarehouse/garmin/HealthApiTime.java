package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.garmin.ExportItem.BadItemException;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.TimeRange;

/**
 * When a summary of the Health API is from: seconds since 1970, what the wall clock was ahead of UTC, and how long it
 * lasted. Series are values by seconds since the start.
 *
 * @param start when it begins
 * @param end when it ends
 * @param zone of the wall clock, empty if it is not told
 * @param date on which it begins there, or which it names
 */
record HealthApiTime(Instant start, Instant end, Optional<ZoneOffset> zone, Optional<LocalDate> date) {
    /** What the service tells without naming a device. */
    static final Device DEVICE = new Device("health-api:day", org.healthwarehouse.model.Attributes.EMPTY);

    private static final double LONGEST_SECONDS = Duration.ofDays(60).toSeconds();
    private static final int WIDEST_OFFSET = 14 * 3600;

    /** @throws BadItemException if it has no place in time */
    static HealthApiTime of(ExportItem item) throws BadItemException {
        Instant start = instant(item, "startTimeInSeconds")
                .or(() -> instant(item, "measurementTimeInSeconds"))
                .orElseThrow(
                        () -> new BadItemException("a required field is missing or unreadable: startTimeInSeconds"));
        double seconds = Math.min(item.number("durationInSeconds").orElse(0), LONGEST_SECONDS);
        OptionalDouble offset = item.signed("startTimeOffsetInSeconds");
        OptionalDouble measured = item.signed("measurementTimeOffsetInSeconds");
        Optional<ZoneOffset> zone = zone(offset.isPresent() ? offset : measured);
        Optional<LocalDate> date = item.date("calendarDate")
                .or(() -> zone.map(there -> start.atOffset(there).toLocalDate()));
        return new HealthApiTime(start, start.plusMillis(Math.round(seconds * 1000)), zone, date);
    }

    private static Optional<ZoneOffset> zone(OptionalDouble seconds) {
        return seconds.isPresent() && Math.abs(seconds.getAsDouble()) <= WIDEST_OFFSET
                ? Optional.of(ZoneOffset.ofTotalSeconds((int) seconds.getAsDouble()))
                : Optional.empty();
    }

    /** A moment in seconds since 1970; empty if there is none, or it cannot be stored. */
    static Optional<Instant> instant(ExportItem item, String name) {
        OptionalDouble seconds = item.number(name);
        return seconds.isPresent() && seconds.getAsDouble() < TimeRange.LATEST.getEpochSecond()
                ? Optional.of(Instant.ofEpochSecond((long) seconds.getAsDouble()))
                : Optional.empty();
    }

    /** Tells a series; values below the least say why there is none. */
    void series(ExportItem item, String name, SampleType type, double least, Telling out)
            throws MalformedResponseException {
        for (Map.Entry<String, Object> each : item.taken(name).left().entrySet()) {
            boolean placed = each.getKey().matches("\\d{1,8}");
            if (placed && each.getValue() instanceof Number value && value.doubleValue() >= least) {
                Instant at = start.plusSeconds(Long.parseLong(each.getKey()));
                out.sample(type, DEVICE, "", at, at, value.doubleValue());
            } else if (!placed) {
                out.problem("a row of " + name + " has no time", name);
            }
        }
    }

    /** Date and zone, as records have them. */
    ExportValues values() {
        return new ExportValues().put("local_date", date).put("time_zone", zone.map(ZoneOffset::getId));
    }
}
