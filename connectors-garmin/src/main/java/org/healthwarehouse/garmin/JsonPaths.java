package org.healthwarehouse.garmin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in a document the things are of which there may be many: names of fields with dots between them, {@code *} for
 * whatever name, {@code []} for each of a list, for example {@code days[].values[]}.
 */
final class JsonPaths {
    private static final String EACH = "[]";
    private static final String ANY = "*";

    private final Map<String, JsonPaths> next = new HashMap<>();
    private String ends = "";

    private JsonPaths() {}

    static JsonPaths of(List<String> paths) {
        JsonPaths root = new JsonPaths();
        for (String path : paths) {
            JsonPaths at = root;
            for (String step : path.replace(EACH, "." + EACH).split("\\.", -1)) {
                at = step.isEmpty() ? at : at.next.computeIfAbsent(step, unused -> new JsonPaths());
            }
            at.ends = path;
        }
        return root;
    }

    /** The path that ends here; empty if none does. */
    String end() {
        return ends;
    }

    /** What goes on under a field; null if nothing does. */
    @Nullable
    JsonPaths field(String name) {
        JsonPaths exact = next.get(name);
        return exact == null ? next.get(ANY) : exact;
    }

    /** What goes on in a list; null if nothing does. */
    @Nullable
    JsonPaths each() {
        return next.get(EACH);
    }
}
