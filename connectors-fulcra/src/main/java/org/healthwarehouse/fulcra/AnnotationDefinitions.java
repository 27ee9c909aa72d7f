package org.healthwarehouse.fulcra;

import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.jspecify.annotations.Nullable;

/** The list of what the person has chosen to note down. Deleted definitions stay: what was noted is history. */
final class AnnotationDefinitions {
    private AnnotationDefinitions() {}

    /** Reads the list. The interface is an alpha version: whatever is no definition that we know is passed over. */
    static List<Annotation> read(RawBody body) throws MalformedResponseException {
        List<Annotation> annotations = new ArrayList<>();
        try (ItemReader reader = ItemReader.open(body)) {
            while (reader.nextItem()) {
                String id = null;
                String kind = null;
                for (String field = reader.nextField(); field != null; field = reader.nextField()) {
                    switch (field) {
                        case "id" -> id = text(reader);
                        case "annotation_type" -> kind = text(reader);
                        default -> reader.skip();
                    }
                }
                if (id != null && kind != null) {
                    Annotation.of(kind, id).ifPresent(annotations::add);
                }
            }
        }
        return annotations.stream().distinct().toList();
    }

    private static @Nullable String text(ItemReader reader) throws MalformedResponseException {
        return reader.value() instanceof String text ? text : null;
    }
}
