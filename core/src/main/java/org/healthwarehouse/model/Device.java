package org.healthwarehouse.model;

/**
 * What recorded a sample. Two devices never share a series. The {@link #key} is hardware and recording program, never a
 * software version or a name that a person gave, so that an update or a renaming does not start a new series.
 *
 * @param key stable identity, for example {@code Watch6,2|com.apple.health}; empty if the source names no device
 * @param attributes what else is known: name, model, manufacturer; shown, never compared
 */
public record Device(String key, Attributes attributes) {
    /** For sources that name no device. */
    public static final Device UNKNOWN = new Device("", Attributes.EMPTY);

    /** A device of which only the identity is known. */
    public static Device of(String key) {
        return new Device(key, Attributes.EMPTY);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Device device && device.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
