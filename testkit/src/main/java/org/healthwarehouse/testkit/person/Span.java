package org.healthwarehouse.testkit.person;

import java.time.Instant;

/** A half-open stretch of minutes since the epoch. */
record Span(long from, long to) {
    static final long MINUTE_MS = 60_000;

    static Span starting(long from, long minutes) {
        return new Span(from, from + minutes);
    }

    static long minuteOf(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 60L);
    }

    int minutes() {
        return (int) (to - from);
    }

    boolean contains(long minute) {
        return from <= minute && minute < to;
    }

    boolean overlaps(Span other) {
        return from < other.to && other.from < to;
    }

    boolean encloses(Span other) {
        return from <= other.from && other.to <= to;
    }

    /** The minute at a fraction of the way, 0 being the first. */
    long at(double fraction) {
        return from + (long) ((to - from) * fraction);
    }

    long fromMs() {
        return from * MINUTE_MS;
    }

    long toMs() {
        return to * MINUTE_MS;
    }
}
