package org.healthwarehouse.fulcra;

import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.jspecify.annotations.Nullable;

/**
 * One metric of the vendor's catalogue.
 *
 * @param name the metric's name in requests
 * @param column name of its column in computed series; empty if there is none
 * @param kind {@code discrete}, {@code cumulative} or empty
 * @param unit as the vendor writes it; empty if there is none
 */
record CatalogueEntry(String name, String column, String kind, String unit) {
    /** Reads {@code metrics_catalog}. */
    static List<CatalogueEntry> readAll(RawBody body) throws MalformedResponseException {
        List<CatalogueEntry> entries = new ArrayList<>();
        try (ItemReader reader = ItemReader.open(body)) {
            while (reader.nextItem()) {
                entries.add(read(reader));
            }
        }
        return List.copyOf(entries);
    }

    private static CatalogueEntry read(ItemReader reader) throws MalformedResponseException {
        String name = null;
        String column = null;
        String kind = null;
        String unit = null;
        for (String field = reader.nextField(); field != null; field = reader.nextField()) {
            switch (field) {
                case "name" -> name = reader.identifier();
                case "value_column" -> column = reader.optionalText();
                case "metric_kind" -> kind = reader.optionalText();
                case "unit" -> unit = reader.optionalText();
                default -> reader.skip();
            }
        }
        if (name == null) {
            throw reader.missing("name");
        }
        return new CatalogueEntry(name, orEmpty(column), orEmpty(kind), orEmpty(unit));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
