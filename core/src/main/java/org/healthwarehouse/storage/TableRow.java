package org.healthwarehouse.storage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.healthwarehouse.model.Attributes;
import org.jspecify.annotations.Nullable;

/** A row of a table, or some values of one, by the names of their columns. Immutable. */
public final class TableRow {
    /** No values. */
    public static final TableRow EMPTY = new TableRow(Map.of());

    private final Map<String, @Nullable Object> values;

    private TableRow(Map<String, @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * The same row with one value more, or another one.
     *
     * @param value as the column's {@link ColumnKind} says; also an int, a constant of an enum, and an {@code Optional}
     *     of them. An empty one, and null, is no value
     */
    public TableRow with(String column, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
        more.put(column, plain(value));
        return new TableRow(more);
    }

    /** The same row without those columns. */
    public TableRow without(String... columns) {
        Map<String, @Nullable Object> fewer = new LinkedHashMap<>(values);
        List.of(columns).forEach(fewer::remove);
        return new TableRow(fewer);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Optional<?> maybe) {
            return maybe.isPresent() ? plain(maybe.get()) : null;
        }
        if (value instanceof OptionalDouble maybe) {
            return maybe.isPresent() ? maybe.getAsDouble() : null;
        }
        if (value instanceof OptionalInt maybe) {
            return maybe.isPresent() ? (long) maybe.getAsInt() : null;
        }
        if (value instanceof OptionalLong maybe) {
            return maybe.isPresent() ? maybe.getAsLong() : null;
        }
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Instant moment) {
            return moment.truncatedTo(ChronoUnit.MILLIS);
        }
        return value instanceof List<?> list ? List.copyOf(list) : value;
    }

    /** All values by column, in the order in which they were given; null where a column has none. */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    /** The text or choice of the column; empty if there is none. */
    public Optional<String> text(String column) {
        return value(column, String.class);
    }

    /** The whole number of the column; empty if there is none. */
    public OptionalLong integer(String column) {
        return values.get(column) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** The decimal number of the column; empty if there is none. */
    public OptionalDouble number(String column) {
        return values.get(column) instanceof Double number ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** Whether the column holds true; false also if it has no value. */
    public boolean isTrue(String column) {
        return Boolean.TRUE.equals(values.get(column));
    }

    /** The moment of the column; empty if there is none. */
    public Optional<Instant> instant(String column) {
        return value(column, Instant.class);
    }

    /** The local date of the column; empty if there is none. */
    public Optional<LocalDate> date(String column) {
        return value(column, LocalDate.class);
    }

    /** The object of the column; the empty one if there is none. */
    public Attributes json(String column) {
        return value(column, Attributes.class).orElse(Attributes.EMPTY);
    }

    /** The texts of the column; none if there is no value. */
    public List<String> texts(String column) {
        return values.get(column) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The choice of the column as a constant of the enum; empty if there is none. */
    public <E extends Enum<E>> Optional<E> choice(String column, Class<E> constants) {
        return text(column).map(name -> Enum.valueOf(constants, name));
    }

    private <T> Optional<T> value(String column, Class<T> type) {
        Object value = values.get(column);
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TableRow row && row.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The columns only: values may be about somebody's health and do not belong in logs. */
    @Override
    public String toString() {
        return "TableRow" + values.keySet();
    }
}
