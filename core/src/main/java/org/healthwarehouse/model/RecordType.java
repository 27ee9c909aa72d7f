package org.healthwarehouse.model;

import java.util.List;
import java.util.Optional;

/**
 * A document with identity and interval: a workout, a sleep, a recovery, a daily summary.
 *
 * @param name canonical name in lower snake case
 * @param fields the fields that are the same for every source, in the order in which they are shown; a record may carry
 *     further attributes
 * @param meaning one sentence
 */
public record RecordType(String name, List<Field> fields, String meaning) implements DataType {
    /** @throws InvalidParameterException if the name is blank, too long or has control characters */
    public RecordType {
        Text.identifier("data type name", name);
        fields = List.copyOf(fields);
    }

    /**
     * The field by which a record says to which local date it belongs, as ISO 8601: {@code date} or {@code local_date},
     * if one of them is declared.
     */
    public Optional<String> dateField() {
        return fields.stream()
                .map(Field::name)
                .filter(name -> name.equals("date") || name.equals("local_date"))
                .findFirst();
    }

    /**
     * One declared field of a record.
     *
     * @param name attribute name in lower snake case
     * @param kind what values it takes
     * @param unit UCUM code; {@code 1} where there is none
     * @param meaning one sentence
     */
    public record Field(String name, Kind kind, String unit, String meaning) {}

    /** What values a field takes. */
    public enum Kind {
        /** A decimal number. */
        NUMBER,
        /** A whole number. */
        INTEGER,
        /** Text. */
        TEXT,
        /** An instant, written as ISO 8601 in UTC. */
        INSTANT,
        /** True or false. */
        BOOLEAN,
        /** A nested object or array. */
        JSON
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordType type && type.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
