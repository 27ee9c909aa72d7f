package org.healthwarehouse.garmin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One object of an export. Values are taken out of it; what nobody took is left over. What cannot be read is left out
 * and noted. Negative numbers, by which the vendor says that there is no value, are none.
 */
final class ExportItem {
    private static final long QUARTER_HOUR = 15 * 60;
    private static final long WIDEST_OFFSET = 14 * 3600;

    private final Map<String, Object> left;
    private final List<String> problems;

    ExportItem(Map<String, Object> object) {
        this(object, new ArrayList<>());
    }

    /** One that notes what cannot be read in a list of somebody else. */
    ExportItem(Map<String, Object> object, List<String> problems) {
        left = new TreeMap<>(object);
        this.problems = problems;
    }

    /** Says that an object cannot be taken at all; the text names fields, never values. */
    static final class BadItemException extends Exception {
        private static final long serialVersionUID = 1;

        BadItemException(String rule) {
            super(rule);
        }
    }

    /** What nobody took. */
    Map<String, Object> left() {
        return left;
    }

    /** The same once more, to look at values without taking them; what cannot be read is not noted. */
    ExportItem copy() {
        return new ExportItem(left);
    }

    /** Which values could not be read, and why. */
    List<String> problems() {
        return problems;
    }

    private void bad(String name, String expected) {
        problems.add("field " + name + ": expected " + expected);
    }

    /** A number that is not negative; what is negative is no value and is dropped. */
    OptionalDouble number(String name) {
        OptionalDouble number = signed(name);
        return number.isPresent() && number.getAsDouble() < 0 ? OptionalDouble.empty() : number;
    }

    /** A number that may be negative. */
    OptionalDouble signed(String name) {
        Object value = left.remove(name);
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return OptionalDouble.of(number.doubleValue());
        }
        if (value != null) {
            bad(name, "a number");
        }
        return OptionalDouble.empty();
    }

    Optional<String> text(String name) {
        Object value = left.remove(name);
        if (value != null && !(value instanceof String)) {
            bad(name, "text");
        }
        return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** A name that identifies something: text, or a whole number. */
    Optional<String> identity(String name) {
        Object value = left.remove(name);
        return value instanceof Long || value instanceof String
                ? Optional.of(value.toString())
                        .filter(text -> !text.isBlank()
                                && text.length() <= 100
                                && text.chars().noneMatch(Character::isISOControl))
                : Optional.empty();
    }

    /** What a clock said; whether that of UTC or one on the wall tells the name of the field. */
    Optional<LocalDateTime> clock(String name) {
        Object value = left.remove(name);
        Optional<LocalDateTime> time = ClockReading.of(value);
        if (value != null && time.isEmpty()) {
            bad(name, "a time between 1900 and 2199");
        }
        return time;
    }

    /** A moment, of a field that is in UTC. */
    Optional<Instant> instant(String name) {
        return clock(name).map(time -> time.toInstant(ZoneOffset.UTC));
    }

    Optional<LocalDate> date(String name) {
        return clock(name).map(LocalDateTime::toLocalDate);
    }

    LocalDate requiredDate(String name) throws BadItemException {
        return date(name).orElseThrow(() -> new BadItemException("a required field is missing or unreadable: " + name));
    }

    Instant requiredInstant(String name) throws BadItemException {
        return instant(name)
                .orElseThrow(() -> new BadItemException("a required field is missing or unreadable: " + name));
    }

    /** What a wall clock was ahead of UTC, to the quarter of an hour; empty if no zone is that far. */
    static Optional<ZoneOffset> offset(Optional<LocalDateTime> wall, Optional<Instant> utc) {
        if (wall.isEmpty() || utc.isEmpty()) {
            return Optional.empty();
        }
        long seconds = Duration.between(utc.get(), wall.get().toInstant(ZoneOffset.UTC))
                .toSeconds();
        long quarters = Math.round((double) seconds / QUARTER_HOUR) * QUARTER_HOUR;
        return Math.abs(quarters) <= WIDEST_OFFSET
                ? Optional.of(ZoneOffset.ofTotalSeconds((int) quarters))
                : Optional.empty();
    }

    /** An object inside, which stays among what is left; an empty one if there is none. */
    ExportItem inside(String name) {
        return of(left.get(name));
    }

    /** An object inside, which is taken; an empty one if there is none. */
    ExportItem taken(String name) {
        return of(left.remove(name));
    }

    /** The objects of a list inside, which stays among what is left. */
    List<ExportItem> list(String name) {
        return left.get(name) instanceof List<?> list
                ? list.stream().map(this::of).toList()
                : List.of();
    }

    private ExportItem of(@Nullable Object value) {
        Map<String, Object> object = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> {
                if (each != null) {
                    object.put(String.valueOf(name), each);
                }
            });
        }
        return new ExportItem(object, problems);
    }
}
