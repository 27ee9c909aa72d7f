package org.healthwarehouse.testkit.whoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.testkit.fakes.TrueItem;
import org.healthwarehouse.testkit.fulcra.Fault;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;

/** The vendor's manners, as its documentation and others' experience tell them. */
class WhoopSimulatorTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final long MEMBER = 10_129;
    private static final long OTHER = 10_130;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2026-05-01T00:00:00Z");

    private final ManualClock clock = new ManualClock(NOW);
    private final WhoopSimulator vendor =
            WhoopSimulator.seeded(4).clock(clock).member(MEMBER).member(OTHER).build();

    private VendorResponse get(String path) throws Exception {
        return get(path, vendor.token(MEMBER));
    }

    private VendorResponse get(String path, String token) throws Exception {
        return vendor.inMemory()
                .send(VendorRequest.get(URI.create("http://127.0.0.1/developer" + path))
                        .header("Authorization", "Bearer " + token));
    }

    private static JsonNode json(VendorResponse response) throws Exception {
        try (var in = response.body().open()) {
            return JSON.readTree(in);
        }
    }

    private static String window(String collection, Instant from, Instant to) {
        return "/v2/" + collection + "?limit=25&start=" + from + "&end=" + to;
    }

    private List<JsonNode> all(String question) throws Exception {
        List<JsonNode> records = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = json(get(
                    token.isEmpty()
                            ? question
                            : question + "&nextToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8)));
            assertThat(page.get("records").size()).isLessThanOrEqualTo(25);
            page.get("records").forEach(records::add);
            token = page.path("next_token").asText("").replace("null", "");
        } while (!token.isEmpty());
        return records;
    }

    @Test
    void pagesComeNewestFirstAndTogetherHoldWhatOverlaps() throws Exception {
        List<JsonNode> sleeps = all(window("activity/sleep", FIRST, LAST));

        assertThat(sleeps)
                .extracting(sleep -> sleep.get("start").asText())
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        Set<String> ids = sleeps.stream().map(sleep -> sleep.get("id").asText()).collect(Collectors.toSet());
        assertThat(ids).hasSize(sleeps.size()).hasSizeGreaterThan(50);
        Set<String> truth = vendor.truth(MEMBER, DataTypes.SLEEP, new TimeRange(FIRST, LAST), NOW).stream()
                .map(item -> item.identity().substring(item.identity().indexOf("uuid:") + 5))
                .collect(Collectors.toSet());
        assertThat(ids).isEqualTo(truth);
        assertThat(sleeps).extracting(sleep -> sleep.get("nap").asBoolean()).contains(true, false);
        assertThat(sleeps)
                .extracting(sleep -> sleep.get("timezone_offset").asText())
                .as("members travel")
                .contains("+01:00", "+12:00");
    }

    @Test
    void aScoredSleepHasStagesThatTogetherAreTheTimeInBed() throws Exception {
        List<JsonNode> scored = all(window("activity/sleep", FIRST, LAST)).stream()
                .filter(sleep -> sleep.get("score_state").asText().equals("SCORED"))
                .toList();
        assertThat(scored).hasSizeGreaterThan(50).allSatisfy(sleep -> {
            JsonNode stages = sleep.get("score").get("stage_summary");
            long inBed = stages.get("total_in_bed_time_milli").asLong();
            long asleep = stages.get("total_light_sleep_time_milli").asLong()
                    + stages.get("total_slow_wave_sleep_time_milli").asLong()
                    + stages.get("total_rem_sleep_time_milli").asLong();
            long rest = stages.get("total_awake_time_milli").asLong()
                    + stages.get("total_no_data_time_milli").asLong();
            Duration interval = Duration.between(
                    Instant.parse(sleep.get("start").asText()),
                    Instant.parse(sleep.get("end").asText()));
            assertThat(inBed).isEqualTo(interval.toMillis());
            assertThat(asleep + rest).isEqualTo(inBed);
            assertThat(asleep).isBetween(inBed / 2, inBed);
            assertThat(sleep.get("score").get("sleep_efficiency_percentage").asDouble())
                    .isCloseTo(100.0 * asleep / inBed, within(1e-6));
        });
    }

    @Test
    void anUnknownParameterIsIgnoredAndATokenOfAnotherQuestionRefused() throws Exception {
        String question = window("cycle", FIRST, LAST);
        JsonNode first = json(get(question));
        String token = URLEncoder.encode(first.get("next_token").asText(), StandardCharsets.UTF_8);

        assertThat(json(get(question + "&next_token=" + token))).isEqualTo(first);
        assertThat(json(get(question + "&nextToken=" + token))).isNotEqualTo(first);
        assertThat(get(window("cycle", FIRST, LAST.plusSeconds(1)) + "&nextToken=" + token)
                        .status())
                .isEqualTo(400);
        assertThat(get("/v2/cycle?limit=26").status()).isEqualTo(400);
    }

    @Test
    void theCurrentCycleHasNoEndAndGrows() throws Exception {
        JsonNode cycle = json(get("/v2/cycle?limit=1")).get("records").get(0);
        assertThat(cycle.path("end").isMissingNode() || cycle.path("end").isNull())
                .isTrue();

        String path = "/v2/cycle/" + cycle.get("id").asLong();
        assertThat(json(get(path)).get("score")).isEqualTo(cycle.get("score"));
        clock.advance(Duration.ofHours(2));
        assertThat(json(get(path)).get("score")).isNotEqualTo(cycle.get("score"));
        clock.advance(Duration.ofDays(20));
        assertThat(json(get(path)).get("end").asText()).isNotEmpty();
    }

    @Test
    void whatIsPendingIsScoredLater() throws Exception {
        Set<String> states = new HashSet<>();
        for (int hour = 0; hour < 48; hour++) {
            all(window("activity/sleep", NOW.minus(Duration.ofDays(2)), NOW.plus(Duration.ofDays(2))))
                    .forEach(sleep -> states.add(sleep.get("score_state").asText()));
            clock.advance(Duration.ofHours(1));
        }
        assertThat(states).contains("SCORED", "PENDING_SCORE");
    }

    @Test
    void aSleepThatIsDeletedTakesItsRecoveryWithIt() throws Exception {
        List<JsonNode> before = all(window("recovery", NOW.minus(Duration.ofDays(20)), NOW));
        for (int day = 0; day < 400; day += 10) {
            clock.advance(Duration.ofDays(10));
            before.addAll(all(window("recovery", clock.instant().minus(Duration.ofDays(5)), clock.instant())));
        }
        clock.advance(Duration.ofDays(20));
        int gone = 0;
        for (JsonNode recovery : before) {
            clock.advance(Duration.ofSeconds(2));
            int sleep = get("/v2/activity/sleep/" + recovery.get("sleep_id").asText())
                    .status();
            int itself = get("/v2/cycle/" + recovery.get("cycle_id").asLong() + "/recovery")
                    .status();
            assertThat(itself).isEqualTo(sleep);
            gone += sleep == 404 ? 1 : 0;
        }
        assertThat(gone).isPositive();
        assertThat(get("/v2/recovery/" + before.get(0).get("cycle_id").asLong()).status())
                .isEqualTo(404);
    }

    @Test
    void someNightsHaveNoRecovery() {
        TimeRange year = new TimeRange(NOW.minus(Duration.ofDays(400)), NOW.minus(Duration.ofDays(35)));
        List<TrueItem> cycles = vendor.truth(MEMBER, DataTypes.CYCLE, year, NOW);
        List<TrueItem> recoveries = vendor.truth(MEMBER, DataTypes.RECOVERY, year, NOW);

        assertThat(recoveries.size()).isBetween((int) (cycles.size() * 0.8), (int) (cycles.size() * 0.97));
    }

    @Test
    void theAllowanceIsSharedAndEveryAnswerTellsOfTheNearestWindow() throws Exception {
        for (int call = 0; call < 60; call++) {
            assertThat(get("/v2/user/profile/basic").status()).isEqualTo(200);
        }
        VendorResponse other = get("/v2/user/profile/basic", vendor.token(OTHER));
        assertThat(other.header("X-RateLimit-Limit")).contains("100, 100;window=60, 10000;window=86400");
        assertThat(other.header("X-RateLimit-Remaining")).contains("39");
        assertThat(other.header("X-RateLimit-Reset")).contains("60");
        for (int call = 0; call < 39; call++) {
            assertThat(get("/v2/user/profile/basic").status()).isEqualTo(200);
        }
        assertThat(get("/v2/user/profile/basic").status()).isEqualTo(429);
        clock.advance(Duration.ofMinutes(1));
        assertThat(get("/v2/user/profile/basic").status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenDiesWhenItIsUsed() throws Exception {
        Map<String, String> app = Map.of("client_id", vendor.clientId(), "client_secret", vendor.clientSecret());
        URI page = URI.create("http://127.0.0.1/oauth/oauth2/auth?response_type=code&client_id=" + vendor.clientId()
                + "&redirect_uri=app%3A%2F%2Fback&state=12345678&scope=offline+read%3Asleep");
        String back = vendor.agree(page, MEMBER).toString();
        String code = back.substring(back.indexOf("code=") + 5, back.indexOf("&"));
        JsonNode grant = json(token(app, "grant_type=authorization_code&redirect_uri=app%3A%2F%2Fback&code=" + code));
        String refresh = "grant_type=refresh_token&scope=offline&refresh_token=";

        assertThat(token(app, refresh + grant.get("refresh_token").asText()).status())
                .isEqualTo(200);
        VendorResponse again = token(app, refresh + grant.get("refresh_token").asText());
        assertThat(again.status()).isEqualTo(400);
        assertThat(json(again).get("error").asText()).isEqualTo("invalid_grant");
        assertThat(vendor.agree(URI.create(page.toString().replace("12345678", "1234567")), MEMBER))
                .hasQuery("error=invalid_state&state=1234567");
    }

    private VendorResponse token(Map<String, String> app, String form) throws Exception {
        String body = form + "&client_id=" + app.get("client_id") + "&client_secret=" + app.get("client_secret");
        return vendor.inMemory()
                .send(new VendorRequest(
                        "POST",
                        URI.create("http://127.0.0.1/oauth/oauth2/token"),
                        Map.of(),
                        RawBody.of(body.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aMemberSeesOnlyTheirOwn() throws Exception {
        String id =
                all(window("activity/workout", FIRST, LAST)).get(0).get("id").asText();

        assertThat(get("/v2/activity/workout/" + id).status()).isEqualTo(200);
        assertThat(get("/v2/activity/workout/" + id, vendor.token(OTHER)).status())
                .isEqualTo(404);
        assertThat(get("/v2/activity/workout/" + id, "nobody").status()).isEqualTo(401);
        vendor.revoke(MEMBER);
        assertThat(vendor.hasGrant(MEMBER)).isFalse();
    }

    @Test
    void faultsHappenAndAreLogged() {
        vendor.faults(FaultPlan.at(
                Map.of(1, new Fault.RateLimited(Optional.of(Duration.ofSeconds(9))), 2, new Fault.ConnectionReset())));

        assertThatThrownBy(() -> {
                    assertThat(get("/v2/cycle").header("retry-after")).contains("9");
                    var unused = get("/v2/cycle");
                })
                .isInstanceOf(FetchException.class);
        assertThat(vendor.log()).extracting(call -> call.status()).containsExactly(429, 0);
        assertThat(vendor.calls()).isEqualTo(2);
    }

    @Test
    void theSameSeedPlaysTheSameLives() throws Exception {
        WhoopSimulator again =
                WhoopSimulator.seeded(4).clock(clock).member(MEMBER).build();

        assertThat(again.truth(MEMBER, DataTypes.WORKOUT, new TimeRange(FIRST, LAST), NOW))
                .isEqualTo(vendor.truth(MEMBER, DataTypes.WORKOUT, new TimeRange(FIRST, LAST), NOW));
        assertThat(again.truth(MEMBER, DataTypes.WORKOUT, new TimeRange(FIRST, LAST), NOW))
                .isNotEqualTo(vendor.truth(OTHER, DataTypes.WORKOUT, new TimeRange(FIRST, LAST), NOW));
    }
}
