package org.healthwarehouse.testkit.whoop;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the simulator answers to one request. */
final class WhoopAnswer {
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private WhoopAnswer(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static WhoopAnswer ok(byte[] body) {
        return new WhoopAnswer(200, Map.of("content-type", List.of("application/json")), body);
    }

    static WhoopAnswer ok(WhoopJson.Fields fields) {
        return ok(WhoopJson.object(fields));
    }

    /** A status with a short body that says what it means. */
    static WhoopAnswer status(int status, String meaning) {
        return new WhoopAnswer(
                status,
                Map.of("content-type", List.of("application/json")),
                WhoopJson.object(json -> json.writeStringField("error", meaning)));
    }

    static WhoopAnswer empty(int status) {
        return new WhoopAnswer(status, Map.of(), new byte[0]);
    }

    WhoopAnswer header(String name, String value) {
        return headers(Map.of(name, value));
    }

    WhoopAnswer headers(Map<String, String> added) {
        Map<String, List<String>> more = new TreeMap<>(headers);
        added.forEach((name, value) -> more.put(name, List.of(value)));
        return new WhoopAnswer(status, more, body);
    }

    WhoopAnswer brokenOff() {
        return new WhoopAnswer(status, headers, java.util.Arrays.copyOf(body, body.length / 2));
    }

    WhoopAnswer webPage() {
        byte[] page = "<html><body>Are you human?</body></html>".getBytes(StandardCharsets.US_ASCII);
        return new WhoopAnswer(200, Map.of("content-type", List.of("text/html")), page);
    }

    int status() {
        return status;
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
