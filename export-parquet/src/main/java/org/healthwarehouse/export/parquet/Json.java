package org.healthwarehouse.export.parquet;

import java.util.Map;
import org.healthwarehouse.model.Attributes;

/** A value inside attributes as JSON. */
final class Json {
    private Json() {}

    static String of(Object value) {
        String wrapped = Attributes.of(Map.of("v", value)).toJson();
        return wrapped.substring("{\"v\":".length(), wrapped.length() - 1);
    }
}
