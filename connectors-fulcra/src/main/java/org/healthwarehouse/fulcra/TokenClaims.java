package org.healthwarehouse.fulcra;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** Reads the user id off an access token. The token is not checked: that is the vendor's business. */
final class TokenClaims {
    private static final String USER_ID = "fulcradynamics.com/userid";
    private static final JsonFactory JSON = new JsonFactory();

    private TokenClaims() {}

    /** The Fulcra user id inside a JWT; empty if the text is no JWT or names no user. */
    static Optional<String> userId(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
            return claim(payload).filter(text -> !text.isBlank());
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> claim(byte[] payload) throws IOException {
        try (JsonParser parser = JSON.createParser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(USER_ID);
                if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
                    return Optional.of(parser.getText());
                }
                parser.skipChildren();
            }
            return Optional.empty();
        }
    }
}
