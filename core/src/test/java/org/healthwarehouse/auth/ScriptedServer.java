package org.healthwarehouse.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.Failure;

/** An authorization server that answers what it was told to, in order, and remembers the forms it got. */
final class ScriptedServer implements VendorTransport {
    static final URI TOKEN = URI.create("https://login.example/oauth/token");
    static final OAuthSettings SETTINGS = OAuthSettings.of("Example", TOKEN, "client-1")
            .device(URI.create("https://login.example/oauth/device/code"))
            .authorize(URI.create("https://login.example/authorize"))
            .scopes("read", "offline");

    final List<Map<String, String>> forms = new ArrayList<>();
    final List<VendorRequest> requests = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();

    @FunctionalInterface
    interface Answer {
        VendorResponse give() throws FetchException, InterruptedException;
    }

    ScriptedServer then(int status, String body) {
        return then(status, Map.of(), body);
    }

    ScriptedServer then(int status, Map<String, List<String>> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return then(() -> new VendorResponse(status, headers, RawBody.of(bytes)));
    }

    ScriptedServer thenError(String error) {
        return then(400, "{\"error\": \"" + error + "\"}");
    }

    ScriptedServer thenFail(Failure failure) {
        return then(() -> {
            throw new FetchException(failure);
        });
    }

    synchronized ScriptedServer then(Answer answer) {
        answers.add(answer);
        return this;
    }

    @Override
    public VendorResponse send(VendorRequest request) throws FetchException, InterruptedException {
        Answer answer;
        synchronized (this) {
            requests.add(request);
            forms.add(form(request));
            if (answers.isEmpty()) {
                throw new AssertionError("a call that nobody expected");
            }
            answer = answers.remove();
        }
        return answer.give();
    }

    private static Map<String, String> form(VendorRequest request) {
        try (var in = request.body().open()) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            Map<String, String> fields = new HashMap<>();
            for (String pair : text.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                fields.put(decode(parts[0]), decode(parts.length > 1 ? parts[1] : ""));
            }
            return fields;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static String grant(String access, String refresh, long seconds) {
        return "{\"access_token\": \"" + access + "\", \"refresh_token\": \"" + refresh
                + "\", \"token_type\": \"Bearer\", \"expires_in\": " + seconds + "}";
    }
}
