package org.healthwarehouse.fulcra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchTest {
    private static final Instant NOW = Instant.parse("2024-05-03T00:00:00Z");
    private static final FeedId HEART_RATE = new FeedId("metric_samples/HeartRate");

    private final List<VendorRequest> sent = new ArrayList<>();
    private VendorResponse answer = answer(200, "[]");

    @Test
    void aRangeIsAskedForWithZoneAndMilliseconds() throws Exception {
        TimeRange range =
                new TimeRange(Instant.parse("2024-05-01T00:00:00.005Z"), Instant.parse("2024-05-02T00:00:00Z"));
        fetch(connector(), new FetchRequest.Window(UserId.LOCAL, HEART_RATE, range, Optional.empty()));

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).method()).isEqualTo("GET");
        assertThat(sent.get(0).uri())
                .hasToString("https://api.fulcradynamics.com/data/v0/u1/metric_samples?start_time="
                        + "2024-05-01T00%3A00%3A00.005Z&end_time=2024-05-02T00%3A00%3A00.000Z&metric=HeartRate");
        assertThat(sent.get(0).headers()).containsEntry("Authorization", "Bearer secret");
    }

    @Test
    void whatAFeedsIdSaysBesidesTheNameIsNotSent() throws Exception {
        fetch(connector(), window(new FeedId("metric_samples/NewThing?column=new_thing&unit=points")));
        assertThat(sent.get(0).uri().getQuery()).endsWith("&metric=NewThing");
    }

    @ParameterizedTest
    @CsvSource({"apple_workouts", "apple_location_updates"})
    void otherEndpointsAreAskedByRangeOnly(String feed) throws Exception {
        fetch(connector(), window(new FeedId(feed)));
        assertThat(sent.get(0).uri().getPath()).isEqualTo("/data/v0/u1/" + feed);
        assertThat(sent.get(0).uri().getQuery())
                .isEqualTo("start_time=2024-05-01T00:00:00.000Z&end_time=2024-05-02T00:00:00.000Z");
    }

    @Test
    void thePageHoldsWhatCame() throws Exception {
        answer = new VendorResponse(
                200,
                Map.of("Content-Type", List.of("application/json"), "Date", List.of("Fri, 3 May 2024 00:00:09 GMT")),
                RawBody.of("[]".getBytes(UTF_8)));
        RawPage page = page(connector());
        assertThat(page.origin()).isEqualTo(RawPage.Origin.PULL);
        assertThat(page.source()).isEqualTo(FulcraConnector.SOURCE);
        assertThat(page.feed()).isEqualTo(HEART_RATE);
        assertThat(page.request()).contains(window(HEART_RATE));
        assertThat(page.startedAt()).isEqualTo(NOW);
        assertThat(page.serverDate()).contains(NOW.plusSeconds(9));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.mediaType()).isEqualTo("application/json");
        assertThat(page.body().size()).isEqualTo(2);
    }

    @Test
    void anUnreadableDateIsNoDate() throws Exception {
        answer = new VendorResponse(200, Map.of("date", List.of("today")), RawBody.of("[]".getBytes(UTF_8)));
        assertThat(page(connector()).serverDate()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidParameter",
        "401, AuthenticationFailed",
        "403, NoPermission",
        "404, DataNotFound",
        "422, InvalidParameter",
        "429, RateLimited",
        "500, Unreachable",
        "503, Unreachable",
        "302, Unexpected",
    })
    void anErrorIsAFailureOfItsKind(int status, String type) {
        answer = answer(status, "{\"detail\": \"no\"}");
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> fetch(connector(), window(HEART_RATE)))
                .satisfies(e -> assertThat(e.failure().type()).isEqualTo(type))
                .satisfies(e -> assertThat(e).hasMessageNotContainingAny("secret", "u1", "detail"));
    }

    @Test
    void aDataTypeThatTheVendorDoesNotKnowIsUnavailable() throws Exception {
        answer = answer(404, "{\"detail\": \"Data type 'HeartRate' not found\"}");
        FetchResult result = fetch(connector(), window(HEART_RATE));
        assertThat(result)
                .isInstanceOfSatisfying(
                        FetchResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.retryAt()).contains(NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void onlyRangesOfKnownFeedsCanBeAskedFor() {
        List<FetchRequest> refused = List.of(
                new FetchRequest.Current(UserId.LOCAL, HEART_RATE),
                new FetchRequest.Dates(
                        UserId.LOCAL, HEART_RATE, LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1), Optional.empty()),
                new FetchRequest.Window(UserId.LOCAL, HEART_RATE, Pages.DAY, Optional.of(new PageToken("2"))),
                window(new FeedId("sleep_cycles")));
        assertThat(refused)
                .allSatisfy(request -> assertThatExceptionOfType(FetchException.class)
                        .isThrownBy(() -> fetch(connector(), request))
                        .satisfies(e -> assertThat(e.failure()).isInstanceOf(Failure.InvalidParameter.class)));
        assertThat(sent).isEmpty();
    }

    @Test
    void theUserIsTakenFromTheToken() throws Exception {
        String token = TokenClaimsTest.token("{\"fulcradynamics.com/userid\": \"from token\"}");
        fetch(FulcraConnector.builder().token(token).build(), window(HEART_RATE));
        assertThat(sent.get(0).uri().getRawPath()).isEqualTo("/data/v0/from%20token/metric_samples");
    }

    @Test
    void aRenewedTokenIsTriedOnce() throws Exception {
        AccessTokens tokens = new AccessTokens() {
            @Override
            public String current() {
                return "old";
            }

            @Override
            public String replace(String rejected) {
                return "new";
            }
        };
        answer = answer(401, "");
        FulcraConnector connector =
                FulcraConnector.builder().tokens(tokens).userId("u1").build();
        assertThatExceptionOfType(FetchException.class).isThrownBy(() -> fetch(connector, window(HEART_RATE)));
        assertThat(sent)
                .extracting(request -> request.headers().get("Authorization"))
                .containsExactly("Bearer old", "Bearer new");
    }

    @Test
    void aSourceOfTokensThatNameNoUserIsRefusedWithTheRemedy() {
        FulcraConnector connector =
                FulcraConnector.builder().tokens(AccessTokens.fixed("opaque")).build();
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> fetch(connector, window(HEART_RATE)))
                .withMessageContaining("userId()")
                .withMessageNotContaining("opaque");
    }

    private static FulcraConnector connector() {
        return FulcraConnector.builder().token("secret").userId("u1").build();
    }

    private static FetchRequest window(FeedId feed) {
        return new FetchRequest.Window(UserId.LOCAL, feed, Pages.DAY, Optional.empty());
    }

    private static VendorResponse answer(int status, String body) {
        return new VendorResponse(status, Map.of(), RawBody.of(body.getBytes(UTF_8)));
    }

    private RawPage page(FulcraConnector connector) throws Exception {
        return ((FetchResult.Page) fetch(connector, window(HEART_RATE))).page();
    }

    private FetchResult fetch(FulcraConnector connector, FetchRequest request) throws Exception {
        return connector.fetch(
                request,
                new FetchContext(
                        UserId.LOCAL,
                        outgoing -> {
                            sent.add(outgoing);
                            return answer;
                        },
                        () -> NOW));
    }
}
