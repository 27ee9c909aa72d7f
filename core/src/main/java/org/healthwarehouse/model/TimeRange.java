package org.healthwarehouse.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A half-open range of time, {@code [start, end)}, never empty, in whole milliseconds of UTC. Feeds that think in local
 * dates use the same type with each date written as its UTC midnight ({@link #ofDates}).
 *
 * @param start first instant inside; cut to the millisecond
 * @param end first instant outside; cut to the millisecond
 */
public record TimeRange(Instant start, Instant end) implements Comparable<TimeRange> {
    /** No range may begin before this instant. */
    public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    /** No range may end after this instant. */
    public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** @throws InvalidParameterException if the range is reversed, empty, or outside the years 1900 to 2199 */
    public TimeRange {
        if (start.isBefore(EARLIEST) || end.isAfter(LATEST)) {
            throw new InvalidParameterException(
                    "time range",
                    start + " to " + end,
                    "must lie between " + EARLIEST + " and " + LATEST,
                    "check the year; a vendor's 'unknown' date is not a date");
        }
        start = wholeMillis(start);
        end = wholeMillis(end);
        if (!start.isBefore(end)) {
            throw new InvalidParameterException(
                    "time range",
                    start + " to " + end,
                    "must start before it ends (the end is not part of it)",
                    start.equals(end) ? "give an end after the start" : "exchange start and end");
        }
    }

    /** Ranges are made by the million, nearly all of them of whole milliseconds. */
    private static Instant wholeMillis(Instant instant) {
        boolean whole = instant.get(ChronoField.NANO_OF_SECOND) % 1_000_000 == 0;
        return whole ? instant : instant.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Refuses an instant that no range may hold.
     *
     * @param what whose time it is, for the message
     * @throws InvalidParameterException if the instant lies outside the years 1900 to 2199
     */
    public static void requireWithin(String what, Instant instant) {
        if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
            throw new InvalidParameterException(
                    "time of a " + what,
                    instant,
                    "must lie between " + EARLIEST + " and " + LATEST,
                    "check the year; a vendor's 'unknown' date is not a date");
        }
    }

    /** The range of the given instants. */
    public static TimeRange of(Instant start, Instant end) {
        return new TimeRange(start, end);
    }

    /** The range of the given milliseconds since the epoch. */
    public static TimeRange ofMillis(long startMs, long endMs) {
        return new TimeRange(Instant.ofEpochMilli(startMs), Instant.ofEpochMilli(endMs));
    }

    /** The dates {@code [first, endExclusive)} on a date axis, each written as its UTC midnight. */
    public static TimeRange ofDates(LocalDate first, LocalDate endExclusive) {
        return new TimeRange(
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                endExclusive.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** Start in milliseconds since the epoch. */
    public long startMs() {
        return start.toEpochMilli();
    }

    /** End, exclusive, in milliseconds since the epoch. */
    public long endMs() {
        return end.toEpochMilli();
    }

    /** How long it is. */
    public Duration duration() {
        return Duration.between(start, end);
    }

    /** Whether the instant lies inside. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }

    /** Whether all of the other range lies inside. */
    public boolean contains(TimeRange other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }

    /** Whether the two have at least one millisecond in common. */
    public boolean intersects(TimeRange other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    /** What the two have in common; empty if nothing. */
    public Optional<TimeRange> intersection(TimeRange other) {
        if (!intersects(other)) {
            return Optional.empty();
        }
        return Optional.of(new TimeRange(
                start.isAfter(other.start) ? start : other.start, end.isBefore(other.end) ? end : other.end));
    }

    /** The least range that holds both. */
    public TimeRange hull(TimeRange other) {
        return new TimeRange(
                start.isBefore(other.start) ? start : other.start, end.isAfter(other.end) ? end : other.end);
    }

    /** The range made longer by this much on either side, as far as ranges may go. */
    public TimeRange padded(Duration by) {
        Instant from = start.minus(by);
        Instant to = end.plus(by);
        return new TimeRange(from.isBefore(EARLIEST) ? EARLIEST : from, to.isAfter(LATEST) ? LATEST : to);
    }

    /** By start, then by end. */
    @Override
    public int compareTo(TimeRange other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : end.compareTo(other.end);
    }

    /** For example {@code 2026-01-01T00:00:00Z/2026-01-08T00:00:00Z}, as ISO 8601 writes intervals. */
    @Override
    public String toString() {
        return start + "/" + end;
    }
}
