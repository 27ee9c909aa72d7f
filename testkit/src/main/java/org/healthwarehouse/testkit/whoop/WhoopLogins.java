package org.healthwarehouse.testkit.whoop;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The vendor's authorization server: login by code, and renewal, by which the old refresh token is dead at once.
 * Guarded by the simulator's lock.
 */
final class WhoopLogins {
    private static final int LEAST_STATE = 8;
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

    private final String clientId;
    private final String clientSecret;
    private final Duration lifetime;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Access> access = new HashMap<>();
    private final Map<String, Grant> refresh = new HashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private int number;
    private int renewals;

    /** What a person agreed to. */
    private record Grant(long user, List<String> scopes) {}

    private record Code(Grant grant, String redirect, Instant expiresAt) {}

    private record Access(long user, Instant expiresAt) {}

    WhoopLogins(String clientId, String clientSecret, Duration lifetime) {
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.lifetime = lifetime;
        secrets.add(clientSecret);
    }

    Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    int renewals() {
        return renewals;
    }

    Optional<Long> user(String token, Instant now) {
        return Optional.ofNullable(access.get(token))
                .filter(each -> now.isBefore(each.expiresAt))
                .map(Access::user);
    }

    /** A token that is good until all expire. */
    String standing(long user) {
        String token = secret("access");
        access.put(token, new Access(user, Instant.MAX));
        return token;
    }

    void expireAll() {
        access.clear();
    }

    void revoke(long user) {
        access.values().removeIf(each -> each.user == user);
        refresh.values().removeIf(each -> each.user == user);
    }

    boolean hasGrant(long user) {
        return refresh.values().stream().anyMatch(each -> each.user == user);
    }

    /** Where the person is sent from the page on which they agree, or not. */
    String decide(Map<String, String> page, long user, boolean agreed, Instant now) {
        String redirect = page.getOrDefault("redirect_uri", "");
        String state = page.getOrDefault("state", "");
        if (state.length() < LEAST_STATE) {
            return redirect + "?error=invalid_state&state=" + state;
        }
        if (!clientId.equals(page.get("client_id")) || !"code".equals(page.get("response_type"))) {
            return redirect + "?error=invalid_request&state=" + state;
        }
        if (!agreed) {
            return redirect + "?error=access_denied&error_description=No&state=" + state;
        }
        String code = secret("code");
        List<String> scopes = List.of(page.getOrDefault("scope", "").split(" ", -1));
        codes.put(code, new Code(new Grant(user, scopes), redirect, now.plus(CODE_LIFETIME)));
        return redirect + "?code=" + code + "&scope=" + String.join("+", scopes) + "&state=" + state;
    }

    WhoopAnswer token(Map<String, String> form, Instant now) {
        if (!clientId.equals(form.get("client_id")) || !clientSecret.equals(form.get("client_secret"))) {
            return WhoopAnswer.status(401, "invalid_client");
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> exchange(form, now);
            case "refresh_token" -> renew(form.getOrDefault("refresh_token", ""), now);
            default -> WhoopAnswer.status(400, "unsupported_grant_type");
        };
    }

    private WhoopAnswer exchange(Map<String, String> form, Instant now) {
        Code code = codes.remove(form.getOrDefault("code", ""));
        boolean good = code != null && now.isBefore(code.expiresAt) && code.redirect.equals(form.get("redirect_uri"));
        return code != null && good ? granted(code.grant, now) : WhoopAnswer.status(400, "invalid_grant");
    }

    private WhoopAnswer renew(String token, Instant now) {
        Grant grant = refresh.remove(token);
        if (grant == null) {
            return WhoopAnswer.status(400, "invalid_grant");
        }
        renewals++;
        return granted(grant, now);
    }

    private WhoopAnswer granted(Grant grant, Instant now) {
        String token = secret("access");
        access.put(token, new Access(grant.user, now.plus(lifetime)));
        Optional<String> again = grant.scopes.contains("offline") ? Optional.of(secret("refresh")) : Optional.empty();
        again.ifPresent(each -> refresh.put(each, grant));
        return WhoopAnswer.ok(json -> {
            json.writeStringField("access_token", token);
            json.writeNumberField("expires_in", lifetime.toSeconds());
            if (again.isPresent()) {
                json.writeStringField("refresh_token", again.get());
            }
            json.writeStringField("scope", String.join(" ", grant.scopes));
            json.writeStringField("token_type", "bearer");
        });
    }

    private String secret(String kind) {
        number++;
        String secret = "canary-whoop-" + kind + "-" + number;
        secrets.add(secret);
        return secret;
    }
}
