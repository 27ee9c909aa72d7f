package org.healthwarehouse.storage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.healthwarehouse.model.Attributes;
import org.jspecify.annotations.Nullable;

/** The rule by which the parts of one record become what is shown of it; the same in every storage. */
public final class MergedAttributes {
    private MergedAttributes() {}

    /**
     * Each attribute as the first part tells it that does; one that is null does not. Objects inside are merged in the
     * same way, by their names; lists are taken whole.
     *
     * @param parts the best word first; at least one
     */
    public static Attributes of(List<Attributes> parts) {
        List<Attributes> leastFirst = new ArrayList<>(parts);
        Collections.reverse(leastFirst);
        Iterator<Attributes> each = leastFirst.iterator();
        Map<String, @Nullable Object> merged = new TreeMap<>(each.next().asMap());
        while (each.hasNext()) {
            lay(merged, each.next().asMap());
        }
        return Attributes.of(merged);
    }

    private static void lay(Map<String, @Nullable Object> under, Map<?, ?> over) {
        over.forEach((name, value) -> {
            Object known = under.get(String.valueOf(name));
            if (value instanceof Map<?, ?> better && known instanceof Map<?, ?> worse) {
                Map<String, @Nullable Object> both = new TreeMap<>();
                lay(both, worse);
                lay(both, better);
                under.put(String.valueOf(name), both);
            } else if (value != null || known == null) {
                under.put(String.valueOf(name), value);
            }
        });
    }
}
