package org.healthwarehouse.testkit.fulcra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.testkit.person.PersonMetric;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator has the documented manners of the vendor. */
class FulcraSimulatorTest {
    private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant DAY = Instant.parse("2026-03-10T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ManualClock clock = new ManualClock(NOW);
    private final SyntheticPerson person = SyntheticPerson.seeded(3);
    private final FulcraSimulator vendor =
            FulcraSimulator.serving(person).clock(clock).build();

    @AfterEach
    void close() {
        vendor.close();
    }

    private URI data(String endpoint, Instant from, Instant to, String more) {
        return URI.create("http://127.0.0.1/data/v0/" + vendor.userId() + "/" + endpoint + "?start_time=" + from
                + "&end_time=" + to + more);
    }

    private VendorResponse get(URI uri) throws Exception {
        return vendor.inMemory().send(VendorRequest.get(uri).header("Authorization", "Bearer " + vendor.token()));
    }

    private static JsonNode json(VendorResponse response) throws IOException {
        try (InputStream body = response.body().open()) {
            return JSON.readTree(body);
        }
    }

    @Test
    void samplesThatOverlapTheRangeComeBackAlsoAcrossItsEdges() throws Exception {
        Instant middleOfTheNight = DAY.plus(Duration.ofHours(3));
        List<String> expected = new ArrayList<>();
        person.samples(
                PersonMetric.SLEEP_STAGE,
                middleOfTheNight,
                middleOfTheNight.plusSeconds(60),
                sample -> expected.add(sample.uuid().toString()));

        VendorResponse response =
                get(data("metric_samples", middleOfTheNight, middleOfTheNight.plusSeconds(60), "&metric=SleepStage"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(json(response).findValuesAsText("uuid")).isNotEmpty().containsExactlyElementsOf(expected);
    }

    @Test
    void valuesComeInTheVendorsUnits() throws Exception {
        JsonNode weights = json(get(data("metric_samples", DAY, DAY.plus(Duration.ofDays(30)), "&metric=Weight")));
        List<Double> kilograms = new ArrayList<>();
        person.samples(
                PersonMetric.WEIGHT, DAY, DAY.plus(Duration.ofDays(30)), sample -> kilograms.add(sample.value()));

        assertThat(weights.get(0).get("unit").asText()).isEqualTo("lb");
        assertThat(weights.get(0).get("value").asDouble() * 0.45359237)
                .isCloseTo(kilograms.get(0), org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void nothingOfTheFutureIsServed() throws Exception {
        clock.set(DAY.plus(Duration.ofHours(12)));
        JsonNode samples = json(get(data("metric_samples", DAY, DAY.plus(Duration.ofDays(1)), "&metric=HeartRate")));

        assertThat(samples).isNotEmpty();
        assertThat(samples.findValuesAsText("end_date"))
                .allMatch(end -> !FulcraJson.time(end).isAfter(clock.instant()));
    }

    @Test
    void tooLargeARangeIsAServerError() throws Exception {
        assertThat(get(data("metric_samples", DAY, DAY.plus(Duration.ofDays(9)), "&metric=HeartRate"))
                        .status())
                .isEqualTo(500);
        assertThat(get(data("metric_samples", DAY, DAY.plus(Duration.ofDays(9)), "&metric=Weight"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wrongTokenWrongUserWrongMetricAndMissingTimesHaveTheirOwnAnswers() throws Exception {
        URI day = data("metric_samples", DAY, DAY.plus(Duration.ofDays(1)), "&metric=HeartRate");
        URI stranger = URI.create(day.toString().replace(vendor.userId(), "somebody-else"));

        assertThat(vendor.inMemory().send(VendorRequest.get(day)).status()).isEqualTo(401);
        assertThat(get(stranger).status()).isEqualTo(403);
        assertThat(get(data("metric_samples", DAY, DAY.plusSeconds(1), "&metric=Nonsense"))
                        .status())
                .isEqualTo(404);
        assertThat(get(URI.create("http://127.0.0.1/data/v0/" + vendor.userId() + "/apple_workouts"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void anExpiredTokenIsRefusedAndTheNextOneAccepted() throws Exception {
        URI day = data("metric_samples", DAY, DAY.plus(Duration.ofDays(1)), "&metric=HeartRate");
        String old = vendor.token();
        String renewed = vendor.expireToken();

        assertThat(vendor.inMemory()
                        .send(VendorRequest.get(day).header("Authorization", "Bearer " + old))
                        .status())
                .isEqualTo(401);
        assertThat(vendor.token()).isEqualTo(renewed);
        assertThat(get(day).status()).isEqualTo(200);
    }

    @Test
    void faultsHappenWhenPlannedAndAreLogged() throws Exception {
        vendor.faults(FaultPlan.at(Map.of(
                1, new Fault.RateLimited(Optional.of(Duration.ofSeconds(7))),
                2, new Fault.ConnectionReset(),
                3, new Fault.MalformedJson())));
        URI day = data("metric_samples", DAY, DAY.plus(Duration.ofDays(1)), "&metric=HeartRate");

        VendorResponse limited = get(day);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("Retry-After")).contains("7");
        assertThatThrownBy(() -> get(day))
                .isInstanceOf(FetchException.class)
                .extracting(e -> ((FetchException) e).failure())
                .isInstanceOf(Failure.Unreachable.class);
        VendorResponse broken = get(day);
        assertThatThrownBy(() -> json(broken)).isInstanceOf(IOException.class);

        assertThat(vendor.log().stream().map(LoggedRequest::status)).containsExactly(429, 0, 200);
        assertThat(vendor.log().get(2).range().orElseThrow().start()).isEqualTo(DAY);
    }

    @Test
    void theHttpFormGivesTheSameAnswerAsTheOneInMemory() throws Exception {
        URI inMemory = data("metric_samples", DAY, DAY.plus(Duration.ofDays(1)), "&metric=StepCount");
        URI overHttp = vendor.start().resolve(inMemory.getRawPath() + "?" + inMemory.getRawQuery());

        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(overHttp)
                                .header("Authorization", "Bearer " + vendor.token())
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(response.body())).isEqualTo(json(get(inMemory)));
    }
}
