package org.healthwarehouse.model;

/**
 * Where data comes from: {@code fulcra}, {@code whoop}, {@code garmin}, {@code ble}. One connector serves one source.
 *
 * @param value 1 to 200 printable characters, by custom lower case
 */
public record SourceId(String value) implements Comparable<SourceId> {
    /** @throws InvalidParameterException if the value is blank, too long or has control characters */
    public SourceId {
        Text.identifier("source id", value);
    }

    /** Same as the constructor, for fluent code. */
    public static SourceId of(String value) {
        return new SourceId(value);
    }

    @Override
    public int compareTo(SourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
