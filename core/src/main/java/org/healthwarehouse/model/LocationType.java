package org.healthwarehouse.model;

/**
 * A track of positions.
 *
 * @param name canonical name in lower snake case
 * @param meaning one sentence
 */
public record LocationType(String name, String meaning) implements DataType {
    /** @throws InvalidParameterException if the name is blank, too long or has control characters */
    public LocationType {
        Text.identifier("data type name", name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LocationType type && type.name.equals(name);
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
