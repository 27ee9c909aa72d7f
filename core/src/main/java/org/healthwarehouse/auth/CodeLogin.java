package org.healthwarehouse.auth;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * One login by authorization code: a page on which the person agrees, and what the vendor sends back by way of the
 * person's browser. Good for one login only.
 */
public final class CodeLogin {
    private static final int STATE_BYTES = 18;

    private final OAuthClient client;
    private final URI redirect;
    private final Secret state;

    private CodeLogin(OAuthClient client, URI redirect, Secret state) {
        this.client = client;
        this.redirect = redirect;
        this.state = state;
    }

    /**
     * Begins a login.
     *
     * @param redirect where the vendor sends the person afterwards; registered with the vendor
     * @param random chance, from which nobody can guess the state; a secure generator
     * @throws InvalidParameterException if the vendor has no such login
     */
    public static CodeLogin begin(OAuthClient client, URI redirect, RandomGenerator random) {
        byte[] bytes = new byte[STATE_BYTES];
        random.nextBytes(bytes);
        Secret state = Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        return new CodeLogin(client, redirect, state);
    }

    /** The page to show to the person. */
    public URI page() {
        return client.authorizePage(state.reveal(), redirect);
    }

    /**
     * Ends the login.
     *
     * @param redirectedTo the whole address to which the vendor has sent the person, as it stands in their browser
     * @throws InvalidParameterException if it is not the redirect address with an answer to this very login; its text
     *     is not shown
     * @throws FetchException with {@link Failure.AuthenticationFailed} if the person refused or the code is refused;
     *     with another failure if the vendor does not answer as it should
     */
    public TokenGrant finish(String redirectedTo) throws FetchException, InterruptedException {
        String text = redirectedTo.strip();
        if (!text.startsWith(redirect.toString())) {
            throw wrong("does not begin with " + redirect);
        }
        Secret told = Secret.of(parameter(text, "state").orElseThrow(() -> wrong("names no state")));
        if (!state.equals(told)) {
            throw wrong("belongs to another login than the one that was begun last");
        }
        Optional<String> error = parameter(text, "error");
        if (error.isPresent()) {
            String code = error.get().matches("[a-z_]{1,40}") ? " (" + error.get() + ")" : "";
            throw new FetchException(new Failure.AuthenticationFailed(
                    client.settings().name() + " did not grant access" + code + "; begin again and agree"));
        }
        String code = parameter(text, "code").orElseThrow(() -> wrong("brings no code"));
        return client.exchangeCode(Secret.of(code), redirect);
    }

    private static Optional<String> parameter(String address, String name) {
        int query = address.indexOf('?');
        int fragment = address.indexOf('#');
        String fields = query < 0 ? "" : address.substring(query + 1, fragment < query ? address.length() : fragment);
        for (String field : fields.split("&", -1)) {
            if (field.startsWith(name + "=")) {
                return decoded(field.substring(name.length() + 1)).filter(value -> !value.isEmpty());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static InvalidParameterException wrong(String what) {
        return new InvalidParameterException(
                "address after the login",
                "(not shown)",
                "cannot be used: it " + what,
                "copy the whole address from the browser, of the login that was begun last");
    }

    /** The vendor's name. */
    @Override
    public String toString() {
        return "CodeLogin[" + client.settings().name() + "]";
    }
}
