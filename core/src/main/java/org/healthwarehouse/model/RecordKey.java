package org.healthwarehouse.model;

/**
 * One of the identities of a record; a record may have several, and any of them finds it.
 *
 * @param scheme what kind of identity, for example {@code uuid}, {@code start}, {@code serial}
 * @param value the identity itself, compared as text
 */
public record RecordKey(String scheme, String value) implements Comparable<RecordKey> {
    /** @throws InvalidParameterException if a part is blank, too long or has control characters */
    public RecordKey {
        Text.identifier("record key scheme", scheme);
        Text.identifier("record key", value);
    }

    /** A vendor's UUID. */
    public static RecordKey uuid(String value) {
        return new RecordKey("uuid", value);
    }

    @Override
    public int compareTo(RecordKey other) {
        int byScheme = scheme.compareTo(other.scheme);
        return byScheme != 0 ? byScheme : value.compareTo(other.value);
    }
}
