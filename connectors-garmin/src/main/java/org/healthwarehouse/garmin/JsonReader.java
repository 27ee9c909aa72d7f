package org.healthwarehouse.garmin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of a JSON document one after the other: those of an array, those of an array that an object has
 * under the given name, or the one object that it is. Never holds more than one of them.
 */
final class JsonReader implements AutoCloseable {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(60).build())
            .build();

    /** Numbers of accounts and other pages; they say nothing about health. */
    private static final Set<String> LEFT_OUT =
            Set.of("userProfilePK", "userProfilePk", "userProfileId", "ownerId", "uuid", "uuidMsb", "uuidLsb");

    private final JsonParser parser;
    private final String wrapper;
    private final Set<Integer> wrapped = new HashSet<>();
    private int depth;

    /** @param wrapper name of the array inside of an object; empty if there is no such thing */
    JsonReader(InputStream in, String wrapper) throws IOException {
        parser = FACTORY.createParser(in);
        this.wrapper = wrapper;
    }

    /** How many bytes were read up to where it stands. */
    long offset() {
        return Math.max(0, parser.currentLocation().getByteOffset());
    }

    /** Whether the parser's complaint is about the text, not about the device that it is on. */
    static boolean isAboutText(IOException e) {
        return e instanceof com.fasterxml.jackson.core.JsonProcessingException;
    }

    /**
     * The next object; null if there is none any more.
     *
     * @throws IOException if what follows is no JSON, or the bytes cannot be had
     */
    @Nullable
    Map<String, Object> next() throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case START_ARRAY -> depth++;
                case END_ARRAY -> depth--;
                case END_OBJECT -> wrapped.remove(depth);
                case START_OBJECT -> {
                    if (wrapper.isEmpty() || wrapped.contains(depth - 1)) {
                        return object();
                    }
                    wrapped.add(depth);
                }
                case FIELD_NAME -> {
                    if (!parser.currentName().equals(wrapper)) {
                        parser.nextToken();
                        parser.skipChildren();
                    }
                }
                default -> {
                    // A number or text where an object should be says nothing.
                }
            }
        }
        if (depth != 0) {
            throw new JsonParseException(parser, "the end is missing");
        }
        return null;
    }

    private Map<String, Object> object() throws IOException {
        Map<String, Object> object = new TreeMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value();
            if (value != null && !LEFT_OUT.contains(name)) {
                object.put(name, value);
            }
        }
        return object;
    }

    private @Nullable Object value() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> list();
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) parser.getDoubleValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> number(parser.getDoubleValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private List<Object> list() throws IOException {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Object value = value();
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    /** Whole numbers come as 12 and as 12.0 and mean the same. */
    static Object number(double value) {
        long whole = (long) value;
        return whole == value && Math.abs(value) < 1e15 ? (Object) whole : (Object) value;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
