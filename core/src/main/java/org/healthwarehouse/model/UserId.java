package org.healthwarehouse.model;

/**
 * The person whose data is held; everything in a warehouse is keyed by it. It is the application's own name for the
 * person, not a vendor's. A single-user application never has to mention it and gets {@link #LOCAL}.
 *
 * @param value 1 to 200 printable characters
 */
public record UserId(String value) {
    /** The user of an application that has only one. */
    public static final UserId LOCAL = new UserId("local");

    /** @throws InvalidParameterException if the value is blank, too long or has control characters */
    public UserId {
        Text.identifier("user id", value);
    }

    /** Same as the constructor, for fluent code. */
    public static UserId of(String value) {
        return new UserId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
