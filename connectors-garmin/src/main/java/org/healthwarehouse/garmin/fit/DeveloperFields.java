package org.healthwarehouse.garmin.fit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What programs that are not the device's own have said of the fields that they add. There are at most 65,536. */
final class DeveloperFields {
    private final Map<Integer, Description> byKey = new HashMap<>();

    /**
     * A field as its program describes it.
     *
     * @param name as the program calls it
     * @param base how to read a value
     * @param scale by which the written number is divided
     * @param offset that is taken from the quotient
     */
    record Description(String name, BaseType base, double scale, double offset) {
        double value(double written) {
            return written / scale - offset;
        }
    }

    /** Learns from a message of the kind field_description; one that says too little is passed over. */
    void learn(FitMessage message) {
        double developer = message.value("developer_data_index");
        double number = message.value("field_definition_number");
        double code = message.value("fit_base_type_id");
        String name = message.text("field_name");
        BaseType base = Double.isNaN(code) ? null : BaseType.of((int) code);
        if (Double.isNaN(developer) || Double.isNaN(number) || name == null || base == null) {
            return;
        }
        double scale = message.value("scale");
        double offset = message.value("offset");
        byKey.put(
                key((int) developer, (int) number),
                new Description(name, base, scale > 0 ? scale : 1, Double.isNaN(offset) ? 0 : offset));
    }

    /** The description of a field, null if it is none of a developer's or nobody described it. */
    @Nullable
    Description describe(Field field) {
        return field.developer() == Field.NATIVE ? null : byKey.get(key(field.developer(), field.number()));
    }

    private static int key(int developer, int number) {
        return developer << 8 | (number & 0xFF);
    }
}
