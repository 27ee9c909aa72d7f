package org.healthwarehouse.export.parquet;

import java.util.Map;
import java.util.TreeMap;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;

/** What the footer of a file says besides its columns. */
final class Metadata {
    private Metadata() {}

    /** @param units UCUM codes by column */
    static Map<String, String> of(DataType type, Map<String, String> units) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("healthwarehouse.type", type.name());
        metadata.put("healthwarehouse.units", Attributes.of(units).toJson());
        return metadata;
    }
}
