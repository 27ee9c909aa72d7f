package org.healthwarehouse.testkit.fulcra;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The vendor's authorization server: device login and renewal. Where refresh tokens rotate, the old one is dead from
 * the moment the answer is written. Guarded by the simulator's lock.
 */
final class FulcraLogins {
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(15);
    private static final int INTERVAL_SECONDS = 5;
    private static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    private enum Decision {
        NONE,
        AGREED,
        REFUSED
    }

    private record Code(String userCode, Instant expiresAt) {}

    private final String userId;
    private final boolean rotating;
    private final Duration lifetime;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Decision> decisions = new HashMap<>();
    private final Map<String, Instant> access = new HashMap<>();
    private final Set<String> refresh = new HashSet<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private int number;
    private int renewals;

    FulcraLogins(FulcraSimulatorBuilder builder) {
        userId = builder.userId;
        rotating = builder.rotating;
        lifetime = builder.tokenLifetime;
    }

    boolean accepts(String token, Instant now) {
        Instant end = access.get(token);
        return end != null && now.isBefore(end);
    }

    void expireAll() {
        access.clear();
    }

    void revokeAll() {
        access.clear();
        refresh.clear();
    }

    int renewals() {
        return renewals;
    }

    Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    void decide(String userCode, boolean agreed) {
        decisions.put(userCode, agreed ? Decision.AGREED : Decision.REFUSED);
    }

    FulcraApi.Answer answer(String path, Map<String, String> form, Instant now) {
        if (!form.containsKey("client_id")) {
            return error(401, "invalid_client");
        }
        return switch (path) {
            case "/oauth/device/code" -> begin(now);
            case "/oauth/token" ->
                switch (form.getOrDefault("grant_type", "")) {
                    case DEVICE_GRANT -> poll(form.getOrDefault("device_code", ""), now);
                    case "refresh_token" -> renew(form.getOrDefault("refresh_token", ""), now);
                    default -> error(403, "unsupported_grant_type");
                };
            default -> new FulcraApi.Answer(404, FulcraJson.detail("Not Found"));
        };
    }

    private FulcraApi.Answer begin(Instant now) {
        String code = secret("device");
        String userCode = "SIMU-%04d".formatted(number);
        codes.put(code, new Code(userCode, now.plus(CODE_LIFETIME)));
        return new FulcraApi.Answer(200, FulcraJson.object(json -> {
            json.writeStringField("device_code", code);
            json.writeStringField("user_code", userCode);
            json.writeStringField("verification_uri", "https://fulcra.example/activate");
            json.writeStringField("verification_uri_complete", "https://fulcra.example/activate?user_code=" + userCode);
            json.writeNumberField("expires_in", CODE_LIFETIME.toSeconds());
            json.writeNumberField("interval", INTERVAL_SECONDS);
        }));
    }

    private FulcraApi.Answer poll(String deviceCode, Instant now) {
        Code code = codes.get(deviceCode);
        if (code == null) {
            return error(403, "invalid_grant");
        }
        if (!now.isBefore(code.expiresAt)) {
            return error(403, "expired_token");
        }
        return switch (decisions.getOrDefault(code.userCode, Decision.NONE)) {
            case NONE -> error(403, "authorization_pending");
            case REFUSED -> error(403, "access_denied");
            case AGREED -> {
                codes.remove(deviceCode);
                yield grant(newRefresh(), now);
            }
        };
    }

    private FulcraApi.Answer renew(String token, Instant now) {
        if (!refresh.contains(token)) {
            return error(403, "invalid_grant");
        }
        renewals++;
        if (!rotating) {
            return grant("", now);
        }
        refresh.remove(token);
        return grant(newRefresh(), now);
    }

    private String newRefresh() {
        String token = secret("refresh");
        refresh.add(token);
        return token;
    }

    /** An empty refresh token is left out, as the vendor leaves it out where the old one stays good. */
    private FulcraApi.Answer grant(String refreshToken, Instant now) {
        String token = jwt();
        access.put(token, now.plus(lifetime));
        return new FulcraApi.Answer(200, FulcraJson.object(json -> {
            json.writeStringField("access_token", token);
            json.writeStringField("id_token", token);
            if (!refreshToken.isEmpty()) {
                json.writeStringField("refresh_token", refreshToken);
            }
            json.writeStringField("scope", "openid profile name email offline_access");
            json.writeNumberField("expires_in", lifetime.toSeconds());
            json.writeStringField("token_type", "Bearer");
        }));
    }

    private String jwt() {
        String payload = "{\"iss\": \"simulator\", \"fulcradynamics.com/userid\": \"" + userId + "\"}";
        String token = part("{\"alg\": \"none\"}") + "." + part(payload) + "." + secret("signature");
        secrets.add(token);
        return token;
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private String secret(String kind) {
        number++;
        String secret = "canary-" + kind + "-" + number;
        secrets.add(secret);
        return secret;
    }

    private static FulcraApi.Answer error(int status, String code) {
        return new FulcraApi.Answer(status, FulcraJson.object(json -> {
            json.writeStringField("error", code);
            json.writeStringField("error_description", "Simulated.");
        }));
    }
}
