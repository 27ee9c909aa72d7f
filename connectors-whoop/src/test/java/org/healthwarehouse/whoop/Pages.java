package org.healthwarehouse.whoop;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/** Answers of the vendor, and what becomes of them. */
final class Pages {
    static final TimeRange MONTH =
            new TimeRange(Instant.parse("2024-05-01T00:00:00Z"), Instant.parse("2024-06-01T00:00:00Z"));

    private static final WhoopConnector CONNECTOR =
            WhoopConnector.builder().token("unused").build();

    private Pages() {}

    static FetchRequest window(WhoopFeed feed) {
        return new FetchRequest.Window(UserId.LOCAL, feed.id(), MONTH, Optional.empty());
    }

    static FetchRequest current(WhoopFeed feed) {
        return new FetchRequest.Current(UserId.LOCAL, feed.id());
    }

    static Collected listing(WhoopFeed feed, String... records) throws MalformedResponseException {
        return parse(window(feed), 200, "{\"records\": [" + String.join(",", records) + "]}");
    }

    static Collected parse(FetchRequest request, int status, String body) throws MalformedResponseException {
        Collected collected = new Collected();
        CONNECTOR.parse(
                new RawPage(
                        RawPage.Origin.PULL,
                        WhoopConnector.SOURCE,
                        request.feed(),
                        Optional.of(request),
                        Instant.parse("2024-07-01T00:00:00Z"),
                        Optional.empty(),
                        status,
                        "application/json",
                        RawBody.of(body.getBytes(StandardCharsets.UTF_8))),
                collected);
        return collected;
    }

    /** A scored record of fixed times with these further fields and this score. */
    static String scored(String identity, String score) {
        return """
                {%s, "user_id": 7, "created_at": "2024-05-03T07:00:00.000Z", "updated_at": "2024-05-03T08:00:00.000Z",
                 "start": "2024-05-02T21:30:15.250Z", "end": "2024-05-03T06:00:00.000Z", "timezone_offset": "+02:00",
                 "score_state": "SCORED", "score": %s}""".formatted(identity, score);
    }

    static String pending(String identity, String end) {
        return """
                {%s, "user_id": 7, "created_at": "2024-05-03T07:00:00.000Z", "updated_at": "2024-05-03T08:00:00.000Z",
                 "start": "2024-05-02T21:30:15.250Z"%s, "timezone_offset": "-05:00", "score_state": "PENDING_SCORE"}""".formatted(identity, end);
    }
}
