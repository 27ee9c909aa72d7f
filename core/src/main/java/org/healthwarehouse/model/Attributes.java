package org.healthwarehouse.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The named values of a record, a sample or a device, as JSON would hold them: text, {@link Long}, {@link Double},
 * {@link Boolean}, lists, maps and null. Immutable; names are kept sorted, so that equal attributes are equal text.
 */
public final class Attributes {
    /** No attributes. */
    public static final Attributes EMPTY = new Attributes(new TreeMap<>());

    private final Map<String, @Nullable Object> values;

    private Attributes(Map<String, @Nullable Object> sorted) {
        this.values = Collections.unmodifiableMap(sorted);
    }

    /**
     * Attributes of the given values, copied deeply.
     *
     * @throws InvalidParameterException if a value is of a kind that JSON does not know, a number is not finite, or
     *     values are nested deeper than 64 levels
     */
    public static Attributes of(Map<String, ? extends @Nullable Object> values) {
        return values.isEmpty() ? EMPTY : new Attributes(JsonValues.copyOfMap(values));
    }

    /**
     * Reads a JSON object.
     *
     * @throws InvalidParameterException if the text is not one JSON object, or is nested deeper than 64 levels
     */
    public static Attributes parse(String json) {
        return of(JsonValues.readObject(json));
    }

    /** All values by name, in the order of their names; unmodifiable, also inside. */
    public Map<String, @Nullable Object> asMap() {
        return values;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The text of that name; empty if it is absent, null or not text. */
    public Optional<String> text(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The number of that name as a double; empty if it is absent, null or not a number. */
    public Optional<Double> number(String name) {
        return values.get(name) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    /** The same attributes with one more or replaced. */
    public Attributes with(String name, @Nullable Object value) {
        TreeMap<String, @Nullable Object> copy = new TreeMap<>(values);
        copy.put(name, value);
        return of(copy);
    }

    /** One line of JSON with names in sorted order. */
    public String toJson() {
        return JsonValues.write(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes attributes && attributes.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** The names only: values may be about somebody's health and do not belong in logs. */
    @Override
    public String toString() {
        return "Attributes" + values.keySet();
    }
}
