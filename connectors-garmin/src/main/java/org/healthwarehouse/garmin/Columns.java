package org.healthwarehouse.garmin;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which column of a table is which. Tables come with a list that says it; where it is missing, they are taken to be in
 * the usual order.
 */
final class Columns {
    private static final int MOST = 1_000;

    private final Map<String, Integer> places = new HashMap<>();

    /** @param usual the columns in the order that they were always seen in */
    Columns(List<ExportItem> descriptors, List<String> usual) {
        descriptors.forEach(this::add);
        if (places.isEmpty()) {
            for (int i = 0; i < usual.size(); i++) {
                places.put(usual.get(i).toLowerCase(Locale.ROOT), i);
            }
        }
    }

    /** The two fields of a descriptor have a different name in every body, and end alike in all. */
    private void add(ExportItem descriptor) {
        String key = "";
        int index = -1;
        for (Map.Entry<String, Object> field : descriptor.left().entrySet()) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (name.endsWith("key") && field.getValue() instanceof String text) {
                key = text.toLowerCase(Locale.ROOT);
            } else if (name.endsWith("index") && field.getValue() instanceof Long number) {
                index = number >= 0 && number < MOST ? number.intValue() : -1;
            }
        }
        if (!key.isEmpty() && index >= 0) {
            places.put(key, index);
        }
    }

    /** What a row has in the column. */
    Row row(List<?> values) {
        return new Row(this, values);
    }

    /** The place of a column; -1 if there is none. */
    int place(String column) {
        return places.getOrDefault(column.toLowerCase(Locale.ROOT), -1);
    }
}
