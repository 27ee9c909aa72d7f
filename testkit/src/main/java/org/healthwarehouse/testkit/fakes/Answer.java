package org.healthwarehouse.testkit.fakes;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a fake vendor answers to one request; the front desk adds what every answer has. */
final class Answer {
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final boolean hangs;

    private Answer(int status, Map<String, List<String>> headers, byte[] body, boolean hangs) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.hangs = hangs;
    }

    static Answer ok(byte[] body) {
        return new Answer(200, Map.of(), body, false);
    }

    /** A status with a short body that says what it means. */
    static Answer status(int status, String meaning) {
        return new Answer(status, Map.of(), Json.message(meaning), false);
    }

    /** No answer before the caller loses patience. */
    static Answer never() {
        return new Answer(0, Map.of(), new byte[0], true);
    }

    Answer header(String name, String value) {
        return headers(Map.of(name, value));
    }

    Answer headers(Map<String, String> added) {
        Map<String, List<String>> more = new TreeMap<>(headers);
        added.forEach((name, value) -> more.put(name, List.of(value)));
        return new Answer(status, more, body, hangs);
    }

    Answer body(byte[] other) {
        return new Answer(status, headers, other, hangs);
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

    boolean hangs() {
        return hangs;
    }
}
