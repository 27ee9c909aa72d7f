package org.healthwarehouse.fulcra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationParsingTest {
    private static final String ID = "e76bff09-8a4d-450a-a17a-0cae3058971c";
    private static final String SCALE = "annotation/scale/" + ID;
    private static final String RECORD = """
            [{"id": "r1", "recorded_at": "2024-05-01T18:52:01+00:00", "source_name": "Annotation",
              "source_id": "com.example.a", "sources": ["com.example.b", "com.example.a"], "value": 4,
              "note": "after lunch", "tags": ["t1"],
              "metadata": {"id": "%s", "name": "Energy Level", "spec": {"scale": {}},
                           "measurement_spec": {"unit": "points"}}}]
            """.formatted(ID);

    @Test
    void whatWasNotedIsReadValueByValue() throws Exception {
        Collected collected = Pages.parse(SCALE, RECORD);

        ParsedRecord noted = collected.records.get(0);
        assertThat(noted.type().name()).isEqualTo("fulcra.annotation." + ID);
        assertThat(noted.start()).isEqualTo(noted.end()).isEqualTo(Instant.parse("2024-05-01T18:52:01Z"));
        assertThat(noted.open()).isFalse();
        assertThat(noted.attributes().asMap())
                .isEqualTo(Map.of(
                        "value",
                        4.0,
                        "note",
                        "after lunch",
                        "tags",
                        List.of("t1"),
                        "name",
                        "Energy Level",
                        "unit",
                        "points",
                        "vendor",
                        Map.of("source_id", "com.example.a", "sources", List.of("com.example.b", "com.example.a"))));
        assertThat(collected.claims.get(0).type()).isEqualTo(noted.type());
    }

    @Test
    void aMomentHasNoValueAndADurationAnInterval() throws Exception {
        ParsedRecord moment = only("moment", "\"id\": \"r\", \"recorded_at\": \"2024-05-01T10:00:00Z\"");
        assertThat(moment.attributes().isEmpty()).isTrue();

        ParsedRecord duration = only(
                "duration",
                "\"id\": \"r\", \"recorded_at\": \"2024-05-01T12:00:00Z\", \"start_time\": \"2024-05-01T10:00:00Z\","
                        + " \"end_time\": \"2024-05-01T11:00:00Z\", \"note\": null, \"tags\": []");
        assertThat(duration.start()).isEqualTo(Instant.parse("2024-05-01T10:00:00Z"));
        assertThat(duration.end()).isEqualTo(Instant.parse("2024-05-01T11:00:00Z"));
        assertThat(duration.attributes().isEmpty()).isTrue();
    }

    @Test
    void yesAndNoStayWhatTheyAre() throws Exception {
        ParsedRecord no = only("boolean", "\"id\": \"r\", \"recorded_at\": \"2024-05-01T10:00:00Z\", \"value\": false");
        assertThat(no.attributes().asMap()).isEqualTo(Map.of("value", false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"id\": \"r1\"; \"key\": \"r1\"; item 1, field id",
                "\"recorded_at\"; \"at\"; item 1, field recorded_at",
                "2024-05-01T18:52:01+00:00; CANARY; item 1, field recorded_at",
            })
    void whatIsNoAnnotationIsRefused(String from, String to, String position) {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> Pages.parse(SCALE, RECORD.replace(from, to)))
                .satisfies(e -> assertThat(e.position()).isEqualTo(position))
                .satisfies(e -> assertThat(e).hasMessageNotContainingAny("CANARY", "after lunch"));
    }

    @ParameterizedTest
    @CsvSource({
        "moment,event/MomentAnnotation%2F",
        "duration,event/DurationAnnotation%2F",
        "boolean,metric/BooleanAnnotation%2F",
        "numeric,metric/NumericAnnotation%2F",
        "scale,metric/ScaleAnnotation%2F"
    })
    void eachKindIsAskedAtItsAddress(String kind, String path) {
        FulcraFeed feed =
                FulcraFeed.of(new FeedId("annotation/" + kind + "/" + ID)).orElseThrow();
        assertThat(FulcraAddress.LIVE.of(feed, "u 1", Pages.DAY))
                .isEqualTo(URI.create("https://api.fulcradynamics.com/data/v1alpha1/" + path + ID
                        + "?start_time=2024-05-01T00%3A00%3A00.000Z&end_time=2024-05-02T00%3A00%3A00.000Z"
                        + "&fulcra_userid=u%201"));
    }

    @Test
    void definitionsThatAreNoneOfOursArePassedOver() throws Exception {
        String list = """
                [{"id": "a-1", "annotation_type": "Scale", "deleted_at": "2025-01-01T00:00:00Z", "spec": {"x": []}},
                 {"id": "a-1", "annotation_type": "scale"}, {"id": "../x", "annotation_type": "moment"},
                 {"id": "a-2", "annotation_type": "hologram"}, {"id": 7, "annotation_type": "moment"}, {"name": "x"}]
                """;
        assertThat(AnnotationDefinitions.read(RawBody.of(list.getBytes(StandardCharsets.UTF_8))))
                .containsExactly(new Annotation(Annotation.Kind.SCALE, "a-1"));
    }

    @Test
    void userInfoIsReadAndMayLackAllButTheId() throws Exception {
        assertThat(info("{\"userid\": \"u\", \"created\": \"2024-08-20T19:51:09.123456Z\","
                        + " \"preferences\": {\"timezone\": \"America/Los_Angeles\"}}"))
                .isEqualTo(new FulcraUserInfo(
                        "u",
                        Optional.of(Instant.parse("2024-08-20T19:51:09.123Z")),
                        Optional.of(java.time.ZoneId.of("America/Los_Angeles"))));
        assertThat(info("{\"userid\": \"u\", \"created\": \"once\", \"preferences\": {\"timezone\": \"Mars/Rim\"}}"))
                .isEqualTo(new FulcraUserInfo("u", Optional.empty(), Optional.empty()));
        for (String body : List.of("", "[]", "{}", "{\"userid\": 5}", "<html>CANARY")) {
            assertThatExceptionOfType(org.healthwarehouse.connector.FetchException.class)
                    .isThrownBy(() -> info(body))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("CANARY"));
        }
    }

    private static FulcraUserInfo info(String body) throws Exception {
        return FulcraUserInfo.read(RawBody.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static ParsedRecord only(String kind, String fields) throws MalformedResponseException {
        return Pages.parse("annotation/" + kind + "/" + ID, "[{" + fields + "}]")
                .records
                .get(0);
    }
}
