package org.healthwarehouse.whoop;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.auth.BearerTransport;
import org.healthwarehouse.auth.CodeLogin;
import org.healthwarehouse.auth.Logins;
import org.healthwarehouse.auth.LoopbackRedirect;
import org.healthwarehouse.auth.OAuthClient;
import org.healthwarehouse.auth.OAuthSettings;
import org.healthwarehouse.auth.Secret;
import org.healthwarehouse.auth.SourceLogins;
import org.healthwarehouse.auth.TokenGrant;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.http.HttpStatus;
import org.healthwarehouse.http.VendorHttp;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Logs users in at WHOOP and keeps their logins for the connector. The person agrees on a page of WHOOP's, which then
 * sends them to the application's redirect address. An application on the person's own machine listens there
 * ({@link #connect}); any other shows the page, and is given the address to which the person was sent ({@link #begin},
 * {@link #finish}).
 *
 * <pre>{@code
 * WhoopLogin login = WhoopLogin.with(Logins.in(storage).build())
 *         .clientId("...").clientSecret(Secret.of("...")).redirect(URI.create("https://example.org/whoop")).build();
 * CodeLogin attempt = login.begin();
 * System.out.println("Open " + attempt.page() + " and paste the address that you are sent to:");
 * login.finish(UserId.LOCAL, attempt, console.readLine());
 * }</pre>
 *
 * <p>WHOOP gives a new refresh token with every renewal, and the old one is dead at once: see
 * {@link org.healthwarehouse.auth.OAuthTokens}. Thread-safe.
 */
public final class WhoopLogin {
    private static final URI LIVE = URI.create("https://api.prod.whoop.com");
    /** Without {@code offline} there is no refresh token. */
    private static final String[] SCOPES = {
        "offline", "read:recovery", "read:cycles", "read:workout", "read:sleep", "read:profile", "read:body_measurement"
    };

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String REVOKE = "/v2/user/access";

    private final OAuthClient client;
    private final Logins all;
    private final SourceLogins logins;
    private final VendorTransport transport;
    private final WhoopAddress address;
    private final URI redirect;
    private final RandomGenerator random;

    private WhoopLogin(OAuthClient client, VendorTransport transport, WhoopAddress address, Builder builder) {
        this.client = client;
        this.transport = transport;
        this.address = address;
        all = builder.logins;
        logins = all.at(Whoop.SOURCE, client);
        redirect = builder.redirect;
        random = builder.random;
    }

    /** Starts with where logins are kept; client id, client secret and redirect address are needed too. */
    public static Builder with(Logins logins) {
        return new Builder(logins);
    }

    String clientId() {
        return client.settings().clientId();
    }

    /** Begins a login: show its page to the person, and give what comes of it to {@link #finish}. */
    public CodeLogin begin() {
        return CodeLogin.begin(client, redirect, random);
    }

    /**
     * Ends a login.
     *
     * @param redirectedTo the whole address to which WHOOP has sent the person
     * @return WHOOP's id of the person
     * @throws InvalidParameterException if the address is not one that WHOOP would send anybody to
     * @throws org.healthwarehouse.auth.AccountMismatchException if the user is connected as another person
     * @throws HealthWarehouseException if the person refused, or WHOOP does not answer as it should
     * @throws InterruptedException if the thread is interrupted
     */
    public String finish(UserId user, CodeLogin attempt, String redirectedTo) throws InterruptedException {
        try {
            TokenGrant grant = attempt.finish(redirectedTo);
            String vendorUserId = vendorUserId(grant);
            logins.connect(user, grant, Optional.of(vendorUserId));
            return vendorUserId;
        } catch (FetchException e) {
            throw new HealthWarehouseException(e.failure(), e);
        }
    }

    /**
     * Logs in a person who sits at this machine: listens on the redirect address, which must be one of this machine
     * with a port, until WHOOP sends the person's browser there. Blocks for 10 minutes at most.
     *
     * @param open called once with the page to be opened in a browser
     * @return WHOOP's id of the person
     * @throws InvalidParameterException if the redirect address is not {@code http} to this machine
     * @throws HealthWarehouseException if nobody can listen there, nobody comes in time, or as with {@link #finish}
     * @throws InterruptedException if the thread is interrupted
     */
    public String connect(UserId user, Consumer<URI> open) throws InterruptedException {
        try (LoopbackRedirect listening = LoopbackRedirect.at(redirect, all.clock())) {
            CodeLogin attempt = CodeLogin.begin(client, listening.uri(), random);
            open.accept(attempt.page());
            return finish(user, attempt, listening.await(PATIENCE));
        } catch (FetchException e) {
            throw new HealthWarehouseException(e.failure(), e);
        } catch (IOException e) {
            throw new HealthWarehouseException(
                    new Failure.Unexpected("nobody can listen on port " + redirect.getPort()
                            + " of this machine; choose another port, or paste the address instead"),
                    e);
        }
    }

    /** The tokens do not name the person, so the profile has to. */
    private String vendorUserId(TokenGrant grant) throws FetchException, InterruptedException {
        VendorRequest request = VendorRequest.get(address.at(WhoopFeed.PROFILE.path()))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + grant.access().reveal());
        VendorResponse response = transport.send(request);
        HttpStatus.requireSuccess(response, all.clock(), "WHOOP's profile");
        try {
            return new Item(WhoopPage.object(response.body()).asMap(), "the profile").requiredIdentity("user_id");
        } catch (MalformedResponseException e) {
            throw new FetchException(e.failure(), e);
        }
    }

    /** The access tokens of that user, renewed in time; whether there is a login turns out when one is asked for. */
    public AccessTokens tokens(UserId user) {
        return logins.tokens(user);
    }

    /** Forgets the login; what was fetched with it stays. WHOOP is not told: see {@link #revoke}. */
    public void disconnect(UserId user) {
        logins.disconnect(user);
    }

    /**
     * Tells WHOOP that the application may no longer read the person's data, which also ends its webhooks, and forgets
     * the login; what was fetched with it stays. A login that WHOOP has ended already is forgotten all the same.
     *
     * @throws HealthWarehouseException if WHOOP could not be told; the login is still there
     * @throws InterruptedException if the thread is interrupted
     */
    public void revoke(UserId user) throws InterruptedException {
        VendorRequest request =
                new VendorRequest("DELETE", address.at(REVOKE), java.util.Map.of(), RawBody.of(new byte[0]));
        try {
            VendorResponse response = new BearerTransport(transport, tokens(user)).send(request);
            HttpStatus.requireSuccess(response, all.clock(), "ending the access to WHOOP");
        } catch (FetchException e) {
            if (!(e.failure() instanceof Failure.AuthenticationFailed)) {
                throw new HealthWarehouseException(e.failure(), e);
            }
        }
        disconnect(user);
    }

    /** Where; neither application nor users. */
    @Override
    public String toString() {
        return "WhoopLogin[" + client.settings().tokenUri().getHost() + "]";
    }

    /** Collects the settings. */
    public static final class Builder {
        private final Logins logins;
        private @Nullable String clientId;
        private @Nullable Secret clientSecret;
        private URI redirect = URI.create("http://localhost:8765/whoop");
        private URI base = LIVE;
        private @Nullable VendorTransport transport;
        private RandomGenerator random = new SecureRandom();

        private Builder(Logins logins) {
            this.logins = logins;
        }

        /** The application's id at WHOOP. Not a secret. */
        public Builder clientId(String id) {
            clientId = id;
            return this;
        }

        /** The application's secret at WHOOP. */
        public Builder clientSecret(Secret secret) {
            clientSecret = secret;
            return this;
        }

        /** Where WHOOP sends the person, as registered there; by default {@code http://localhost:8765/whoop}. */
        public Builder redirect(URI uri) {
            redirect = uri;
            return this;
        }

        /** Another address than {@code https://api.prod.whoop.com}, for example a simulator. */
        public Builder baseUri(URI uri) {
            base = URI.create(uri.toString().replaceFirst("/+$", ""));
            return this;
        }

        /** The way to the vendor; by default {@link VendorHttp} with its defaults. */
        public Builder transport(VendorTransport way) {
            transport = way;
            return this;
        }

        /** Chance, for the state of a login; anything but a secure generator is for tests only. */
        public Builder random(RandomGenerator generator) {
            random = generator;
            return this;
        }

        /**
         * The login.
         *
         * @throws InvalidParameterException if client id or secret are missing, or the address is neither https nor
         *     http to this machine
         */
        public WhoopLogin build() {
            String id = clientId;
            Secret secret = clientSecret;
            if (id == null || secret == null) {
                throw new InvalidParameterException(
                        id == null ? "client id of WHOOP" : "client secret of WHOOP",
                        "(none)",
                        "must be given",
                        "register your application in WHOOP's developer dashboard");
            }
            OAuthSettings settings = OAuthSettings.of("WHOOP", URI.create(base + "/oauth/oauth2/token"), id)
                    .authorize(URI.create(base + "/oauth/oauth2/auth"))
                    .secret(secret)
                    .scopes(SCOPES)
                    .refreshScopes("offline");
            VendorTransport way =
                    transport != null ? transport : VendorHttp.builder().build();
            OAuthClient client = new OAuthClient(settings, way, logins.clock());
            return new WhoopLogin(client, way, new WhoopAddress(URI.create(base + "/developer")), this);
        }
    }
}
