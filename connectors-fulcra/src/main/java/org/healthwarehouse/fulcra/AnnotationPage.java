package org.healthwarehouse.fulcra;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.RecordKey;
import org.jspecify.annotations.Nullable;

/** One answer of {@code /data/v1alpha1}: what the person noted down of one kind. */
final class AnnotationPage {
    private final Annotation annotation;
    private @Nullable String id;
    private OptionalLong recordedAt = OptionalLong.empty();
    private OptionalLong start = OptionalLong.empty();
    private OptionalLong end = OptionalLong.empty();
    private final Map<String, Object> known = new TreeMap<>();
    private final Map<String, Object> vendor = new TreeMap<>();

    private AnnotationPage(Annotation annotation) {
        this.annotation = annotation;
    }

    static void parse(Annotation annotation, RawBody body, PageSink sink) throws MalformedResponseException {
        try (ItemReader reader = ItemReader.open(body)) {
            while (reader.nextItem()) {
                AnnotationPage fields = new AnnotationPage(annotation);
                for (String field = reader.nextField(); field != null; field = reader.nextField()) {
                    fields.read(field, reader);
                }
                sink.record(fields.noted(reader));
            }
        }
    }

    private void read(String field, ItemReader reader) throws MalformedResponseException {
        switch (field) {
            case "id" -> id = reader.identifier();
            case "recorded_at" -> recordedAt = reader.optionalTime();
            case "start_time", "start_date" -> start = reader.optionalTime();
            case "end_time", "end_date" -> end = reader.optionalTime();
            case "value" -> keep("value", reader.value());
            case "note" -> keep("note", reader.value());
            case "tags" -> keep("tags", reader.value());
            case "source_id", "sources" -> keepVendor(field, reader.value());
            case "metadata" -> metadata(reader.value());
            default -> reader.skip();
        }
    }

    private void keep(String name, @Nullable Object value) {
        if (value != null && !value.equals("") && !value.equals(List.of())) {
            known.put(name, value instanceof Long whole && name.equals("value") ? (Object) whole.doubleValue() : value);
        }
    }

    private void keepVendor(String name, @Nullable Object value) {
        if (value != null && !value.equals(List.of())) {
            vendor.put(name, value);
        }
    }

    /** The definition as it was then. Its looks are not kept. */
    private void metadata(@Nullable Object value) {
        if (value instanceof Map<?, ?> definition) {
            keep("name", definition.get("name") instanceof String name ? name : null);
            if (definition.get("measurement_spec") instanceof Map<?, ?> spec
                    && spec.get("unit") instanceof String unit) {
                keep("unit", unit);
            }
        }
    }

    private ParsedRecord noted(ItemReader reader) throws MalformedResponseException {
        if (id == null) {
            throw reader.missing("id");
        }
        if (start.isEmpty() && recordedAt.isEmpty()) {
            throw reader.missing("recorded_at");
        }
        long from = start.orElseGet(recordedAt::getAsLong);
        long to = end.orElse(from);
        if (to < from) {
            throw reader.itemMalformed("an annotation ends before it starts");
        }
        if (!vendor.isEmpty()) {
            known.put("vendor", vendor);
        }
        return new ParsedRecord(
                annotation.type(),
                Set.of(RecordKey.uuid(id)),
                Instant.ofEpochMilli(from),
                Instant.ofEpochMilli(to),
                Optional.empty(),
                false,
                Attributes.of(known));
    }
}
