package org.healthwarehouse.garmin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.auth.Logins;
import org.healthwarehouse.auth.OAuthClient;
import org.healthwarehouse.auth.OAuthSettings;
import org.healthwarehouse.auth.Secret;
import org.healthwarehouse.auth.SourceLogins;
import org.healthwarehouse.auth.TokenGrant;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.http.HttpStatus;
import org.healthwarehouse.http.VendorHttp;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Keeps logins at Garmin Connect for the connector and renews them. The login itself, with a password, is not made
 * here: an application that has tokens hands them over once ({@link #adopt}).
 *
 * <pre>{@code
 * GarminLogin login = GarminLogin.with(Logins.in(storage).build()).clientId("...").build();
 * login.adopt(UserId.LOCAL, Secret.of(accessToken), Secret.of(refreshToken));
 * }</pre>
 *
 * <p>Garmin gives a new refresh token with every renewal, and the old one is dead at once: see
 * {@link org.healthwarehouse.auth.OAuthTokens}. So whoever hands a pair over must not use it any more. Thread-safe.
 */
public final class GarminLogin {
    private static final int PARTS_OF_A_TOKEN = 3;

    private final Logins all;
    private final SourceLogins logins;
    private final VendorTransport transport;
    private final GarminAddress address;

    private GarminLogin(Builder builder, OAuthClient client, VendorTransport transport) {
        all = builder.logins;
        logins = all.at(GarminConnector.SOURCE, client);
        address = builder.address;
        this.transport = transport;
    }

    /** Starts with where logins are kept; the client id is needed too. */
    public static Builder with(Logins logins) {
        return new Builder(logins);
    }

    /**
     * Takes over a login, in the place of the user's former one. Asks once whose it is.
     *
     * @param access still good
     * @param refresh gets the next pair
     * @return Garmin's id of the person
     * @throws org.healthwarehouse.auth.AccountMismatchException if the user is connected as another person
     * @throws HealthWarehouseException if Garmin rejects the access token, or does not answer as it should
     * @throws InterruptedException if the thread is interrupted
     */
    public String adopt(UserId user, Secret access, Secret refresh) throws InterruptedException {
        try {
            String vendorUserId = vendorUserId(access);
            TokenGrant grant = new TokenGrant(
                    access, Optional.of(refresh), lifetime(access, all.clock().instant()), Set.of());
            logins.connect(user, grant, Optional.of(vendorUserId));
            return vendorUserId;
        } catch (FetchException e) {
            throw new HealthWarehouseException(e.failure(), e);
        }
    }

    private String vendorUserId(Secret access) throws FetchException, InterruptedException {
        VendorRequest request = VendorRequest.get(address.at("/userprofile-service/socialProfile"))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + access.reveal());
        VendorResponse response = transport.send(request);
        HttpStatus.requireSuccess(response, all.clock(), "Garmin's profile");
        try {
            return ConnectFacts.object(response.body())
                    .identity("profileId")
                    .orElseThrow(() -> new MalformedResponseException("a required field is missing", "profileId"));
        } catch (MalformedResponseException e) {
            throw new FetchException(e.failure(), e);
        }
    }

    /** How long a token says that it is good; empty if it does not, or in no way that is known. */
    static Optional<Duration> lifetime(Secret access, Instant now) {
        String[] parts = access.reveal().split("\\.", -1);
        if (parts.length != PARTS_OF_A_TOKEN) {
            return Optional.empty();
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return Attributes.parse(claims)
                    .number("exp")
                    .map(seconds -> Duration.ofSeconds(seconds.longValue() - now.getEpochSecond()))
                    .filter(left -> !left.isNegative() && !left.isZero());
        } catch (IllegalArgumentException | InvalidParameterException e) {
            return Optional.empty();
        }
    }

    /** The access tokens of that user, renewed in time; whether there is a login turns out when one is asked for. */
    public AccessTokens tokens(UserId user) {
        return logins.tokens(user);
    }

    /** Forgets the login; what was fetched with it stays. Garmin is not told. */
    public void disconnect(UserId user) {
        logins.disconnect(user);
    }

    /** Where; neither application nor users. */
    @Override
    public String toString() {
        return "GarminLogin[" + address.base().getHost() + "]";
    }

    /** Where these logins are known. */
    GarminAddress address() {
        return address;
    }

    /** Collects the settings. */
    public static final class Builder {
        private final Logins logins;
        private @Nullable String clientId;
        private GarminAddress address = GarminAddress.data(GarminDomain.WORLDWIDE);
        private URI tokenUri = GarminAddress.tokens(GarminDomain.WORLDWIDE);
        private @Nullable VendorTransport transport;

        private Builder(Logins logins) {
            this.logins = logins;
        }

        /** The id of the client for which the tokens were given; the access token names it too. Not a secret. */
        public Builder clientId(String id) {
            clientId = id;
            return this;
        }

        /** Where the accounts are kept; worldwide by default. */
        public Builder domain(GarminDomain domain) {
            address = GarminAddress.data(domain);
            tokenUri = GarminAddress.tokens(domain);
            return this;
        }

        /**
         * Other addresses than the live ones, for example a simulator.
         *
         * @param data in the place of {@code https://connectapi.garmin.com}
         * @param tokens where tokens are renewed
         * @throws InvalidParameterException if the first is neither https nor http to this machine
         */
        public Builder addresses(URI data, URI tokens) {
            address = new GarminAddress(data);
            tokenUri = tokens;
            return this;
        }

        /** The way to the vendor; by default {@link VendorHttp} with its defaults. */
        public Builder transport(VendorTransport way) {
            transport = way;
            return this;
        }

        /**
         * The login.
         *
         * @throws InvalidParameterException if the client id is missing, or an address is neither https nor http to
         *     this machine
         */
        public GarminLogin build() {
            String id = clientId;
            if (id == null) {
                throw new InvalidParameterException(
                        "client id of Garmin",
                        "(none)",
                        "must be given",
                        "take the one that the tokens were given for");
            }
            VendorTransport way =
                    transport != null ? transport : VendorHttp.builder().build();
            OAuthSettings settings = OAuthSettings.of("Garmin", tokenUri, id);
            return new GarminLogin(this, new OAuthClient(settings, naming(id, way), logins.clock()), way);
        }

        /** Garmin wants the client to be named in a header as well, with an empty password. */
        private static VendorTransport naming(String clientId, VendorTransport way) {
            String basic = Base64.getEncoder().encodeToString((clientId + ":").getBytes(StandardCharsets.UTF_8));
            return request -> way.send(request.header("Authorization", "Basic " + basic));
        }
    }
}
