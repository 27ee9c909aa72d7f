package org.healthwarehouse.testkit.garmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.testkit.fakes.Change;
import org.healthwarehouse.testkit.fulcra.Fault;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;

/** The service's manners, as recordings and those who live with it tell them. */
class GarminSimulatorTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final String ONE = "runner-1";
    private static final String OTHER = "runner-2";
    private static final LocalDate TODAY = LocalDate.parse("2026-06-15");

    private final ManualClock clock = new ManualClock(NOW);
    private final GarminSimulator service =
            settings().account(ONE).account(OTHER).build();
    private final GarminCaller one = new GarminCaller(service, ONE);

    private GarminSimulatorBuilder settings() {
        return GarminSimulator.seeded(5)
                .clock(clock)
                .readingEvery(10)
                .changing(Change.allBut(Change.LOSSES))
                .reloadsPerDay(3);
    }

    private static final List<String> EVERYTHING = List.of(
            "/download-service/files/wellness/2026-06-10",
            "/usersummary-service/usersummary/daily/runner-1?calendarDate=2026-06-10",
            "/metrics-service/metrics/trainingreadiness/2026-06-10",
            "/hrv-service/hrv/daily/2026-05-16/2026-06-12",
            "/weight-service/weight/range/2026-05-16/2026-06-12?includeAll=true",
            "/mobile-gateway/usersummary/trainingstatus/weekly/2025-06-15/2026-06-12",
            "/metrics-service/metrics/maxmet/daily/2026-05-16/2026-06-12",
            "/activitylist-service/activities/search/activities?start=0&limit=5&startDate=2026-05-01&endDate=2026-06-12",
            "/userprofile-service/userprofile/user-settings",
            "/biometric-service/heartRateZones",
            "/userprofile-service/socialProfile",
            "/device-service/deviceservice/mylastused");

    @Test
    void theSameSeedAnswersTheSameBytesAndAnotherPersonOthers() throws Exception {
        GarminSimulator again = settings().account(ONE).account(OTHER).build();
        for (String path : EVERYTHING) {
            VendorResponse response = one.get(path);
            assertThat(response.status()).as(path).isEqualTo(200);
            byte[] bytes = GarminCaller.bytes(response);
            assertThat(new GarminCaller(again, ONE).bytes(path)).as(path).isEqualTo(bytes);
            if (path.contains("wellness") || path.contains("activities")) {
                assertThat(new GarminCaller(service, OTHER).bytes(path))
                        .as(path)
                        .isNotEqualTo(bytes);
            }
        }
    }

    @Test
    void whatIsNotUploadedIsMissingAndALateSyncChangesExactlyItsDays() throws Exception {
        int changes = 0;
        int late = 0;
        for (int i = 0; i < 60; i++) {
            Instant before = clock.instant();
            Instant upload = service.lastUpload(ONE);
            Map<LocalDate, JsonNode> old = summaries();
            clock.advance(Duration.ofHours(7));
            Map<LocalDate, JsonNode> young = summaries();
            boolean uploaded = !service.lastUpload(ONE).equals(upload);
            for (Map.Entry<LocalDate, JsonNode> day : young.entrySet()) {
                JsonNode then = old.getOrDefault(day.getKey(), day.getValue());
                if (then.equals(day.getValue())) {
                    continue;
                }
                changes++;
                assertThat(uploaded).as("changed without an upload").isTrue();
                Duration age = Duration.between(end(day.getValue()), before);
                late += age.toMillis() > 0 ? 1 : 0;
                assertThat(age)
                        .as("a watch gives what it has every fourth day at least")
                        .isLessThan(Duration.ofDays(5));
                assertThat(day.getValue().path("totalSteps").asInt())
                        .isGreaterThanOrEqualTo(then.path("totalSteps").asInt());
            }
        }
        assertThat(changes).isGreaterThan(15);
        assertThat(late).as("days that changed after their end").isGreaterThan(5);
    }

    /** Of the dates that have begun, from a few days ago on. */
    private Map<LocalDate, JsonNode> summaries() throws Exception {
        Map<LocalDate, JsonNode> summaries = new TreeMap<>();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (LocalDate date = today.minusDays(8); date.isBefore(today.plusDays(2)); date = date.plusDays(1)) {
            JsonNode summary = one.summary(date);
            if (summary.has("calendarDate")) {
                summaries.put(date, summary);
            }
        }
        return summaries;
    }

    private static Instant end(JsonNode summary) {
        return Instant.parse(summary.get("wellnessEndTimeGmt").asText().replace(".0", "Z"));
    }

    @Test
    void aDayWhoseWatchHasNotSyncedIsHalfThereAndItsFilesGrowInNumber() throws Exception {
        boolean seen = false;
        for (int i = 0; i < 40 && !seen; i++) {
            Map<String, byte[]> half = one.wellness(TODAY);
            clock.advance(Duration.ofHours(1));
            Map<String, byte[]> more = one.wellness(TODAY);
            seen = !half.isEmpty() && more.size() > half.size();
            assertThat(more.size()).isGreaterThanOrEqualTo(half.size());
        }
        assertThat(seen).isTrue();
    }

    @Test
    void oldFilesArePutAwayUntilTheyAreCalledBackWithinADailyAllowance() throws Exception {
        List<LocalDate> old = LocalDate.parse("2025-09-01")
                .datesUntil(LocalDate.parse("2025-09-20"))
                .filter(date -> hasSummary(date))
                .toList();
        String path = "/download-service/files/wellness/" + old.get(0);
        assertThat(one.get(path).status()).isEqualTo(200);
        assertThat(one.wellness(old.get(0))).as("put away").isEmpty();

        String stress = "/wellness-service/wellness/dailyStress/" + old.get(0);
        assertThat(one.json(stress).get("stressValuesArray")).isEmpty();
        assertThat(one.json(stress).get("avgStressLevel").isNumber()).isTrue();

        assertThat(one.reload(old.get(0))).isEqualTo("SUBMITTED");
        assertThat(one.reload(old.get(0))).as("on its way").isEqualTo("SUBMITTED");
        clock.advance(Duration.ofSeconds(9));
        assertThat(one.wellness(old.get(0))).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(one.wellness(old.get(0))).isNotEmpty();
        assertThat(one.json(stress).get("stressValuesArray")).isNotEmpty();
        assertThat(one.reload(old.get(0))).isEqualTo("COMPLETE");

        assertThat(one.reload(old.get(1))).isEqualTo("SUBMITTED");
        assertThat(one.reload(old.get(2))).isEqualTo("SUBMITTED");
        assertThat(one.reload(old.get(3))).isEqualTo("DENIED");
        clock.advance(Duration.ofDays(1));
        assertThat(one.reload(old.get(3))).isEqualTo("SUBMITTED");
        clock.advance(Duration.ofDays(4));
        assertThat(one.wellness(old.get(0))).as("put away again").isEmpty();
        assertThat(one.reload(TODAY.minusDays(30))).as("never put away").isEqualTo("COMPLETE");
        assertThat(one.reload("2014-12-01")).isEqualTo("NO_FILES_FOUND");
    }

    private boolean hasSummary(LocalDate date) {
        try {
            return one.summary(date).path("includesWellnessData").asBoolean();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void renewalGivesANewPairAndTheOldRefreshTokenIsDeadAtOnce() throws Exception {
        GarminLogin login = service.login(ONE);
        String path = "/userprofile-service/socialProfile";
        assertThat(one.get(path, login.accessToken()).status()).isEqualTo(200);

        VendorResponse renewed = one.renew(login.refreshToken());
        assertThat(renewed.status()).isEqualTo(200);
        JsonNode pair = GarminCaller.json(renewed);
        assertThat(one.get(path, pair.get("access_token").asText()).status()).isEqualTo(200);
        VendorResponse again = one.renew(login.refreshToken());
        assertThat(again.status()).isEqualTo(400);
        assertThat(GarminCaller.json(again).get("error").asText()).isEqualTo("invalid_grant");
        assertThat(one.renew(pair.get("refresh_token").asText()).status()).isEqualTo(200);
        assertThat(service.renewals()).isEqualTo(2);

        clock.advance(Duration.ofHours(27));
        assertThat(one.get(path, login.accessToken()).status()).as("expired").isEqualTo(401);
        String standing = service.token(ONE);
        service.expireTokens();
        assertThat(one.get(path, standing).status()).isEqualTo(401);
        assertThat(one.get(path).status()).isEqualTo(200);
        assertThat(service.secrets()).contains(standing, login.accessToken(), login.refreshToken());
        assertThat(login.toString()).doesNotContain(login.refreshToken(), login.accessToken());
    }

    @Test
    void emptyDaysAreAnsweredInManyWays() throws Exception {
        assertThat(one.get("/download-service/files/wellness/2014-06-01").status())
                .isEqualTo(404);
        assertThat(one.get("/hrv-service/hrv/daily/2014-06-01/2014-06-20").status())
                .isEqualTo(204);
        assertThat(one.bytes("/hrv-service/hrv/daily/2014-06-01/2014-06-20")).isEmpty();
        assertThat(one.json("/metrics-service/metrics/trainingreadiness/2014-06-01"))
                .isEmpty();
        assertThat(one.json("/metrics-service/metrics/maxmet/daily/2014-06-01/2014-06-20"))
                .isEmpty();
        assertThat(new String(one.bytes("/wellness-service/wellness/dailyStress/2014-06-01"), UTF_8))
                .isEqualTo("null");
        JsonNode summary = one.summary("2014-06-01");
        assertThat(summary.get("totalSteps").isNull()).isTrue();
        assertThat(summary.get("includesWellnessData").asBoolean()).isFalse();
        JsonNode weights = one.json("/weight-service/weight/range/2014-06-01/2014-06-20?includeAll=true");
        assertThat(weights.get("dailyWeightSummaries")).isEmpty();
        assertThat(weights.get("totalAverage").get("weight").isNull()).isTrue();
        JsonNode status = one.json("/mobile-gateway/usersummary/trainingstatus/weekly/2014-06-01/2014-06-20");
        assertThat(status.at("/weeklyTrainingStatus/payload/reportData")).isEmpty();
        assertThat(one.get("/hrv-service/hrv/daily/2026-05-01/2026-05-29").status())
                .as("more than 28 days")
                .isEqualTo(400);
        assertThat(one.get("/usersummary-service/usersummary/daily/runner-1?calendarDate=2026-07-01")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoHidesTheirDataIsNotEmpty() throws Exception {
        service.privacyProtected(ONE, true);

        assertThat(one.summary(TODAY.minusDays(3)).get("privacyProtected").asBoolean())
                .isTrue();
        assertThat(one.get("/metrics-service/metrics/trainingreadiness/2026-06-10")
                        .status())
                .isEqualTo(403);
        assertThat(new GarminCaller(service, OTHER)
                        .get("/usersummary-service/usersummary/daily/runner-1?calendarDate=2026-06-10")
                        .status())
                .as("somebody else's")
                .isEqualTo(403);
        service.privacyProtected(ONE, false);
        assertThat(one.summary(TODAY.minusDays(3)).get("privacyProtected").asBoolean())
                .isFalse();
    }

    @Test
    void callsAreLoggedAndCountedAndGoWrongOnDemand() throws Exception {
        String path = "/biometric-service/heartRateZones";
        service.faults(FaultPlan.at(Map.of(
                1, new Fault.RateLimited(Optional.of(Duration.ofSeconds(70))),
                2, new Fault.RateLimited(Optional.empty()),
                3, new Fault.WebPage(),
                4, new Fault.ConnectionReset(),
                5, new Fault.TokenExpired())));

        assertThat(one.get(path).header("retry-after")).contains("70");
        assertThat(one.get(path).header("retry-after")).isEmpty();
        assertThat(one.get(path).header("content-type").orElseThrow()).startsWith("text/html");
        assertThatThrownBy(() -> one.get(path)).isInstanceOf(FetchException.class);
        assertThat(one.get(path).status()).isEqualTo(401);
        service.botWall(true);
        assertThat(one.get(path).status()).isEqualTo(403);
        service.botWall(false);
        assertThat(one.get(path).header("date")).contains("Mon, 15 Jun 2026 12:00:00 GMT");
        assertThat(service.log()).extracting(call -> call.status()).containsExactly(429, 429, 200, 0, 401, 403, 200);
        assertThat(service.callsByEndpoint()).isEqualTo(Map.of("zones", 7));
    }

    @Test
    void activitiesComeNewestFirstInPagesAndAreRenamedAndDeletedLater() throws Exception {
        String all = "/activitylist-service/activities/search/activities?startDate=2026-01-01&endDate=2026-06-30";
        List<Long> whole = ids(one.json(all + "&start=0&limit=1000"));
        List<Long> paged = new ArrayList<>(ids(one.json(all + "&start=0&limit=20")));
        paged.addAll(ids(one.json(all + "&start=20&limit=1000")));
        assertThat(paged).isEqualTo(whole).hasSizeGreaterThan(40);
        assertThat(ids(one.json(all + "&start=0"))).hasSize(20);
        JsonNode first = one.json(all).get(0);
        assertThat(first.get("startTimeGMT").asText()).matches("2026-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        Map<String, byte[]> archive =
                GarminCaller.unzipped(one.bytes("/download-service/files/activity/" + whole.get(0)));
        assertThat(archive).containsOnlyKeys(whole.get(0) + "_ACTIVITY.fit");

        Set<String> fates = new TreeSet<>();
        for (int i = 0; i < 300 && fates.size() < 3; i++) {
            List<JsonNode> before = list(one.json(latest()));
            String question = latest();
            clock.advance(Duration.ofDays(1));
            List<JsonNode> after = list(one.json(question));
            for (JsonNode old : before) {
                fates.add(fate(old, after));
            }
            fates.remove("the same");
        }
        assertThat(fates).containsExactly("another kind", "deleted", "renamed");
    }

    private String latest() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return "/activitylist-service/activities/search/activities?start=0&limit=1000&startDate=" + today.minusDays(10)
                + "&endDate=" + today;
    }

    private String fate(JsonNode old, List<JsonNode> after) throws Exception {
        Optional<JsonNode> now = after.stream()
                .filter(each -> each.get("activityId").equals(old.get("activityId")))
                .findFirst();
        if (now.isEmpty()) {
            long id = old.get("activityId").asLong();
            assertThat(one.get("/activity-service/activity/" + id).status()).isEqualTo(404);
            assertThat(one.get("/download-service/files/activity/" + id).status())
                    .isEqualTo(404);
            return "deleted";
        }
        if (!now.get().get("activityName").equals(old.get("activityName"))) {
            return "renamed";
        }
        return now.get().get("activityType").equals(old.get("activityType")) ? "the same" : "another kind";
    }

    private static List<Long> ids(JsonNode rows) {
        return list(rows).stream().map(row -> row.get("activityId").asLong()).toList();
    }

    private static List<JsonNode> list(JsonNode rows) {
        List<JsonNode> list = new ArrayList<>();
        rows.forEach(list::add);
        return list;
    }

    @Test
    void twoWatchesAreWornInTurnsAndOneIsReplaced() throws Exception {
        JsonNode report = one.json("/mobile-gateway/usersummary/trainingstatus/weekly/2025-06-15/2026-06-12")
                .at("/weeklyTrainingStatus/payload/reportData");
        Set<String> devices = new TreeSet<>();
        report.fieldNames().forEachRemaining(devices::add);
        assertThat(devices).containsExactly("3400000001", "3400000002", "3400000003");
        assertThat(list(report.get("3400000001")))
                .extracting(row -> row.get("calendarDate").asText())
                .allMatch(date -> date.compareTo("2025-07-01") < 0);
        assertThat(report.get("3400000003").size()).isBetween(20, 150);
        assertThat(report.get("3400000003").get(0).get("primaryTrainingDevice").asBoolean())
                .isFalse();
    }

    @Test
    void datesAreShorterAndLongerWhereTheClocksChangeAndOnJourneys() throws Exception {
        Set<Long> hours = new TreeSet<>();
        for (LocalDate date = LocalDate.parse("2024-01-01"); date.getYear() < 2026; date = date.plusDays(1)) {
            JsonNode summary = one.summary(date);
            hours.add(summary.path("durationInMilliseconds").asLong(0) / 3_600_000);
            JsonNode next = one.summary(date.plusDays(1));
            if (hasTimes(summary) && hasTimes(next)) {
                assertThat(next.get("wellnessStartTimeGmt")).isEqualTo(summary.get("wellnessEndTimeGmt"));
                assertThat(summary.get("wellnessStartTimeLocal").asText()).isEqualTo(date + "T00:00:00.0");
            }
        }
        assertThat(hours).contains(0L, 23L, 24L, 25L).hasSizeGreaterThan(5);
    }

    private static boolean hasTimes(JsonNode summary) {
        return !summary.get("wellnessStartTimeGmt").isNull();
    }

    @Test
    void theHttpFormAnswersTheSame() throws Exception {
        String path = EVERYTHING.get(0);
        try (service) {
            HttpRequest request = HttpRequest.newBuilder(service.start().resolve(URI.create(path)))
                    .header("Authorization", "Bearer " + service.token(ONE))
                    .build();
            HttpResponse<byte[]> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(one.bytes(path));
            assertThat(GarminCaller.unzipped(response.body()).keySet().stream()
                            .map(name -> name.replaceAll("^\\d+", ""))
                            .collect(Collectors.toSet()))
                    .contains("_WELLNESS.fit", "_SLEEP_DATA.fit", "_HRV_STATUS.fit");
        }
    }
}
