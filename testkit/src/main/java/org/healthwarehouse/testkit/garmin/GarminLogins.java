package org.healthwarehouse.testkit.garmin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The authorization server: renewal alone, by which the old refresh token is dead at once. Access tokens say themselves
 * when they end. Guarded by the simulator's lock.
 */
final class GarminLogins {
    static final String CLIENT = "SIMULATED_CONNECT_MOBILE";

    private static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

    private final Duration lifetime;
    private final Map<String, Access> access = new HashMap<>();
    private final Map<String, Grant> refresh = new HashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private int number;
    private int renewals;

    private record Access(String account, Instant expiresAt) {}

    private record Grant(String account, Instant expiresAt) {}

    GarminLogins(Duration lifetime) {
        this.lifetime = lifetime;
    }

    Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    int renewals() {
        return renewals;
    }

    Optional<String> account(String token, Instant now) {
        return Optional.ofNullable(access.get(token))
                .filter(each -> now.isBefore(each.expiresAt))
                .map(Access::account);
    }

    /** A token that is good until all expire, and says nothing of itself. */
    String standing(String account) {
        String token = "canary-garmin-standing-" + ++number;
        secrets.add(token);
        access.put(token, new Access(account, Instant.MAX));
        return token;
    }

    void expireAll() {
        access.clear();
    }

    void revoke(String account) {
        access.values().removeIf(each -> each.account.equals(account));
        refresh.values().removeIf(each -> each.account.equals(account));
    }

    GarminLogin login(String account, Instant now) {
        Instant end = now.plus(lifetime);
        String token = webToken(end);
        String again = "canary-garmin-refresh-" + ++number;
        secrets.add(token);
        secrets.add(again);
        access.put(token, new Access(account, end));
        refresh.put(again, new Grant(account, now.plus(REFRESH_LIFETIME)));
        return new GarminLogin(token, again, end);
    }

    /** In the shape of those that carry their own end. */
    private String webToken(Instant end) {
        ObjectNode claims = GarminJson.object()
                .put("exp", end.getEpochSecond())
                .put("client_id", CLIENT)
                .put("jti", "canary-garmin-access-" + ++number);
        return part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + part(claims.toString()) + "." + part("unsigned");
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    GarminAnswer token(String authorization, Map<String, String> form, Instant now) {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":").getBytes(StandardCharsets.US_ASCII));
        if (!authorization.equals(basic) || !CLIENT.equals(form.get("client_id"))) {
            return GarminAnswer.error(401, "invalid_client");
        }
        if (!"refresh_token".equals(form.get("grant_type"))) {
            return GarminAnswer.error(400, "unsupported_grant_type");
        }
        Grant grant = refresh.remove(form.getOrDefault("refresh_token", ""));
        if (grant == null || !now.isBefore(grant.expiresAt)) {
            return GarminAnswer.error(400, "invalid_grant");
        }
        renewals++;
        GarminLogin login = login(grant.account, now);
        return GarminAnswer.ok(GarminJson.object()
                .put("scope", "CONNECT_READ CONNECT_WRITE")
                .put("jti", "renewal-" + renewals)
                .put("access_token", login.accessToken())
                .put("token_type", "bearer")
                .put("refresh_token", login.refreshToken())
                .put("expires_in", lifetime.toSeconds())
                .put("refresh_token_expires_in", REFRESH_LIFETIME.toSeconds() - 1));
    }
}
