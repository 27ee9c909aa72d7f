package org.healthwarehouse.fulcra;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;

/** Pages as the vendor answers them, written by the tests. */
final class Pages {
    static final TimeRange DAY =
            new TimeRange(Instant.parse("2024-05-01T00:00:00Z"), Instant.parse("2024-05-02T00:00:00Z"));
    static final FulcraConnector CONNECTOR = FulcraConnector.builder()
            .token("anything")
            .userId("7e1b1f0c-0000-4000-8000-000000000001")
            .build();

    private static final String SOURCE = """
            {"name": "Jo's Watch", "version": "10.4", "productType": "Watch6,2",
             "operatingSystemVersion": [10, 4, 0], "sourceBundleIdentifier": "com.example.health.A1"}""";
    private static final String DEVICE = """
            {"name": "Apple Watch of Jo", "model": "Watch", "manufacturer": "Example Inc.",
             "hardwareVersion": "Watch6,2", "softwareVersion": "10.4"}""";

    private Pages() {}

    /** One sample at a time of 1 May 2024, recorded by a watch. */
    static String sample(String uuid, String start, String end, String value, String unit) {
        return sample(
                uuid,
                start,
                end,
                value,
                unit,
                "\"source_properties\": " + SOURCE + ", \"device_properties\": " + DEVICE
                        + ", \"extras\": null, \"count\": 1, \"has_undetermined_duration\": false");
    }

    /** The same with all other fields as given. */
    static String sample(String uuid, String start, String end, String value, String unit, String others) {
        return "{\"uuid\": \"" + uuid + "\", \"start_date\": \"2024-05-01T" + start
                + "+00:00\", \"end_date\": \"2024-05-01T"
                + end + "+00:00\", \"value\": " + value + ", \"unit\": " + unit
                + (others.isEmpty() ? "" : ", " + others)
                + "}";
    }

    static String array(String... items) {
        return "[" + String.join(",\n", items) + "]";
    }

    static RawPage page(String feed, byte[] body) {
        FetchRequest request = new FetchRequest.Window(UserId.LOCAL, new FeedId(feed), DAY, Optional.empty());
        return new RawPage(
                RawPage.Origin.PULL,
                FulcraConnector.SOURCE,
                new FeedId(feed),
                Optional.of(request),
                Instant.parse("2024-05-03T00:00:00Z"),
                Optional.empty(),
                200,
                "application/json",
                RawBody.of(body));
    }

    static Collected parse(String feed, String body) throws MalformedResponseException {
        return parse(feed, body.getBytes(StandardCharsets.UTF_8));
    }

    static Collected parse(String feed, byte[] body) throws MalformedResponseException {
        Collected collected = new Collected();
        CONNECTOR.parse(page(feed, body), collected);
        return collected;
    }

    /** The value that one sample of a metric becomes. */
    static double value(String metric, String value, String unit) throws MalformedResponseException {
        return parse("metric_samples/" + metric, array(sample("u", "08:00:00", "08:00:00", value, unit)))
                .onlySample()
                .value();
    }
}
