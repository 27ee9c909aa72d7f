package org.healthwarehouse.export.parquet;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.Type;
import org.healthwarehouse.model.RecordType.Field;
import org.healthwarehouse.model.RecordType.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The column of one declared field. A value that the column cannot hold as it is (text where a number was declared, a
 * null that is said in words) stays among the attributes.
 *
 * @param field what is declared
 * @param column number of the column
 */
record FieldColumn(Field field, int column) {
    static Type declared(Kind kind, String name) {
        return switch (kind) {
            case NUMBER -> Columns.number(name, true);
            case INTEGER -> Columns.integer(name, true);
            case TEXT -> Columns.text(name, true);
            case INSTANT -> Columns.time(name, true);
            case BOOLEAN -> Columns.flag(name, true);
            case JSON -> Columns.json(name, true);
        };
    }

    void write(RowFile row, Map<String, @Nullable Object> values) {
        Object value = values.get(field.name());
        if (value == null || !written(row, value)) {
            row.none(column);
        } else if (isWhole(value)) {
            values.remove(field.name());
        }
    }

    private boolean written(RowFile row, Object value) {
        switch (field.kind()) {
            case NUMBER -> {
                return value instanceof Number number && number(row, number);
            }
            case INTEGER -> {
                return value instanceof Number number && integer(row, number);
            }
            case TEXT -> {
                return value instanceof String text && text(row, text);
            }
            case INSTANT -> {
                return value instanceof String text && instant(row, text);
            }
            case BOOLEAN -> {
                return value instanceof Boolean flag && flag(row, flag);
            }
            case JSON -> {
                return text(row, Json.of(value));
            }
        }
        return false;
    }

    private boolean number(RowFile row, Number number) {
        row.number(column, number.doubleValue());
        return true;
    }

    private boolean integer(RowFile row, Number number) {
        boolean fits = number instanceof Long || isWholeNumber(number.doubleValue());
        if (fits) {
            row.integer(column, number.longValue());
        }
        return fits;
    }

    private static boolean isWholeNumber(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1L << 53;
    }

    private boolean text(RowFile row, String text) {
        row.text(column, text);
        return true;
    }

    private boolean flag(RowFile row, boolean flag) {
        row.flag(column, flag);
        return true;
    }

    private boolean instant(RowFile row, String text) {
        Optional<Instant> instant = parsed(text);
        instant.ifPresent(each -> row.time(column, each));
        return instant.isPresent();
    }

    private static Optional<Instant> parsed(String text) {
        try {
            Instant instant = Instant.parse(text);
            return inRange(instant) ? Optional.of(instant) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean inRange(Instant instant) {
        return Math.abs(instant.getEpochSecond()) < Long.MAX_VALUE / 1_000_000;
    }

    /** Whether the column says all that the value says. */
    private boolean isWhole(Object value) {
        if (field.kind() == Kind.INSTANT) {
            return parsed((String) value)
                    .filter(instant -> instant.toString().equals(value)
                            && instant.truncatedTo(ChronoUnit.MICROS).equals(instant))
                    .isPresent();
        }
        return field.kind() != Kind.NUMBER || !(value instanceof Long whole) || isWholeNumber(whole);
    }
}
