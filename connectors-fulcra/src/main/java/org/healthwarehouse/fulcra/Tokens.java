package org.healthwarehouse.fulcra;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a JSON text. Whatever the bytes are, it throws nothing but {@link MalformedResponseException}, whose
 * text never repeats them.
 */
final class Tokens implements AutoCloseable {
    /** A field name twice in one object is refused: which of the two would be right? */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxNumberLength(400)
                    .maxNameLength(1_000)
                    .maxStringLength(1_000_000)
                    .build())
            .build();

    private final JsonParser parser;

    private Tokens(JsonParser parser) {
        this.parser = parser;
    }

    static Tokens open(RawBody body) throws MalformedResponseException {
        try {
            return new Tokens(JSON.createParser(body.open()));
        } catch (IOException e) {
            throw new MalformedResponseException("the page cannot be opened", "its start");
        }
    }

    @Nullable
    JsonToken current() {
        return parser.currentToken();
    }

    boolean at(JsonToken token) {
        return parser.currentToken() == token;
    }

    /** The next token; null after the last. */
    @Nullable
    JsonToken next() throws MalformedResponseException {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Goes to the end of the object or array that begins here; elsewhere nowhere. */
    void skip() throws MalformedResponseException {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    String name() throws MalformedResponseException {
        try {
            return parser.currentName();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    String text() throws MalformedResponseException {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** The number as a double; infinite if it is too large. */
    double number() throws MalformedResponseException {
        try {
            return parser.getDoubleValue();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** A complaint about this place in the text. */
    MalformedResponseException malformed(String rule) {
        var location = parser.currentLocation();
        return new MalformedResponseException(
                rule, "line " + location.getLineNr() + ", column " + location.getColumnNr());
    }

    /** The cause is left out: its text quotes the page. */
    private MalformedResponseException broken(IOException cause) {
        return malformed(
                cause instanceof JsonProcessingException
                        ? "the page is not valid JSON within the limits"
                        : "the page cannot be read to its end");
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            // Everything that was wanted has been read.
        }
    }
}
