package org.healthwarehouse.export;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Writes moments as {@link java.time.Instant#toString} does, without an object for each: the day is looked up once. */
final class UtcText {
    private static final long DAY_MS = 86_400_000;

    /** The text of the last moment, from its start. */
    final byte[] text = new byte[40];

    private long day = Long.MIN_VALUE;
    private int dateLength;

    /** Writes the moment into {@link #text} and answers how long it is. */
    int write(long epochMs) {
        long of = Math.floorDiv(epochMs, DAY_MS);
        if (of != day) {
            byte[] date = (LocalDate.ofEpochDay(of) + "T").getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(date, 0, text, 0, date.length);
            dateLength = date.length;
            day = of;
        }
        int ms = (int) (epochMs - of * DAY_MS);
        int at = dateLength;
        at = two(at, ms / 3_600_000, ':');
        at = two(at, ms / 60_000 % 60, ':');
        int fraction = ms % 1_000;
        at = two(at, ms / 1_000 % 60, fraction == 0 ? 'Z' : '.');
        if (fraction != 0) {
            text[at++] = (byte) ('0' + fraction / 100);
            at = two(at, fraction % 100, 'Z');
        }
        return at;
    }

    private int two(int at, int number, char after) {
        text[at] = (byte) ('0' + number / 10);
        text[at + 1] = (byte) ('0' + number % 10);
        text[at + 2] = (byte) after;
        return at + 3;
    }

    String of(long epochMs) {
        return new String(text, 0, write(epochMs), StandardCharsets.US_ASCII);
    }
}
