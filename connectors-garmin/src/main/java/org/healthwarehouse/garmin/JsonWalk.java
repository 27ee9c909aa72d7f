package org.healthwarehouse.garmin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a JSON document once. What lies on the given paths is handed over one by one and forgotten; what is
 * left of the document is the answer. Fields that are null, and numbers beyond what a double can hold, are left out; in
 * lists null keeps its place.
 */
final class JsonWalk {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(60).build())
            .build();

    /** Numbers and names of accounts and their owners; they say nothing about health. */
    private static final Set<String> LEFT_OUT = Set.of(
            "userProfilePK",
            "userProfilePk",
            "userProfileId",
            "userProfileNumber",
            "userId",
            "userDailySummaryId",
            "ownerId",
            "ownerDisplayName",
            "ownerFullName",
            "ownerProfileImageUrlSmall",
            "ownerProfileImageUrlMedium",
            "ownerProfileImageUrlLarge",
            "userInfoDto",
            "userRoles",
            "rule",
            "accessControlRuleDTO",
            "privacy",
            "activityUUID",
            "uuid",
            "uuidMsb",
            "uuidLsb");

    private final JsonParser parser;
    private final Set<String> leftOut;
    private final Taker taker;

    private JsonWalk(JsonParser parser, Set<String> leftOut, Taker taker) {
        this.parser = parser;
        this.leftOut = leftOut;
        this.taker = taker;
    }

    /** Takes what lies on a path. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes one thing.
         *
         * @param value a map, a list, text, a {@link Long}, a {@link Double} or a {@link Boolean}, or null in a list
         */
        void take(String path, @Nullable Object value) throws MalformedResponseException;
    }

    /**
     * Walks through it.
     *
     * @return what is not on the paths; null if the document is empty or says {@code null}
     * @throws MalformedResponseException if it is no JSON, breaks off, or is more than one value
     */
    static @Nullable Object through(RawBody body, JsonPaths paths, Taker taker) throws MalformedResponseException {
        return through(body, paths, LEFT_OUT, taker);
    }

    /**
     * The same, but leaves out fields of these names, not those that tell of accounts.
     *
     * @throws MalformedResponseException if it is no JSON, breaks off, or is more than one value
     */
    static @Nullable Object through(RawBody body, JsonPaths paths, Set<String> leftOut, Taker taker)
            throws MalformedResponseException {
        try (InputStream in = body.open();
                JsonParser parser = FACTORY.createParser(in)) {
            return walked(parser, paths, leftOut, taker);
        } catch (IOException e) {
            throw new MalformedResponseException("the body cannot be read", "its bytes");
        }
    }

    private static @Nullable Object walked(JsonParser parser, JsonPaths paths, Set<String> leftOut, Taker taker)
            throws IOException, MalformedResponseException {
        try {
            if (parser.nextToken() == null) {
                return null;
            }
            Object left = new JsonWalk(parser, leftOut, taker).value(paths);
            if (parser.nextToken() != null) {
                throw new MalformedResponseException("the body goes on behind its end", at(parser));
            }
            return left;
        } catch (IOException e) {
            if (JsonReader.isAboutText(e)) {
                throw new MalformedResponseException("the body is no JSON, or is cut off", at(parser));
            }
            throw e;
        }
    }

    private static String at(JsonParser parser) {
        return "byte " + Math.max(0, parser.currentLocation().getByteOffset());
    }

    private @Nullable Object value(@Nullable JsonPaths on) throws IOException, MalformedResponseException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(on);
            case START_ARRAY -> list(on == null ? null : on.each());
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? finite(parser.getDoubleValue())
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> finite(parser.getDoubleValue());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static @Nullable Object finite(double value) {
        return Double.isFinite(value) ? JsonReader.number(value) : null;
    }

    private Map<String, Object> object(@Nullable JsonPaths on) throws IOException, MalformedResponseException {
        Map<String, Object> object = new TreeMap<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            var unused = next();
            JsonPaths field = on == null ? null : on.field(name);
            Object value = value(field);
            if (field != null && !field.end().isEmpty()) {
                taker.take(field.end(), value);
            } else if (value != null && !leftOut.contains(name)) {
                object.put(name, value);
            }
        }
        return object;
    }

    private List<@Nullable Object> list(@Nullable JsonPaths on) throws IOException, MalformedResponseException {
        List<@Nullable Object> list = new ArrayList<>(2);
        boolean taken = on != null && !on.end().isEmpty();
        while (next() != JsonToken.END_ARRAY) {
            Object value = value(on);
            if (taken && on != null) {
                taker.take(on.end(), value);
            } else {
                list.add(value);
            }
        }
        return list;
    }

    /** The parser answers null at the end of the bytes, wherever that is. */
    private JsonToken next() throws IOException, MalformedResponseException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new MalformedResponseException("the body is cut off", at(parser));
        }
        return token;
    }
}
