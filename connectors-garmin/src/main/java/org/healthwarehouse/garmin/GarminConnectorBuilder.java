package org.healthwarehouse.garmin;

import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.auth.Secret;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link GarminConnector}. Required: one of {@link #login}, {@link #token} and {@link #tokens}. Defaults: the
 * live service, worldwide.
 */
public final class GarminConnectorBuilder {
    private @Nullable GarminLogin login;
    private @Nullable String token;
    private @Nullable AccessTokens tokens;
    private Optional<GarminAddress> address = Optional.empty();
    private UserId user = UserId.LOCAL;
    private String userAgent = "HealthWarehouse";
    private final Set<GarminFeed> asked = Arrays.stream(GarminFeed.values())
            .filter(feed -> !feed.isOptional())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(GarminFeed.class)));

    GarminConnectorBuilder() {}

    /**
     * The logins of all users, kept in the store and renewed in time. Data come from where they are known, unless
     * {@link #baseUri} or {@link #domain} says otherwise.
     */
    public GarminConnectorBuilder login(GarminLogin logins) {
        login = logins;
        return this;
    }

    /**
     * One access token. It cannot be renewed and lasts about a day.
     *
     * @throws InvalidParameterException if it is empty or has characters that no token has
     */
    public GarminConnectorBuilder token(String accessToken) {
        token = Secret.of(accessToken).reveal();
        return this;
    }

    /** Where access tokens come from, for an application that keeps its logins itself. One person only. */
    public GarminConnectorBuilder tokens(AccessTokens source) {
        tokens = source;
        return this;
    }

    /**
     * The user of the warehouse to whom {@link #token} or {@link #tokens} belong; {@link UserId#LOCAL} by default. For
     * every other user the connector refuses to fetch, so that nobody's data is stored as somebody else's.
     */
    public GarminConnectorBuilder user(UserId owner) {
        user = owner;
        return this;
    }

    /** Where the account is kept; worldwide by default. */
    public GarminConnectorBuilder domain(GarminDomain domain) {
        address = Optional.of(GarminAddress.data(domain));
        return this;
    }

    /**
     * Another address than {@code https://connectapi.garmin.com}, for example a simulator.
     *
     * @throws InvalidParameterException if it is neither https nor http to this machine
     */
    public GarminConnectorBuilder baseUri(URI baseUri) {
        address = Optional.of(new GarminAddress(baseUri));
        return this;
    }

    /**
     * As what program the calls are made; {@code HealthWarehouse} by default.
     *
     * @throws InvalidParameterException if it is blank or no text of visible ASCII
     */
    public GarminConnectorBuilder userAgent(String name) {
        if (!name.matches("[ -~]{1,200}") || name.isBlank()) {
            throw new InvalidParameterException(
                    "user agent", "(not shown)", "must be 1 to 200 visible characters of ASCII", "name your program");
        }
        userAgent = name;
        return this;
    }

    /**
     * Asks for a day's JSON as well: {@code heart-rate}, {@code stress}, {@code respiration}, {@code spo2} or
     * {@code sleep}. The archive of the day holds the same measurements, so each costs a call a day for what is there
     * already; from then on it decides whether a day of its types is held.
     *
     * @throws InvalidParameterException if there is no such feed
     */
    public GarminConnectorBuilder with(String... feeds) {
        for (String name : feeds) {
            asked.add(GarminFeed.named(name)
                    .filter(GarminFeed::isOptional)
                    .orElseThrow(() -> new InvalidParameterException(
                            "feed of Garmin",
                            name,
                            "must be one that can be switched on",
                            "choose from "
                                    + Arrays.stream(GarminFeed.values())
                                            .filter(GarminFeed::isOptional)
                                            .map(GarminFeed::endpoint)
                                            .toList())));
        }
        return this;
    }

    /**
     * The connector.
     *
     * @throws InvalidParameterException if there is no source of tokens, or more than one was given
     */
    public GarminConnector build() {
        GarminLogin logins = login;
        String fixed = token;
        AccessTokens source = tokens;
        long sources = Stream.of(logins, fixed, source).filter(Objects::nonNull).count();
        if (sources != 1) {
            throw new InvalidParameterException(
                    "Garmin token",
                    sources == 0 ? "(none)" : "(" + sources + " sources)",
                    "must come from exactly one source",
                    "call one of login(...), token(...) and tokens(...)");
        }
        if (logins != null) {
            GarminAddress known = address.orElse(logins.address());
            return new GarminConnector(Optional.empty(), logins::tokens, known, userAgent, asked);
        }
        AccessTokens chosen = source != null ? source : AccessTokens.fixed(String.valueOf(fixed));
        GarminAddress data = address.orElse(GarminAddress.data(GarminDomain.WORLDWIDE));
        return new GarminConnector(Optional.of(user), any -> chosen, data, userAgent, asked);
    }
}
