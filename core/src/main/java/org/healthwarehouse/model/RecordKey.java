package org.healthwarehouse.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * One of the identities of a record; a record may have several, and any of them finds it. Keys of the schemes
 * {@code uuid} and {@code id} are strong: no other record of its type and source ever has them. All others are weak:
 * they may be shared, as two workouts may begin in the same second, and belong to whoever had them first.
 *
 * @param scheme what kind of identity, for example {@code uuid}, {@code start}, {@code serial}
 * @param value the identity itself, compared as text
 */
public record RecordKey(String scheme, String value) implements Comparable<RecordKey> {
    private static final Set<String> STRONG = Set.of("uuid", "id");

    /** @throws InvalidParameterException if a part is blank, too long or has control characters */
    public RecordKey {
        Text.identifier("record key scheme", scheme);
        Text.identifier("record key", value);
    }

    /** A vendor's UUID. */
    public static RecordKey uuid(String value) {
        return new RecordKey("uuid", value);
    }

    /** Whether no other record of the same type and source ever has this key. */
    public boolean isStrong() {
        return STRONG.contains(scheme);
    }

    /**
     * Whether these are the keys of two different records, whatever keys they share: both have strong keys of one
     * scheme, and none of these in common.
     */
    public static boolean contradict(Set<RecordKey> some, Set<RecordKey> others) {
        return STRONG.stream()
                .anyMatch(scheme -> some.stream().anyMatch(key -> key.scheme.equals(scheme))
                        && others.stream().anyMatch(key -> key.scheme.equals(scheme))
                        && some.stream().noneMatch(key -> key.scheme.equals(scheme) && others.contains(key)));
    }

    /**
     * The strong keys before the weak ones, each in their order: the order in which they tell which record is meant.
     */
    public static List<RecordKey> strongFirst(Collection<RecordKey> keys) {
        return keys.stream()
                .sorted(Comparator.comparing((RecordKey key) -> !key.isStrong()).thenComparing(key -> key))
                .toList();
    }

    @Override
    public int compareTo(RecordKey other) {
        int byScheme = scheme.compareTo(other.scheme);
        return byScheme != 0 ? byScheme : value.compareTo(other.value);
    }
}
