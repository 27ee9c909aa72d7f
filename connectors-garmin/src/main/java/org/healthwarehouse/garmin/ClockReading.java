package org.healthwarehouse.garmin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time as an export writes it, in five shapes: milliseconds since 1970, a date, a date and time without a zone, the
 * same with one, and a list of year, month, day, hours, minutes, seconds and nanoseconds. Whether it is UTC or what a
 * clock on the wall said only the name of its field tells, also of milliseconds.
 */
final class ClockReading {
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(java.util.Locale.ROOT);

    private static final int DATE_LENGTH = 10;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    private ClockReading() {}

    /** What it says; empty if it is none of the shapes, or outside the years 1900 to 2199. */
    static Optional<LocalDateTime> of(@Nullable Object written) {
        try {
            return Optional.ofNullable(read(written))
                    .filter(time -> time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static @Nullable LocalDateTime read(@Nullable Object written) {
        if (written instanceof Number number) {
            return Instant.ofEpochMilli(number.longValue())
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDateTime();
        }
        if (written instanceof List<?> parts) {
            return parts(parts);
        }
        return written instanceof String text ? text(text.strip()) : null;
    }

    private static LocalDateTime text(String text) {
        if (text.length() == DATE_LENGTH) {
            return LocalDate.parse(text).atStartOfDay();
        }
        String time = text.substring(Math.min(text.length(), DATE_LENGTH));
        if (time.endsWith("Z") || time.contains("+") || time.contains("-")) {
            return OffsetDateTime.parse(text)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime();
        }
        return LocalDateTime.parse(text, DATE_TIME);
    }

    private static @Nullable LocalDateTime parts(List<?> parts) {
        int[] numbers = {0, 1, 1, 0, 0, 0, 0};
        if (parts.size() < 3 || parts.size() > numbers.length) {
            return null;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Long number)) {
                return null;
            }
            numbers[i] = number.intValue();
        }
        return LocalDateTime.of(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    }
}
