package org.healthwarehouse.garmin.fit;

/** The clock of one file: completes times of which only the lowest bits were written. Counts in seconds of FIT. */
final class FitTime {
    /** Smaller values are seconds since the device was switched on. */
    static final long FIRST_ABSOLUTE = 0x1000_0000L;
    /** From the epoch of Unix to that of FIT, 1989-12-31T00:00:00Z. */
    static final long EPOCH_SECONDS = 631_065_600L;

    static final long NONE = -1;

    private static final long LAST = 0xFFFF_FFFFL;

    private long last = NONE;

    /** A whole time was written. */
    long full(long seconds) {
        last = seconds;
        return last;
    }

    /** The lowest bits were written: the first time from the last one on that ends in them; none if there was none. */
    long low(long bits, int count) {
        if (last != NONE) {
            last += (bits - last) & ((1L << count) - 1);
        }
        return last;
    }

    /** The lowest bits of the minutes were written: the first full minute from the last time on, rounded down. */
    long lowMinutes(long bits, int count) {
        if (last != NONE) {
            long minutes = last / 60;
            long ahead = (bits - minutes) & ((1L << count) - 1);
            last = ahead == 0 ? last : (minutes + ahead) * 60;
        }
        return last;
    }

    /** UTC epoch milliseconds, or {@link FitMessage#NO_TIME} if it only counts from the start of the device. */
    static long millis(long seconds) {
        return seconds < FIRST_ABSOLUTE || seconds > LAST ? FitMessage.NO_TIME : (seconds + EPOCH_SECONDS) * 1000;
    }
}
