package org.healthwarehouse.fulcra;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.auth.DeviceLogin;
import org.healthwarehouse.auth.DevicePrompt;
import org.healthwarehouse.auth.Logins;
import org.healthwarehouse.auth.OAuthClient;
import org.healthwarehouse.auth.OAuthSettings;
import org.healthwarehouse.auth.Pause;
import org.healthwarehouse.auth.SourceLogins;
import org.healthwarehouse.auth.TokenGrant;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.http.VendorHttp;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Logs users in at Fulcra, on a page that they open on any device, and keeps their logins for the connector.
 *
 * <pre>{@code
 * FulcraLogin login = FulcraLogin.with(Logins.in(storage).build()).clientId("...").build();
 * login.connect(UserId.LOCAL, prompt -> System.out.println(prompt.page() + ", code " + prompt.userCode()));
 * FulcraConnector connector = FulcraConnector.builder().login(login).build();
 * }</pre>
 *
 * <p>Thread-safe. The client id is the application's own: Fulcra gives one to whoever asks.
 */
public final class FulcraLogin {
    private static final URI LIVE = URI.create("https://fulcra.us.auth0.com");
    private static final String AUDIENCE = "https://api.fulcradynamics.com/";
    /** Without {@code offline_access} there is no refresh token. */
    private static final String[] SCOPES = {"openid", "profile", "name", "email", "offline_access"};

    private final OAuthClient client;
    private final SourceLogins logins;
    private final DeviceLogin device;

    private FulcraLogin(OAuthClient client, Logins all, Pause pause) {
        this.client = client;
        this.logins = all.at(FulcraConnector.SOURCE, client);
        this.device = new DeviceLogin(client, all.clock(), pause);
    }

    /** Starts with where logins are kept; a client id is needed too. */
    public static Builder with(Logins logins) {
        return new Builder(logins);
    }

    /**
     * Logs a user in. Blocks until the person has entered the code, at most some minutes.
     *
     * @param show called once, with what to show to the person
     * @return the vendor's id of the person
     * @throws org.healthwarehouse.auth.AccountMismatchException if the user is connected as another person
     * @throws HealthWarehouseException if the person refuses or is too late, or Fulcra does not answer as it should
     * @throws InterruptedException if the thread is interrupted
     */
    public String connect(UserId user, Consumer<DevicePrompt> show) throws InterruptedException {
        try {
            TokenGrant grant = device.run(show);
            String vendorUserId = TokenClaims.userId(grant.access().reveal())
                    .orElseThrow(() -> new FetchException(new Failure.MalformedResponse(
                            "the login at Fulcra names no user", "the claims of its access token")));
            logins.connect(user, grant, Optional.of(vendorUserId));
            return vendorUserId;
        } catch (FetchException e) {
            throw new HealthWarehouseException(e.failure(), e);
        }
    }

    /** The access tokens of that user, renewed in time; whether there is a login turns out when one is asked for. */
    public AccessTokens tokens(UserId user) {
        return logins.tokens(user);
    }

    /** Forgets the login; what was fetched with it stays. */
    public void disconnect(UserId user) {
        logins.disconnect(user);
    }

    /** Where, and for which client. */
    @Override
    public String toString() {
        return "FulcraLogin[" + client.settings().tokenUri().getHost() + "]";
    }

    /** Collects the settings. */
    public static final class Builder {
        private final Logins logins;
        private @Nullable String clientId;
        private URI base = LIVE;
        private @Nullable VendorTransport transport;
        private Pause pause = Pause.realTime();

        private Builder(Logins logins) {
            this.logins = logins;
        }

        /** The application's id at Fulcra. Not a secret. */
        public Builder clientId(String id) {
            clientId = id;
            return this;
        }

        /** Another address than {@code https://fulcra.us.auth0.com}, for example a simulator. */
        public Builder baseUri(URI uri) {
            base = URI.create(uri.toString().replaceFirst("/+$", ""));
            return this;
        }

        /** The way to the vendor; by default {@link VendorHttp} with its defaults. */
        public Builder transport(VendorTransport way) {
            transport = way;
            return this;
        }

        /** How time passes while the person logs in; by default as it does. */
        public Builder pause(Pause passing) {
            pause = passing;
            return this;
        }

        /**
         * The login.
         *
         * @throws InvalidParameterException if there is no client id, or the address is neither https nor http to this
         *     machine
         */
        public FulcraLogin build() {
            String id = clientId;
            if (id == null) {
                throw new InvalidParameterException(
                        "client id of Fulcra", "(none)", "must be given", "ask Fulcra for one for your application");
            }
            OAuthSettings settings = OAuthSettings.of("Fulcra", URI.create(base + "/oauth/token"), id)
                    .device(URI.create(base + "/oauth/device/code"))
                    .authorize(URI.create(base + "/authorize"))
                    .scopes(SCOPES)
                    .refreshScopes(SCOPES)
                    .audience(AUDIENCE);
            VendorTransport way =
                    transport != null ? transport : VendorHttp.builder().build();
            return new FulcraLogin(new OAuthClient(settings, way, logins.clock()), logins, pause);
        }
    }
}
