package org.healthwarehouse.testkit.fakes;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;

/**
 * Writes and reads the bodies of the fake vendors. What is read is checked; errors name the place, never the content.
 */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** Writes the fields of one object. */
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] message(String text) {
        return object(json -> json.writeStringField("message", text));
    }

    /** The object that is the whole body. */
    static JsonNode read(RawBody body) throws MalformedResponseException {
        try (InputStream in = body.open()) {
            JsonNode root = MAPPER.readTree(in);
            if (root == null || !root.isObject()) {
                throw new MalformedResponseException("no JSON object", "the start of the body");
            }
            return root;
        } catch (IOException e) {
            // Its text quotes the body, so it goes no further.
            throw new MalformedResponseException("no readable JSON", "some place in the body");
        }
    }

    static JsonNode array(JsonNode parent, String field, String at) throws MalformedResponseException {
        JsonNode array = parent.path(field);
        if (!array.isArray()) {
            throw new MalformedResponseException("no array", at + ", field " + field);
        }
        return array;
    }

    static String text(JsonNode parent, String field, String at) throws MalformedResponseException {
        JsonNode node = parent.path(field);
        if (!node.isTextual() || node.textValue().isBlank()) {
            throw new MalformedResponseException("no text", at + ", field " + field);
        }
        return node.textValue();
    }

    static double number(JsonNode node, String at) throws MalformedResponseException {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw new MalformedResponseException("no finite number", at);
        }
        return node.doubleValue();
    }

    static Instant time(JsonNode parent, String field, String at) throws MalformedResponseException {
        try {
            return Instant.parse(text(parent, field, at));
        } catch (DateTimeException e) {
            throw new MalformedResponseException("no time", at + ", field " + field);
        }
    }

    static LocalDate date(JsonNode parent, String field, String at) throws MalformedResponseException {
        try {
            return LocalDate.parse(text(parent, field, at));
        } catch (DateTimeException e) {
            throw new MalformedResponseException("no date", at + ", field " + field);
        }
    }
}
