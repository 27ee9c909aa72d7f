package org.healthwarehouse.fulcra;

import com.fasterxml.jackson.core.JsonToken;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.jspecify.annotations.Nullable;

/** Walks the array of objects that Fulcra answers, item by item and field by field, and knows where it is. */
final class ItemReader implements AutoCloseable {
    private static final int LONGEST_IDENTIFIER = 200;

    private final Tokens tokens;
    private final Deque<String> path = new ArrayDeque<>();
    private int item;
    private String field = "";

    private ItemReader(Tokens tokens) {
        this.tokens = tokens;
    }

    static ItemReader open(RawBody body) throws MalformedResponseException {
        return new ItemReader(Tokens.open(body));
    }

    /** Goes to the next object of the array; false after the last, when nothing else follows. */
    boolean nextItem() throws MalformedResponseException {
        if (item == 0 && tokens.next() != JsonToken.START_ARRAY) {
            throw tokens.malformed("the page is not an array");
        }
        item++;
        JsonToken token = tokens.next();
        if (token == JsonToken.START_OBJECT) {
            return true;
        }
        if (token != JsonToken.END_ARRAY) {
            throw tokens.malformed("the array holds something else than objects");
        }
        if (tokens.next() != null) {
            throw tokens.malformed("something follows the array");
        }
        return false;
    }

    /** Goes to the next field of the current object and stands on its value; null at the end of the object. */
    @Nullable
    String nextField() throws MalformedResponseException {
        if (tokens.next() == JsonToken.FIELD_NAME) {
            field = tokens.name();
            tokens.next();
            return field;
        }
        path.pollLast();
        return null;
    }

    /** Steps into the object that is the current value; false if it is null. */
    boolean enterObject() throws MalformedResponseException {
        if (isNull()) {
            return false;
        }
        require(tokens.at(JsonToken.START_OBJECT), "an object or null");
        path.addLast(field);
        return true;
    }

    /** Leaves the current value out. */
    void skip() throws MalformedResponseException {
        tokens.skip();
    }

    /** The current value, which must be text without control characters, neither blank nor long. */
    String identifier() throws MalformedResponseException {
        require(tokens.at(JsonToken.VALUE_STRING), "text");
        String text = tokens.text();
        boolean printable = !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
        require(printable && text.length() <= LONGEST_IDENTIFIER, "1 to 200 printable characters");
        return text;
    }

    @Nullable
    String optionalText() throws MalformedResponseException {
        if (isNull()) {
            return null;
        }
        require(tokens.at(JsonToken.VALUE_STRING), "text or null");
        return tokens.text();
    }

    double number() throws MalformedResponseException {
        require(tokens.at(JsonToken.VALUE_NUMBER_INT) || tokens.at(JsonToken.VALUE_NUMBER_FLOAT), "a number");
        double number = tokens.number();
        require(Double.isFinite(number), "a number that a double can hold");
        return number;
    }

    OptionalDouble optionalNumber() throws MalformedResponseException {
        return isNull() ? OptionalDouble.empty() : OptionalDouble.of(number());
    }

    /** Whether the current value is true; null counts as false. */
    boolean flag() throws MalformedResponseException {
        boolean yes = tokens.at(JsonToken.VALUE_TRUE);
        require(yes || tokens.at(JsonToken.VALUE_FALSE) || isNull(), "true, false or null");
        return yes;
    }

    /** The current value as a time in milliseconds of UTC. */
    long time() throws MalformedResponseException {
        OptionalLong time = optionalTime();
        require(time.isPresent(), "a time between the years 1900 and 2199");
        return time.orElseThrow();
    }

    /** The same, where null, the year 1 and a far future stand for unknown. */
    OptionalLong optionalTime() throws MalformedResponseException {
        String text = optionalText();
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            return Timestamps.parse(text);
        } catch (DateTimeException e) {
            throw unexpected("an ISO 8601 time with a zone");
        }
    }

    /** The current value whole, an object; empty if it is null. Only for small values. */
    Map<String, @Nullable Object> object() throws MalformedResponseException {
        if (isNull()) {
            return Map.of();
        }
        require(tokens.at(JsonToken.START_OBJECT), "an object or null");
        return PlainValues.object(tokens);
    }

    /** The current value whole, whatever it is. Only for small values. */
    @Nullable
    Object value() throws MalformedResponseException {
        return PlainValues.value(tokens);
    }

    /** A complaint about the current item as a whole. */
    MalformedResponseException itemMalformed(String rule) {
        return new MalformedResponseException(rule, "item " + item);
    }

    /** A complaint that the current item lacks a field. */
    MalformedResponseException missing(String name) {
        return new MalformedResponseException("a required field is missing", "item " + item + ", field " + name);
    }

    private boolean isNull() {
        return tokens.at(JsonToken.VALUE_NULL);
    }

    private void require(boolean condition, String expected) throws MalformedResponseException {
        if (!condition) {
            throw unexpected(expected);
        }
    }

    /** A complaint about the current field. Only fields with known names come here, for names may be content too. */
    private MalformedResponseException unexpected(String expected) {
        String prefix = path.isEmpty() ? "" : String.join(".", path) + ".";
        return new MalformedResponseException("expected " + expected, "item " + item + ", field " + prefix + field);
    }

    @Override
    public void close() {
        tokens.close();
    }
}
