package org.healthwarehouse.fulcra;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.jspecify.annotations.Nullable;

/** Reads small nested values whole, as attributes hold them: text, long, double, boolean, lists, maps and null. */
final class PlainValues {
    private PlainValues() {}

    static Map<String, @Nullable Object> object(Tokens tokens) throws MalformedResponseException {
        Map<String, @Nullable Object> object = new TreeMap<>();
        while (tokens.next() == JsonToken.FIELD_NAME) {
            String name = tokens.name();
            tokens.next();
            object.put(name, value(tokens));
        }
        return object;
    }

    static @Nullable Object value(Tokens tokens) throws MalformedResponseException {
        JsonToken token = tokens.current();
        if (token == null) {
            throw tokens.malformed("the page ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object(tokens);
            case START_ARRAY -> array(tokens);
            case VALUE_STRING -> tokens.text();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(tokens);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static List<@Nullable Object> array(Tokens tokens) throws MalformedResponseException {
        List<@Nullable Object> array = new ArrayList<>();
        while (tokens.next() != JsonToken.END_ARRAY) {
            array.add(value(tokens));
        }
        return array;
    }

    private static Object number(Tokens tokens) throws MalformedResponseException {
        if (tokens.at(JsonToken.VALUE_NUMBER_INT)) {
            try {
                return Long.parseLong(tokens.text());
            } catch (NumberFormatException e) {
                // Longer than a long: as good as a double can hold it.
            }
        }
        double number = tokens.number();
        if (!Double.isFinite(number)) {
            throw tokens.malformed("expected a number that a double can hold");
        }
        return number;
    }
}
