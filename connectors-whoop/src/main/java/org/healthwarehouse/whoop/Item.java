package org.healthwarehouse.whoop;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of an answer. Fields are taken out of it; what nobody took is left over. A field that is null counts
 * as absent: the vendor does not say which of the two it writes.
 */
final class Item {
    private static final int LONGEST = 200;

    private final Map<String, Object> left = new TreeMap<>();
    private final String at;

    /**
     * An object as it was read.
     *
     * @param at where on the page it is, for messages
     */
    Item(Map<?, ?> object, String at) {
        object.forEach((name, value) -> {
            if (value != null) {
                left.put(String.valueOf(name), value);
            }
        });
        this.at = at;
    }

    /** What nobody took, and is not null. */
    Map<String, Object> left() {
        return left;
    }

    /** Drops a field. */
    void drop(String name) {
        left.remove(name);
    }

    Optional<String> text(String name) throws MalformedResponseException {
        Object value = left.remove(name);
        if (value != null && !(value instanceof String)) {
            throw malformed("expected text", name);
        }
        return Optional.ofNullable((String) value);
    }

    /** A name that identifies something: text, or a whole number as older versions wrote it. */
    Optional<String> identity(String name) throws MalformedResponseException {
        Object value = left.remove(name);
        if (value == null) {
            return Optional.empty();
        }
        String text = value instanceof String || value instanceof Long ? value.toString() : "";
        if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw malformed("expected an identity", name);
        }
        return Optional.of(text);
    }

    String requiredIdentity(String name) throws MalformedResponseException {
        return identity(name).orElseThrow(() -> missing(name));
    }

    OptionalDouble number(String name) throws MalformedResponseException {
        Object value = left.remove(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (!(value instanceof Number number)) {
            throw malformed("expected a number", name);
        }
        return OptionalDouble.of(number.doubleValue());
    }

    Optional<Boolean> flag(String name) throws MalformedResponseException {
        Object value = left.remove(name);
        if (value != null && !(value instanceof Boolean)) {
            throw malformed("expected true or false", name);
        }
        return Optional.ofNullable((Boolean) value);
    }

    Optional<Instant> time(String name) throws MalformedResponseException {
        Optional<String> text = text(name);
        try {
            return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            // Its text quotes the page.
            throw malformed("expected an ISO 8601 time with a zone", name);
        }
    }

    Instant requiredTime(String name) throws MalformedResponseException {
        return time(name).orElseThrow(() -> missing(name));
    }

    /** How far the person's clock was from UTC; one that cannot be read stays among what is left. */
    Optional<ZoneOffset> offset(String name) {
        if (left.get(name) instanceof String text) {
            try {
                ZoneOffset offset = ZoneOffset.of(text);
                left.remove(name);
                return Optional.of(offset);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** An object inside this one; a fresh, empty one if there is none. */
    Item object(String name) throws MalformedResponseException {
        Object value = left.remove(name);
        if (value != null && !(value instanceof Map)) {
            throw malformed("expected an object", name);
        }
        Map<?, ?> object = value == null ? Map.of() : (Map<?, ?>) value;
        return new Item(object, at + ", field " + name);
    }

    /** Puts what is left of an inner object back, unless that is nothing. */
    void putBack(String name, Item inner) {
        if (!inner.left.isEmpty()) {
            left.put(name, inner.left);
        }
    }

    MalformedResponseException malformed(String rule, @Nullable String field) {
        return new MalformedResponseException(rule, field == null ? at : at + ", field " + field);
    }

    private MalformedResponseException missing(String name) {
        return malformed("a required field is missing", name);
    }
}
