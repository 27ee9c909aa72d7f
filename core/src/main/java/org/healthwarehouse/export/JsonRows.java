package org.healthwarehouse.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.Location;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.StoredSeries;
import org.jspecify.annotations.Nullable;

/** Writes rows as JSON objects with the columns of the CSV files; what is unknown is null, attributes are objects. */
final class JsonRows implements AutoCloseable {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** What stands around and between the objects. */
    enum Shape {
        ARRAY,
        LINES
    }

    private final JsonGenerator json;
    private final Shape shape;
    private final UtcText times = new UtcText();
    private long count;

    JsonRows(OutputStream out, Shape shape) throws IOException {
        json = FACTORY.createGenerator(out);
        this.shape = shape;
        // What stands between the objects is written by row().
        json.setPrettyPrinter(new MinimalPrettyPrinter(""));
        if (shape == Shape.ARRAY) {
            json.writeRaw('[');
        }
    }

    long count() {
        return count;
    }

    void sample(SampleType type, StoredSeries series, long start, long end, double value, Attributes attributes) {
        row(() -> {
            json.writeStringField("user_id", series.stream().user().value());
            json.writeStringField("source", series.key().source().value());
            textOrNull("device", series.key().device().key());
            textOrNull("channel", series.key().channel());
            interval(start, end);
            json.writeFieldName("value");
            number(value);
            json.writeStringField("unit", type.unit());
            json.writeFieldName("attributes");
            json.writeRawValue(attributes.isEmpty() ? "null" : attributes.toJson());
        });
    }

    void record(RecordType type, HealthRecord record) {
        row(() -> {
            json.writeStringField("user_id", record.user().value());
            json.writeStringField("source", record.source().value());
            json.writeArrayFieldStart("keys");
            for (RecordKey key : record.keys().stream().sorted().toList()) {
                json.writeString(key.scheme() + ":" + key.value());
            }
            json.writeEndArray();
            interval(record.start().toEpochMilli(), record.end().toEpochMilli());
            textOrNull("updated_at", record.updatedAt().map(Instant::toString).orElse(""));
            json.writeBooleanField("open", record.open());
            json.writeStringField("fetched_at", record.fetchedAt().toString());
            fields(type, record.attributes().asMap());
            attributes(record.attributes());
        });
    }

    private static final Set<String> TAKEN =
            Set.of("user_id", "source", "keys", "start", "end", "updated_at", "open", "fetched_at", "attributes");

    /** A field that is called like a column is in the attributes only: an object must not have a name twice. */
    private void fields(RecordType type, Map<String, @Nullable Object> values) throws IOException {
        Set<String> taken = new HashSet<>(TAKEN);
        for (RecordType.Field field : type.fields()) {
            if (taken.add(field.name())) {
                json.writeFieldName(field.name());
                value(values.get(field.name()));
            }
        }
    }

    void location(UserId user, Location location) {
        row(() -> {
            json.writeStringField("user_id", user.value());
            json.writeStringField("source", location.source().value());
            json.writeStringField(
                    "key", location.key().scheme() + ":" + location.key().value());
            json.writeStringField("time", times.of(location.time().toEpochMilli()));
            json.writeNumberField("latitude", location.latitude());
            json.writeNumberField("longitude", location.longitude());
            json.writeFieldName("accuracy_m");
            value(location.accuracy().isPresent() ? location.accuracy().getAsDouble() : null);
            json.writeStringField("fetched_at", location.fetchedAt().toString());
            attributes(location.attributes());
        });
    }

    private void interval(long start, long end) throws IOException {
        String text = times.of(start);
        json.writeStringField("start", text);
        json.writeStringField("end", end == start ? text : times.of(end));
    }

    private void textOrNull(String name, String text) throws IOException {
        json.writeStringField(name, text.isEmpty() ? null : text);
    }

    private void attributes(Attributes attributes) throws IOException {
        json.writeFieldName("attributes");
        json.writeRawValue(attributes.toJson());
    }

    private void number(double value) throws IOException {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }

    private void value(@Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            String wrapped = Attributes.of(Map.of("v", value)).toJson();
            json.writeRawValue(wrapped.substring("{\"v\":".length(), wrapped.length() - 1));
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString((String) value);
        }
    }

    @FunctionalInterface
    private interface Cells {
        void write() throws IOException;
    }

    private void row(Cells cells) {
        try {
            if (shape == Shape.ARRAY) {
                json.writeRaw(count == 0 ? "\n" : ",\n");
            }
            json.writeStartObject();
            cells.write();
            json.writeEndObject();
            if (shape == Shape.LINES) {
                json.writeRaw('\n');
            }
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (shape == Shape.ARRAY) {
            json.writeRaw("\n]\n");
        }
        json.close();
    }
}
