package org.healthwarehouse.auth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Speaks OAuth 2.0 with one authorization server: device login (RFC 8628), authorization code and renewal (RFC 6749).
 * Makes one call for each method call; never waits, never retries, keeps nothing. Thread-safe.
 */
public final class OAuthClient {
    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);
    private static final int LEAST_STATE = 8;
    /** What servers say of a grant that is over; a renewal needs nothing else to be refused for good. */
    private static final Set<String> DEAD = Set.of("invalid_grant", "access_denied", "expired_token");

    private final OAuthSettings settings;
    private final VendorTransport transport;
    private final InstantSource clock;

    /** A client with these settings. */
    public OAuthClient(OAuthSettings settings, VendorTransport transport, InstantSource clock) {
        this.settings = settings;
        this.transport = transport;
        this.clock = clock;
    }

    /** With which settings. */
    public OAuthSettings settings() {
        return settings;
    }

    /**
     * Begins a device login.
     *
     * @throws InvalidParameterException if the settings have no address for it
     * @throws FetchException if the server does not answer as it should
     */
    public DeviceCode beginDeviceLogin() throws FetchException, InterruptedException {
        URI uri = settings.deviceUri().orElseThrow(() -> lacking("device login"));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", settings.clientId());
        settings.audience().ifPresent(audience -> form.put("audience", audience));
        putScopes(form);
        OAuthAnswer answer = post(uri, form, "beginning a login at " + settings.name());
        if (!answer.isSuccess()) {
            throw answer.failure();
        }
        Duration valid = answer.seconds("expires_in").orElseThrow(() -> answer.malformed("expires_in"));
        URI page = answer.page("verification_uri").orElseThrow(() -> answer.malformed("verification_uri"));
        return new DeviceCode(
                answer.requiredSecret("device_code"),
                new DevicePrompt(
                        answer.requiredText("user_code"),
                        page,
                        answer.page("verification_uri_complete"),
                        clock.instant().plus(valid)),
                answer.seconds("interval").orElse(USUAL_INTERVAL));
    }

    /**
     * Asks once how a device login stands.
     *
     * @throws FetchException if the server does not answer as it should
     */
    public DeviceAnswer pollDeviceLogin(DeviceCode code) throws FetchException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", DEVICE_GRANT);
        putClient(form);
        form.put("device_code", code.code().reveal());
        OAuthAnswer answer = post(settings.tokenUri(), form, "asking for a login at " + settings.name());
        if (answer.isSuccess()) {
            return new DeviceAnswer.Granted(answer.grant());
        }
        return switch (answer.error()) {
            case "authorization_pending" -> new DeviceAnswer.Pending();
            case "slow_down" -> new DeviceAnswer.SlowDown();
            case "access_denied" -> new DeviceAnswer.Denied();
            // The code is used up or forgotten: for the person it is all the same.
            case "expired_token", "invalid_grant" -> new DeviceAnswer.Expired();
            default -> throw answer.failure();
        };
    }

    /**
     * The page on which the person agrees, for a login by authorization code.
     *
     * @param state what nobody can guess; the vendor hands it back, and the application compares it
     * @param redirect where the vendor sends the person afterwards; registered with the vendor
     * @throws InvalidParameterException if the settings have no such page, or the state has less than 8 characters
     */
    public URI authorizePage(String state, URI redirect) {
        URI page = settings.authorizeUri().orElseThrow(() -> lacking("login by authorization code"));
        if (state.length() < LEAST_STATE) {
            throw new InvalidParameterException(
                    "state of a login", "(not shown)", "must have 8 characters or more", "draw 16 or more at random");
        }
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", redirect.toString());
        settings.audience().ifPresent(audience -> query.put("audience", audience));
        putScopes(query);
        query.put("state", state);
        return URI.create(page + (page.getRawQuery() == null ? "?" : "&") + encode(query));
    }

    /**
     * Turns the code that the vendor sent back into tokens.
     *
     * @param redirect the same as for {@link #authorizePage}
     * @throws FetchException with {@link Failure.AuthenticationFailed} if the code is refused
     */
    public TokenGrant exchangeCode(Secret code, URI redirect) throws FetchException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code.reveal());
        form.put("redirect_uri", redirect.toString());
        putClient(form);
        return granted(post(settings.tokenUri(), form, "logging in at " + settings.name()));
    }

    /**
     * Renews a login. Where the vendor rotates, the refresh token is dead from the moment the server answers.
     *
     * @throws FetchException with {@link Failure.AuthenticationFailed} if the login is over, or the client is refused;
     *     with another failure if nothing is known
     */
    public TokenGrant refresh(Secret refreshToken) throws FetchException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        putClient(form);
        form.put("refresh_token", refreshToken.reveal());
        if (!settings.refreshScopes().isEmpty()) {
            form.put("scope", String.join(" ", settings.refreshScopes()));
        }
        OAuthAnswer answer = post(settings.tokenUri(), form, "renewing the login at " + settings.name());
        if (DEAD.contains(answer.error()) && !answer.isSuccess() && answer.status() < 429) {
            throw new FetchException(new Failure.AuthenticationFailed(
                    settings.name() + " no longer accepts the login (" + answer.error() + "); log in again"));
        }
        return granted(answer);
    }

    private static TokenGrant granted(OAuthAnswer answer) throws FetchException {
        if (!answer.isSuccess()) {
            throw answer.failure();
        }
        return answer.grant();
    }

    private void putClient(Map<String, String> form) {
        form.put("client_id", settings.clientId());
        settings.clientSecret().ifPresent(secret -> form.put("client_secret", secret.reveal()));
    }

    private void putScopes(Map<String, String> form) {
        if (!settings.scopes().isEmpty()) {
            form.put("scope", String.join(" ", settings.scopes()));
        }
    }

    private OAuthAnswer post(URI uri, Map<String, String> form, String what)
            throws FetchException, InterruptedException {
        byte[] body = encode(form).getBytes(StandardCharsets.US_ASCII);
        VendorRequest request = new VendorRequest(
                "POST",
                uri,
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                RawBody.of(body));
        VendorResponse response = transport.send(request);
        return OAuthAnswer.read(response, what);
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private InvalidParameterException lacking(String what) {
        return new InvalidParameterException(
                "login", settings.name(), "has no address for a " + what, "choose another kind of login");
    }

    /** The vendor's name. */
    @Override
    public String toString() {
        return "OAuthClient[" + settings.name() + "]";
    }
}
