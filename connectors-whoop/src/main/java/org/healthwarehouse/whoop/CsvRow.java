package org.healthwarehouse.whoop;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One row of a table of the export, by the names of its columns. Times are those of the wall in the row's zone. */
final class CsvRow {
    private static final DateTimeFormatter WALL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final String ZONE = "Cycle timezone";

    private final Map<String, Integer> columns;
    private final List<String> fields;
    private final int line;

    CsvRow(Map<String, Integer> columns, List<String> fields, int line) {
        this.columns = columns;
        this.fields = fields;
        this.line = line;
    }

    /** A value that is not what its column holds. Names the column, never the value. */
    static final class BadValueException extends Exception {
        private static final long serialVersionUID = 1L;

        BadValueException(String message) {
            super(message);
        }
    }

    /** Where it is, for a person. */
    String position() {
        return "line " + line;
    }

    /** What the column holds; empty if that is nothing, or there is no such column. */
    Optional<String> text(String column) {
        return Optional.ofNullable(columns.get(column)).map(fields::get).filter(text -> !text.isBlank());
    }

    OptionalDouble number(String column) throws BadValueException {
        Optional<String> text = text(column);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double value = Double.parseDouble(text.get().strip());
            if (Double.isFinite(value)) {
                return OptionalDouble.of(value);
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new BadValueException("column " + column + " holds no number");
    }

    Optional<Boolean> flag(String column) throws BadValueException {
        Optional<String> text = text(column).map(each -> each.strip().toLowerCase(Locale.ROOT));
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            throw new BadValueException("column " + column + " holds neither true nor false");
        }
        return text.map("true"::equals);
    }

    /** The offset from UTC that the wall clock had: {@code UTC-05:00}, {@code UTC+05:30}, or {@code UTCZ}. */
    ZoneOffset offset() throws BadValueException {
        String zone = text(ZONE).map(String::strip).orElse("");
        try {
            if (zone.equals("UTC")) {
                return ZoneOffset.UTC;
            }
            if (zone.startsWith("UTC")) {
                return ZoneOffset.of(zone.substring("UTC".length()));
            }
        } catch (DateTimeException e) {
            // Told below.
        }
        throw new BadValueException("column " + ZONE + " holds no offset like UTC+01:00");
    }

    Optional<Instant> instant(String column) throws BadValueException {
        Optional<LocalDateTime> wall = wall(column);
        return wall.isPresent() ? Optional.of(wall.get().toInstant(offset())) : Optional.empty();
    }

    Optional<LocalDate> date(String column) throws BadValueException {
        return wall(column).map(LocalDateTime::toLocalDate);
    }

    private Optional<LocalDateTime> wall(String column) throws BadValueException {
        Optional<String> text = text(column);
        try {
            return text.map(each -> LocalDateTime.parse(each.strip(), WALL));
        } catch (DateTimeException e) {
            throw new BadValueException("column " + column + " holds no time like 2024-01-31 23:59:59");
        }
    }

    Instant requireInstant(String column) throws BadValueException {
        return instant(column).orElseThrow(() -> new BadValueException("column " + column + " is empty"));
    }
}
