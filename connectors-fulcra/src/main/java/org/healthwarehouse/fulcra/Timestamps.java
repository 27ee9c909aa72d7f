package org.healthwarehouse.fulcra;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import org.healthwarehouse.model.TimeRange;

/** Times as Fulcra writes and wants them: ISO 8601 with zone. */
final class Timestamps {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String SAMPLE_SHAPE = "dddd-dd-ddTdd:dd:dd.ddd+00:00";

    private Timestamps() {}

    /**
     * UTC epoch milliseconds; empty for the year 1 and for the far future, which stand for unknown.
     *
     * @throws java.time.DateTimeException if the text is no time with a zone
     */
    static OptionalLong parse(String text) {
        Instant instant = hasSampleShape(text)
                ? Instant.ofEpochMilli(sample(text))
                : OffsetDateTime.parse(text).toInstant();
        boolean known = !instant.isBefore(TimeRange.EARLIEST) && instant.isBefore(TimeRange.LATEST);
        return known ? OptionalLong.of(instant.toEpochMilli()) : OptionalLong.empty();
    }

    /** The shape of nearly all times of a page, of which a page has tens of thousands: worth reading by hand. */
    private static boolean hasSampleShape(String text) {
        if (text.length() != SAMPLE_SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < SAMPLE_SHAPE.length(); i++) {
            char shape = SAMPLE_SHAPE.charAt(i);
            char c = text.charAt(i);
            if (shape == 'd' ? c < '0' || c > '9' : c != shape) {
                return false;
            }
        }
        return true;
    }

    private static long sample(String text) {
        LocalDate date = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException("no time of day");
        }
        long seconds = date.toEpochDay() * 86_400 + hour * 3_600L + minute * 60L + second;
        return seconds * 1_000 + digits(text, 20, 23);
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    /** For a request: with {@code Z} and milliseconds, because what times without a zone mean is not known. */
    static String write(Instant instant) {
        return WRITTEN.format(instant);
    }
}
