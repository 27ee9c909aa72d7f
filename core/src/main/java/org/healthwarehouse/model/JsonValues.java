package org.healthwarehouse.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Copies, reads and writes the plain values that {@link Attributes} holds. */
final class JsonValues {
    private static final int DEEPEST = 64;
    private static final JsonMapper MAPPER = mapper();

    private JsonValues() {}

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
        return mapper;
    }

    static Map<String, @Nullable Object> readObject(String json) {
        try {
            Map<String, @Nullable Object> read =
                    MAPPER.readValue(json, new TypeReference<Map<String, @Nullable Object>>() {});
            if (read != null) {
                return read;
            }
        } catch (JsonProcessingException e) {
            // The parser's own text quotes the input, which may be somebody's health data: it goes no further.
        }
        throw new InvalidParameterException(
                "attributes",
                json.length() + " characters",
                "must be one JSON object, at most " + DEEPEST + " levels deep",
                "check the text with a JSON tool");
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can always be written", e);
        }
    }

    static Map<String, @Nullable Object> copyOfMap(Map<?, ?> map) {
        return copyOfMap(map, 1);
    }

    private static Map<String, @Nullable Object> copyOfMap(Map<?, ?> map, int level) {
        TreeMap<String, @Nullable Object> copy = new TreeMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), copyOf(String.valueOf(name), value, level + 1)));
        return copy;
    }

    private static @Nullable Object copyOf(String name, @Nullable Object value, int level) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        if (value instanceof Map<?, ?> map) {
            requireShallow(name, level);
            return Collections.unmodifiableMap(copyOfMap(map, level));
        }
        if (value instanceof List<?> list) {
            requireShallow(name, level);
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(copyOf(name, item, level + 1)));
            return Collections.unmodifiableList(copy);
        }
        throw new InvalidParameterException(
                "attribute " + name,
                value.getClass().getSimpleName(),
                "must be text, a finite number, a boolean, a list, a map or null",
                "convert it before handing it over");
    }

    /** What is nested deeper could be written but not read back. */
    private static void requireShallow(String name, int level) {
        if (level > DEEPEST) {
            throw new InvalidParameterException(
                    "attribute " + name, "level " + level, "must be at most " + DEEPEST + " levels deep", "flatten it");
        }
    }
}
