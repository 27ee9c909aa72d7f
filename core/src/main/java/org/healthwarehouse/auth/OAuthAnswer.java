package org.healthwarehouse.auth;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;

/** An authorization server's answer, whatever it may be. Its text never gets into a message: it holds secrets. */
final class OAuthAnswer {
    private static final int LONGEST = 1 << 18;
    /** Nobody means a longer time; a larger figure is a fault of the server. */
    private static final long LONGEST_SECONDS = Duration.ofDays(366).toSeconds();

    private final int status;
    private final Optional<Duration> retryAfter;
    private final Optional<Attributes> body;
    private final String what;

    private OAuthAnswer(int status, Optional<Duration> retryAfter, Optional<Attributes> body, String what) {
        this.status = status;
        this.retryAfter = retryAfter;
        this.body = body;
        this.what = what;
    }

    static OAuthAnswer read(VendorResponse response, String what) throws FetchException {
        return new OAuthAnswer(response.status(), retryAfter(response), body(response, what), what);
    }

    private static Optional<Attributes> body(VendorResponse response, String what) throws FetchException {
        try (InputStream in = response.body().open()) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            return bytes.length > LONGEST
                    ? Optional.empty()
                    : Optional.of(Attributes.parse(new String(bytes, StandardCharsets.UTF_8)));
        } catch (InvalidParameterException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new FetchException(new Failure.Unreachable(what + " got no complete answer", Optional.empty()));
        }
    }

    /** Whole seconds, at most a day; anything else is left to the back-off. */
    private static Optional<Duration> retryAfter(VendorResponse response) {
        return response.header("retry-after")
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), 86_400)));
    }

    boolean isSuccess() {
        return status >= 200 && status <= 299;
    }

    int status() {
        return status;
    }

    /** The error code of RFC 6749, 5.2; empty if there is none. */
    String error() {
        return body.flatMap(fields -> fields.text("error")).orElse("");
    }

    /** What an answer that grants nothing means where its error code tells nothing special. */
    FetchException failure() {
        String message = what + " was answered with status " + status + (errorIsPlain() ? " (" + error() + ")" : "");
        if (status == 429) {
            return new FetchException(new Failure.RateLimited(message, retryAfter));
        }
        if (status == 408 || status == 504) {
            return new FetchException(new Failure.TimedOut(message));
        }
        if (status >= 500) {
            return new FetchException(new Failure.Unreachable(message, Optional.of(status)));
        }
        if (isSuccess()) {
            return malformed("its fields");
        }
        return status == 400 || status == 401 || status == 403
                ? new FetchException(new Failure.AuthenticationFailed(
                        message + "; check client id, secret and scopes, then log in again"))
                : new FetchException(new Failure.Unexpected(message));
    }

    /** Codes that the standards know are words; anything else might be anything. */
    private boolean errorIsPlain() {
        return error().matches("[a-z_]{1,40}");
    }

    TokenGrant grant() throws FetchException {
        Attributes fields = fields();
        if (fields.text("token_type")
                .filter(type -> !type.equalsIgnoreCase("bearer"))
                .isPresent()) {
            throw malformed("token_type");
        }
        Secret access = secret(fields, "access_token").orElseThrow(() -> malformed("access_token"));
        Set<String> scopes = new TreeSet<>();
        fields.text("scope").ifPresent(text -> scopes.addAll(Set.of(words(text))));
        return new TokenGrant(access, secret(fields, "refresh_token"), seconds("expires_in"), scopes);
    }

    private static String[] words(String text) {
        return java.util.Arrays.stream(text.strip().split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toArray(String[]::new);
    }

    private Attributes fields() throws FetchException {
        return body.orElseThrow(() -> malformed("its start"));
    }

    Secret requiredSecret(String name) throws FetchException {
        return secret(fields(), name).orElseThrow(() -> malformed(name));
    }

    /** Present but unusable is not absent: a token that cannot be sent must not be stored either. */
    private Optional<Secret> secret(Attributes fields, String name) throws FetchException {
        Object value = fields.asMap().get(name);
        if (value == null || value.equals("")) {
            return Optional.empty();
        }
        if (value instanceof String text && Secret.isToken(text)) {
            return Optional.of(Secret.of(text));
        }
        throw malformed(name);
    }

    String requiredText(String name) throws FetchException {
        return fields().text(name)
                .filter(text ->
                        !text.isBlank() && text.length() <= 200 && text.chars().noneMatch(Character::isISOControl))
                .orElseThrow(() -> malformed(name));
    }

    /** A page for the person; what is no web address is never shown as one. */
    Optional<URI> page(String name) throws FetchException {
        Optional<String> text = fields().text(name).filter(value -> !value.isBlank());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI page = URI.create(text.get());
            String scheme = String.valueOf(page.getScheme());
            if (page.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                return Optional.of(page);
            }
        } catch (IllegalArgumentException e) {
            // The same as below; the exception quotes the text.
        }
        throw malformed(name);
    }

    /** A positive number of seconds, also as text as some servers write it; empty if there is no sensible one. */
    Optional<Duration> seconds(String name) {
        Object value = body.map(fields -> fields.asMap().get(name)).orElse(null);
        double seconds = 0;
        if (value instanceof Number number) {
            seconds = number.doubleValue();
        } else if (value instanceof String text && text.strip().matches("\\d{1,18}")) {
            seconds = Double.parseDouble(text.strip());
        }
        return seconds >= 1
                ? Optional.of(Duration.ofSeconds((long) Math.min(seconds, (double) LONGEST_SECONDS)))
                : Optional.empty();
    }

    FetchException malformed(String position) {
        return new FetchException(new Failure.MalformedResponse(
                what + " was answered with something else than the standard says", position));
    }
}
