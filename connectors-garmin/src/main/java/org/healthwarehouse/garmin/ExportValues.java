package org.healthwarehouse.garmin;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.healthwarehouse.model.Attributes;

/** Gathers the attributes of one record. Whole numbers stay whole. */
final class ExportValues {
    private final Map<String, Object> values = new TreeMap<>();

    ExportValues put(String name, OptionalDouble number) {
        return put(name, number, 1);
    }

    /** A number in another unit than the export's. */
    ExportValues put(String name, OptionalDouble number, double times) {
        number.ifPresent(value -> values.put(name, JsonReader.number(value * times)));
        return this;
    }

    ExportValues put(String name, Optional<?> value) {
        value.ifPresent(there -> values.put(name, there.toString()));
        return this;
    }

    /** A word that the vendor writes in capitals. */
    ExportValues word(String name, Optional<String> word) {
        return put(name, word.map(text -> text.toLowerCase(Locale.ROOT)));
    }

    /** Any value that JSON knows. */
    ExportValues json(String name, Object value) {
        values.put(name, value);
        return this;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** A number as it was put; empty if there is none. */
    OptionalDouble number(String name) {
        return values.get(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /** With what is left of the object, as the vendor says it. */
    Attributes with(ExportItem item) {
        if (!item.left().isEmpty()) {
            values.put("vendor", item.left());
        }
        return alone();
    }

    Attributes alone() {
        return Attributes.of(values);
    }
}
