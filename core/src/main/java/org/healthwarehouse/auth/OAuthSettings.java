package org.healthwarehouse.auth;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Who asks an authorization server, where, and for what. Immutable; every method that changes something answers a copy.
 *
 * @param name the vendor's name as a person knows it, for messages
 * @param tokenUri where tokens are handed out and renewed
 * @param deviceUri where a device login begins; empty if there is none
 * @param authorizeUri the page on which a person agrees; empty if there is none
 * @param clientId the application's id at the vendor
 * @param clientSecret the application's secret; empty for public clients
 * @param scopes what is asked for
 * @param refreshScopes what is named when a login is renewed; empty to name nothing
 * @param audience for which interface the tokens are, where the vendor wants it named
 */
public record OAuthSettings(
        String name,
        URI tokenUri,
        Optional<URI> deviceUri,
        Optional<URI> authorizeUri,
        String clientId,
        Optional<Secret> clientSecret,
        List<String> scopes,
        List<String> refreshScopes,
        Optional<String> audience) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws InvalidParameterException if an address is neither https nor http to this machine, or there is no id */
    public OAuthSettings {
        requireSafe(tokenUri);
        deviceUri.ifPresent(OAuthSettings::requireSafe);
        authorizeUri.ifPresent(OAuthSettings::requireSafe);
        if (clientId.isBlank()) {
            throw new InvalidParameterException(
                    "client id of " + name, clientId, "must not be blank", "take the one the vendor gave you");
        }
        scopes = List.copyOf(scopes);
        refreshScopes = List.copyOf(refreshScopes);
    }

    /** A public client without scopes that can only renew tokens; add what else the vendor has. */
    public static OAuthSettings of(String name, URI tokenUri, String clientId) {
        return new OAuthSettings(
                name,
                tokenUri,
                Optional.empty(),
                Optional.empty(),
                clientId,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** With a device login that begins at that address. */
    public OAuthSettings device(URI uri) {
        return new OAuthSettings(
                name,
                tokenUri,
                Optional.of(uri),
                authorizeUri,
                clientId,
                clientSecret,
                scopes,
                refreshScopes,
                audience);
    }

    /** With a login by authorization code that begins on that page. */
    public OAuthSettings authorize(URI page) {
        return new OAuthSettings(
                name, tokenUri, deviceUri, Optional.of(page), clientId, clientSecret, scopes, refreshScopes, audience);
    }

    /** With a secret of the application, sent in the form. */
    public OAuthSettings secret(Secret secret) {
        return new OAuthSettings(
                name,
                tokenUri,
                deviceUri,
                authorizeUri,
                clientId,
                Optional.of(secret),
                scopes,
                refreshScopes,
                audience);
    }

    /** Asking for these scopes. */
    public OAuthSettings scopes(String... asked) {
        return new OAuthSettings(
                name,
                tokenUri,
                deviceUri,
                authorizeUri,
                clientId,
                clientSecret,
                List.of(asked),
                refreshScopes,
                audience);
    }

    /** Naming these scopes whenever a login is renewed. */
    public OAuthSettings refreshScopes(String... named) {
        return new OAuthSettings(
                name, tokenUri, deviceUri, authorizeUri, clientId, clientSecret, scopes, List.of(named), audience);
    }

    /** With tokens for that interface. */
    public OAuthSettings audience(String wanted) {
        return new OAuthSettings(
                name,
                tokenUri,
                deviceUri,
                authorizeUri,
                clientId,
                clientSecret,
                scopes,
                refreshScopes,
                Optional.of(wanted));
    }

    private static void requireSafe(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        boolean encrypted = scheme.equals("https") && uri.getHost() != null;
        boolean local = scheme.equals("http") && LOOPBACK.contains(host);
        if (!(encrypted || local) || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new InvalidParameterException(
                    "address of a login",
                    scheme + "://" + host,
                    "must be https, or http to localhost, without user and fragment",
                    "take the one from the vendor's documentation");
        }
    }
}
