package org.healthwarehouse.testkit.garmin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the simulator answers to one request. */
final class GarminAnswer {
    private static final String JSON = "application/json;charset=UTF-8";

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private GarminAnswer(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    private static GarminAnswer of(int status, String contentType, byte[] body) {
        return new GarminAnswer(status, Map.of("content-type", List.of(contentType)), body);
    }

    static GarminAnswer ok(JsonNode body) {
        return of(200, JSON, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    static GarminAnswer zip(byte[] archive) {
        return of(200, "application/x-zip-compressed", archive);
    }

    /** There is nothing. */
    static GarminAnswer noContent() {
        return new GarminAnswer(204, Map.of(), new byte[0]);
    }

    /** A status in the words of the data interface. */
    static GarminAnswer refused(int status, String meaning) {
        JsonNode body = GarminJson.object()
                .put("message", "HTTP " + status + " " + meaning)
                .put("error", meaning.replace(" ", "") + "Exception");
        return of(status, JSON, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A status in the words of the authorization server. */
    static GarminAnswer error(int status, String meaning) {
        JsonNode body = GarminJson.object().put("error", meaning);
        return of(status, JSON, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What who is taken for a machine gets to see. */
    static GarminAnswer webPage(int status) {
        byte[] page = "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>"
                .getBytes(StandardCharsets.US_ASCII);
        return of(status, "text/html; charset=UTF-8", page);
    }

    GarminAnswer header(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(headers);
        more.put(name, List.of(value));
        return new GarminAnswer(status, more, body);
    }

    GarminAnswer brokenOff() {
        return new GarminAnswer(status, headers, Arrays.copyOf(body, body.length / 2));
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
