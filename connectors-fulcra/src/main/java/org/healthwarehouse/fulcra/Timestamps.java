package org.healthwarehouse.fulcra;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import org.healthwarehouse.model.TimeRange;

/** Times as Fulcra writes and wants them: ISO 8601 with zone. */
final class Timestamps {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /**
     * UTC epoch milliseconds; empty for the year 1 and for the far future, which stand for unknown.
     *
     * @throws java.time.format.DateTimeParseException if the text is no time with a zone
     */
    static OptionalLong parse(String text) {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        boolean known = !instant.isBefore(TimeRange.EARLIEST) && instant.isBefore(TimeRange.LATEST);
        return known ? OptionalLong.of(instant.toEpochMilli()) : OptionalLong.empty();
    }

    /** For a request: with {@code Z} and milliseconds, because what times without a zone mean is not known. */
    static String write(Instant instant) {
        return WRITTEN.format(instant);
    }
}
