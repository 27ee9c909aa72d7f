package org.healthwarehouse.garmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.MetadataCache;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.coverage.Held;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.garmin.ConnectServer.Answer;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Garmin Connect is asked, with which words, and what becomes of its ways to answer. */
class ConnectFetchTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 6, 10);
    private static final LocalDate OLD = LocalDate.of(2025, 6, 10);

    private final ManualClock clock = new ManualClock(NOW);
    private final List<String> asked = new ArrayList<>();
    private final ConnectVendor vendor = new ConnectVendor(date -> date.equals(DAY));
    private Function<String, Answer> answers = vendor::answer;
    private final GarminConnector connector = connector();

    private static GarminConnector connector(String... more) {
        return GarminConnector.builder().token("t").with(more).build();
    }

    private FetchContext context(MetadataCache metadata) {
        return new FetchContext(UserId.LOCAL, request -> answer(request.method(), request.uri()), clock, metadata);
    }

    private VendorResponse answer(String method, java.net.URI uri) {
        String question = method + " " + uri.toString().replaceFirst("https://[^/]*", "");
        asked.add(question);
        Answer answer = answers.apply(question);
        Map<String, List<String>> headers = new HashMap<>(Map.of("content-type", List.of(answer.type())));
        answer.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        return new VendorResponse(answer.status(), headers, RawBody.of(answer.body()));
    }

    /** One that keeps everything for the length of a test. */
    private static MetadataCache remembering() {
        Map<String, byte[]> kept = new HashMap<>();
        return new MetadataCache() {
            @Override
            public <T> T get(String name, Duration keptFor, Question question, Reading<T> reading)
                    throws FetchException, InterruptedException {
                try {
                    if (!kept.containsKey(name)) {
                        kept.put(name, question.ask().open().readAllBytes());
                    }
                    return reading.read(RawBody.of(kept.get(name)));
                } catch (java.io.IOException | MalformedResponseException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    private static FetchRequest.Dates dates(GarminFeed feed, LocalDate first, int days, Optional<PageToken> token) {
        return new FetchRequest.Dates(UserId.LOCAL, feed.id(), first, first.plusDays(days), token);
    }

    private FetchResult fetch(GarminFeed feed, LocalDate first, int days) throws Exception {
        return connector.fetch(dates(feed, first, days, Optional.empty()), context(MetadataCache.keepingNothing()));
    }

    private FetchResult again(GarminFeed feed, LocalDate day, FetchResult before) throws Exception {
        FetchResult.NotReady later = (FetchResult.NotReady) before;
        return connector.fetch(dates(feed, day, 1, later.resume()), context(MetadataCache.keepingNothing()));
    }

    private Told read(FetchResult result) throws Exception {
        Told told = new Told();
        connector.parse(((FetchResult.Page) result).page(), told);
        return told;
    }

    private FetchException failure(GarminFeed feed) {
        return catchThrowableOfType(FetchException.class, () -> {
            var unused = fetch(feed, DAY, 1);
        });
    }

    private void answering(Answer answer) {
        answers = question -> question.contains("socialProfile") ? vendor.answer(question) : answer;
    }

    @Test
    void everyFeedIsAskedForInTheVendorsWords() throws Exception {
        for (FeedSpec spec : connector.feeds(context(MetadataCache.keepingNothing()))) {
            if (spec.axis() == TimeAxis.LOCAL_DATE) {
                GarminFeed feed = GarminFeed.of(spec.id()).orElseThrow();
                var unused = fetch(feed, DAY, (int)
                        spec.limits().preferredWindow().orElseThrow().toDays());
            }
        }

        assertThat(asked)
                .containsExactly(
                        "GET /download-service/files/wellness/2026-06-10",
                        "GET /userprofile-service/socialProfile",
                        "GET /usersummary-service/usersummary/daily/a%20b?calendarDate=2026-06-10",
                        "GET /metrics-service/metrics/trainingreadiness/2026-06-10",
                        "GET /hrv-service/hrv/daily/2026-06-10/2026-07-07",
                        "GET /weight-service/weight/range/2026-06-10/2026-07-07?includeAll=true",
                        "GET /mobile-gateway/usersummary/trainingstatus/weekly/2026-06-10/2027-06-08",
                        "GET /metrics-service/metrics/maxmet/daily/2026-06-10/2026-07-07",
                        "GET /activitylist-service/activities/search/activities?start=0&limit=100"
                                + "&startDate=2026-06-10&endDate=2026-07-07");
    }

    @Test
    void theLastUploadIsAskedOnceForAllFeedsAndIsTheWatermarkOfThoseThatHaveDates() throws Exception {
        FetchContext context = context(remembering());
        for (FeedSpec spec : connector.feeds(context)) {
            assertThat(connector.watermark(spec.id(), context))
                    .isEqualTo(
                            spec.axis() == TimeAxis.NONE
                                    ? Optional.empty()
                                    : Optional.of(Instant.ofEpochMilli(1_781_000_000_000L)));
        }
        assertThat(asked).containsExactly("GET /device-service/deviceservice/mylastused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{'lastUsedDeviceUploadTime':null}", "{'lastUsedDeviceUploadTime':0}"})
    void whoHasNoWatchHasNoWatermark(String body) throws Exception {
        answering(Answer.json(body));
        assertThat(connector.watermark(GarminFeed.HRV.id(), context(remembering())))
                .isEmpty();
    }

    @Test
    void aWebPageInTheWayIsToldAndEndsTheRun() {
        for (GarminFeed feed : List.of(GarminFeed.WELLNESS, GarminFeed.READINESS, GarminFeed.ACTIVITIES)) {
            for (int status : new int[] {200, 302, 403, 404}) {
                asked.clear();
                answering(Answer.page(status));
                FetchException thrown = failure(feed);
                assertThat(thrown.failure()).isInstanceOf(Failure.MalformedResponse.class);
                assertThat(thrown.endsTheRun()).isTrue();
                assertThat(asked).hasSize(1);
            }
        }
    }

    @Test
    void whereTheVendorDoesNotSayForHowLongAnAccountIsLeftAloneLongerAndLonger() throws Exception {
        answering(Answer.status(429));
        for (int minutes : new int[] {15, 30, 60, 120}) {
            assertThat(pause()).isEqualTo(Duration.ofMinutes(minutes));
        }
        answering(Answer.status(429).header("Retry-After", "40"));
        assertThat(pause()).isEqualTo(Duration.ofSeconds(40));
        answering(Answer.json("[]"));
        var unused = fetch(GarminFeed.READINESS, DAY, 1);
        answering(Answer.status(429));
        assertThat(pause()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void noPauseIsLongerThanADay() {
        answering(Answer.status(429));
        for (int i = 0; i < 20; i++) {
            assertThat(pause()).isLessThanOrEqualTo(Duration.ofDays(1));
        }
    }

    private Duration pause() {
        Failure failure = failure(GarminFeed.READINESS).failure();
        assertThat(failure).isInstanceOf(Failure.RateLimited.class);
        return ((Failure.RateLimited) failure).retryAfter().orElseThrow();
    }

    @Test
    void anAccountThatIsNotShownIsAnErrorAndNeverAnEmptyDay() {
        answering(Answer.json("{'calendarDate':'2026-06-10','privacyProtected':true,'totalSteps':null}"));
        assertThat(failure(GarminFeed.SUMMARY).failure()).isInstanceOf(Failure.NoPermission.class);
        Function<String, Answer> hidden = answers;
        answers = question -> question.contains("/files/") ? Answer.status(404) : hidden.apply(question);
        assertThatThrownBy(() -> fetch(GarminFeed.WELLNESS, OLD, 1))
                .isInstanceOfSatisfying(
                        FetchException.class,
                        thrown -> assertThat(thrown.failure()).isInstanceOf(Failure.NoPermission.class));
    }

    @Test
    void aTokenThatIsRejectedIsReplacedOnce() throws Exception {
        List<String> used = new ArrayList<>();
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
        FetchContext context = new FetchContext(
                UserId.LOCAL,
                request -> {
                    used.add(request.headers().get("Authorization"));
                    return new VendorResponse(401, Map.of(), RawBody.of(new byte[0]));
                },
                clock);
        assertThatThrownBy(() -> GarminConnector.builder()
                        .tokens(tokens)
                        .build()
                        .fetch(dates(GarminFeed.HRV, DAY, 1, Optional.empty()), context))
                .isInstanceOfSatisfying(
                        FetchException.class,
                        thrown -> assertThat(thrown.failure()).isInstanceOf(Failure.AuthenticationFailed.class));
        assertThat(used).containsExactly("Bearer old", "Bearer new");
    }

    @Test
    void nothingIsAnAnswerInEveryForm() throws Exception {
        for (GarminFeed feed : List.of(GarminFeed.HRV, GarminFeed.VO2_MAX, GarminFeed.WEIGHT, GarminFeed.ACTIVITIES)) {
            for (Answer nothing : List.of(
                    Answer.status(204), Answer.status(404), Answer.json("[]"), Answer.json("null"), Answer.json(" "))) {
                boolean list = new String(nothing.body(), UTF_8).equals("[]");
                answering(nothing);
                Told told = read(fetch(feed, DAY, 2));
                assertThat(told.claims).hasSize(feed.types().size()).allSatisfy(claim -> {
                    assertThat(claim.held()).isEqualTo(Held.HELD);
                    assertThat(claim.range()).isEqualTo(TimeRange.ofDates(DAY, DAY.plusDays(2)));
                    assertThat(claim.completeListing())
                            .as("only a list says that there are no workouts")
                            .isEqualTo(list && claim.type().equals(DataTypes.WORKOUT));
                });
                assertThat(told.next).isNull();
                assertThat(told.items).isZero();
            }
        }
        answering(Answer.json(""));
        assertThatThrownBy(() -> read(fetch(GarminFeed.HRV, DAY, 1))).isInstanceOf(MalformedResponseException.class);
        answering(Answer.json("{}"));
        assertThatThrownBy(() -> read(fetch(GarminFeed.ACTIVITIES, DAY, 1)))
                .isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void aYoungDayWithoutAFileIsEmptyWithoutAskingFurther() throws Exception {
        LocalDate other = DAY.plusDays(1);
        assertThat(read(fetch(GarminFeed.WELLNESS, other, 1)).claims)
                .hasSize(GarminFeed.WELLNESS.types().size());
        assertThat(asked).hasSize(1);
    }

    @Test
    void anOldDayOnWhichNothingWasMeasuredIsEmpty() throws Exception {
        assertThat(read(fetch(GarminFeed.WELLNESS, OLD, 1)).claims)
                .isNotEmpty()
                .allMatch(claim -> claim.held() == Held.HELD);
        assertThat(asked).noneMatch(question -> question.startsWith("POST"));
    }

    @Test
    void ofADateThatIsNotOverTheRestBelongsToItToo() throws Exception {
        LocalDate today = LocalDate.of(2026, 6, 15);
        String body = "{'calendarDate':'2026-06-15','includesWellnessData':true,'totalSteps':10,"
                + "'wellnessStartTimeGmt':'2026-06-14T23:00:00.0','wellnessEndTimeGmt':'%s'}";
        answering(Answer.json(body.formatted("2026-06-15T11:40:00.0")));
        FetchResult early = fetch(GarminFeed.SUMMARY, today, 1);
        Instant begun = Instant.parse("2026-06-14T23:00:00Z");
        assertThat(read(early).days)
                .as("the service does not say when it will end")
                .containsExactly(LocalDay.reckoned(today, new TimeRange(begun, begun.plus(Duration.ofDays(1)))));

        clock.advance(Duration.ofDays(2));
        answering(Answer.json(body.formatted("2026-06-15T22:00:00.0")));
        assertThat(read(fetch(GarminFeed.SUMMARY, today, 1)).days)
                .as("a day of 23 hours, now that it is over")
                .containsExactly(new LocalDay(today, new TimeRange(begun, begun.plus(Duration.ofHours(23)))));
    }

    /** The day is put away, and comes back as the vendor says so. */
    private void putAway(String status, boolean comesBack) {
        List<String> requests = new ArrayList<>();
        answers = question -> {
            if (question.startsWith("POST")) {
                requests.add(question);
                return Answer.json("{'status':'" + status + "'}");
            }
            if (question.contains("/files/wellness/")) {
                return comesBack && !requests.isEmpty()
                        ? Answer.zip(ConnectBodies.zip(ConnectBodies.wellness(OLD, 24)))
                        : Answer.zip(ConnectBodies.zip());
            }
            return new ConnectVendor(date -> true).answer(question);
        };
    }

    @Test
    void aDayThatWasPutAwayIsFetchedBack() throws Exception {
        putAway("SUBMITTED", true);
        FetchResult first = fetch(GarminFeed.WELLNESS, OLD, 1);
        assertThat(((FetchResult.NotReady) first).retryAt()).isEqualTo(NOW);
        FetchResult second = again(GarminFeed.WELLNESS, OLD, first);
        assertThat(((FetchResult.NotReady) second).retryAt()).isEqualTo(NOW.plusSeconds(10));
        assertThat(read(again(GarminFeed.WELLNESS, OLD, second)).items).isEqualTo(143);
        assertThat(asked)
                .containsExactly(
                        "GET /download-service/files/wellness/2025-06-10",
                        "GET /userprofile-service/socialProfile",
                        "GET /usersummary-service/usersummary/daily/a%20b?calendarDate=2025-06-10",
                        "POST /wellness-service/wellness/epoch/request/2025-06-10",
                        "GET /download-service/files/wellness/2025-06-10");
    }

    @Test
    void aDayThatDoesNotComeBackIsNotAvailableForAWeek() throws Exception {
        putAway("SUBMITTED", false);
        FetchResult result = fetch(GarminFeed.WELLNESS, OLD, 1);
        for (int i = 0; i < 5 && result instanceof FetchResult.NotReady; i++) {
            result = again(GarminFeed.WELLNESS, OLD, result);
        }
        assertThat(result)
                .isEqualTo(new FetchResult.Unavailable("OFFLOADED", Optional.of(NOW.plus(Duration.ofDays(7)))));
        assertThat(asked).filteredOn(question -> question.startsWith("POST")).hasSize(1);
    }

    @Test
    void onceTheQuotaIsUsedUpNoDayIsFetchedBackForADay() throws Exception {
        putAway("DENIED", false);
        Instant again = NOW.plus(Duration.ofDays(1));
        FetchResult denied = again(GarminFeed.WELLNESS, OLD, fetch(GarminFeed.WELLNESS, OLD, 1));
        assertThat(denied).isEqualTo(new FetchResult.Unavailable("OFFLOADED", Optional.of(again)));

        clock.advance(Duration.ofHours(3));
        assertThat(fetch(GarminFeed.WELLNESS, OLD.minusDays(1), 1))
                .isEqualTo(new FetchResult.Unavailable("OFFLOADED", Optional.of(again)));
        assertThat(asked).filteredOn(question -> question.startsWith("POST")).hasSize(1);
        clock.advance(Duration.ofDays(1));
        assertThat(fetch(GarminFeed.WELLNESS, OLD, 1)).isInstanceOf(FetchResult.NotReady.class);
    }

    @Test
    void aDayOfWhichThereAreNoFilesIsEmpty() throws Exception {
        putAway("NO_FILES_FOUND", false);
        FetchResult later = again(GarminFeed.WELLNESS, OLD, fetch(GarminFeed.WELLNESS, OLD, 1));
        assertThat(read(again(GarminFeed.WELLNESS, OLD, later)).claims)
                .isNotEmpty()
                .allMatch(claim -> claim.held() == Held.HELD);
    }

    @Test
    void theJsonOfADayThatWasPutAwaySaysSoItselfAndKeepsItsTotals() throws Exception {
        GarminConnector more = connector("heart-rate");
        for (String status : List.of("SUBMITTED", "NO_FILES_FOUND", "DENIED", "said before")) {
            answers = question -> question.startsWith("POST")
                    ? Answer.json("{'status':'" + status + "'}")
                    : question.contains("dailyHeartRate") ? Answer.json(totals(OLD)) : vendor.answer(question);
            FetchContext context = context(MetadataCache.keepingNothing());
            FetchResult result = more.fetch(dates(GarminFeed.HEART_RATE, OLD, 1, Optional.empty()), context);
            while (result instanceof FetchResult.NotReady later) {
                result = more.fetch(dates(GarminFeed.HEART_RATE, OLD, 1, later.resume()), context);
            }
            Told told = new Told();
            more.parse(((FetchResult.Page) result).page(), told);
            assertThat(told.claims).singleElement().satisfies(claim -> {
                boolean gone = !status.equals("NO_FILES_FOUND");
                assertThat(claim.held()).isEqualTo(gone ? Held.UNAVAILABLE : Held.HELD);
                assertThat(claim.reason()).isEqualTo(gone ? "OFFLOADED" : "");
            });
            assertThat(told.items).as("the resting heart rate").isOne();
        }
        assertThat(asked).filteredOn(question -> question.startsWith("POST")).hasSize(3);
    }

    @Test
    void aYoungDayWithTotalsAndNoSeriesWasNotPutAway() throws Exception {
        GarminConnector more = connector("heart-rate");
        FetchContext context = context(MetadataCache.keepingNothing());
        LocalDate edge = LocalDate.of(2026, 3, 7);
        for (LocalDate date : List.of(DAY, edge, edge.minusDays(1))) {
            answering(Answer.json(totals(date)));
            FetchRequest.Dates asked = dates(GarminFeed.HEART_RATE, date, 1, Optional.of(new PageToken("look-3")));
            Told told = new Told();
            more.parse(((FetchResult.Page) more.fetch(asked, context)).page(), told);
            assertThat(told.claims)
                    .singleElement()
                    .satisfies(claim ->
                            assertThat(claim.held()).isEqualTo(date.isBefore(edge) ? Held.UNAVAILABLE : Held.HELD));
        }
    }

    private static String totals(LocalDate date) {
        return ("{'calendarDate':'%s','startTimestampGMT':'%sT00:00:00.0','endTimestampGMT':'%sT00:00:00.0',"
                        + "'maxHeartRate':120,'minHeartRate':50,'restingHeartRate':51,'heartRateValues':null}")
                .formatted(date, date, date.plusDays(1));
    }

    @Test
    void afterEachPageOfTheListComeTheFilesOfItsActivities() throws Exception {
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; i < 100; i++) {
            list.append(i == 0 ? "" : ",").append(ConnectBodies.activity(i < 2 ? i + 1 : i + 1000, DAY, i >= 2));
        }
        answers = question -> {
            if (question.contains("start=0")) {
                return Answer.json(list + "]");
            }
            return question.contains("start=100") ? Answer.json("[]") : vendor.answer(question);
        };
        Optional<PageToken> token = Optional.empty();
        int pages = 0;
        do {
            Told told = read(connector.fetch(
                    dates(GarminFeed.ACTIVITIES, DAY, 7, token), context(MetadataCache.keepingNothing())));
            assertThat(told.claims).hasSize(GarminFeed.ACTIVITIES.types().size());
            token = Optional.ofNullable(told.next);
            pages++;
        } while (token.isPresent() && pages < 10);
        assertThat(asked)
                .extracting(question -> question.replaceFirst("&limit.*", ""))
                .containsExactly(
                        "GET /activitylist-service/activities/search/activities?start=0",
                        "GET /download-service/files/activity/1",
                        "GET /download-service/files/activity/2",
                        "GET /activitylist-service/activities/search/activities?start=100");
    }

    @Test
    void aFileThatIsRefusedKeepsNoOtherBack() throws Exception {
        for (int status : List.of(400, 403, 410)) {
            answering(Answer.status(status));
            Told told = read(file("files=1@@,2@@;list="));
            assertThat(told.next).isEqualTo(new PageToken("files=2@@;list="));
            assertThat(told.problems)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.type()).contains(DataTypes.HEART_RATE));
            assertThat(told.claims)
                    .filteredOn(claim -> claim.type().equals(DataTypes.WORKOUT))
                    .singleElement()
                    .satisfies(claim -> assertThat(claim.completeListing()).isTrue());
        }
    }

    @Test
    void aFileThatWasCutOffOnTheWayIsAnError() throws Exception {
        byte[] good = ConnectBodies.zip(ConnectBodies.wellness(DAY, 24));
        for (Answer each :
                List.of(Answer.zip(new byte[0]), Answer.zip(java.util.Arrays.copyOf(good, good.length - 30)))) {
            answering(each);
            assertThatThrownBy(() -> read(file("files=1@@,2@@;list="))).isInstanceOf(MalformedResponseException.class);
        }
    }

    @Test
    void aFileThatCameWholeAndCannotBeReadKeepsNoOtherBack() throws Exception {
        byte[] broken = ConnectBodies.zip(ConnectBodies.wellness(DAY, 24));
        broken[broken.length / 3] ^= 1;
        for (Answer each : List.of(
                Answer.zip(broken),
                Answer.zip(ConnectBodies.zip(new byte[201][0])),
                Answer.zip(ConnectBodies.zip("a note".getBytes(java.nio.charset.StandardCharsets.UTF_8))))) {
            answering(each);
            Told told = read(file("files=1@2026-06-10@120,2@@;list="));
            assertThat(told.next).isEqualTo(new PageToken("files=2@@;list="));
            assertThat(told.claims).hasSize(GarminFeed.ACTIVITIES.types().size());
            assertThat(told.days).hasSize(1);
            assertThat(told.problems)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.type()).contains(DataTypes.HEART_RATE));
        }
    }

    @Test
    void whatIsNoFileAtAllIsBelievedWhenItComesAgainAMinuteLater() throws Exception {
        answering(Answer.json("{'error':'none'}"));
        assertThat(file("files=1@@,2@@;list="))
                .isEqualTo(new FetchResult.NotReady(
                        clock.instant().plus(Duration.ofMinutes(1)),
                        Optional.of(new PageToken("files=1@@,2@@;list=;again"))));

        String again = "files=1@@,2@@;list=;again";
        Told told = read(file(again));
        assertThat(told.problems).hasSize(1);
        assertThat(told.next).isEqualTo(new PageToken("files=2@@;list="));

        answering(Answer.zip(ConnectBodies.zip(ConnectBodies.wellness(DAY, 24))));
        told = read(file(again));
        assertThat(told.problems).isEmpty();
        assertThat(told.items).isPositive();
        assertThat(told.next).isEqualTo(new PageToken("files=2@@;list="));
    }

    @Test
    void aDamagedFileTakesNothingAwayFromWhatTheListSaysOfWorkouts() throws Exception {
        byte[] whole = ConnectBodies.wellness(DAY, 24);
        answering(Answer.zip(ConnectBodies.zip(java.util.Arrays.copyOf(whole, whole.length - 7), new byte[50])));
        Told told = read(file("files=1@@;list="));
        assertThat(told.items).isPositive();
        assertThat(told.problems)
                .hasSizeGreaterThan(1)
                .allSatisfy(problem -> assertThat(problem.type()).contains(DataTypes.HEART_RATE));
    }

    @Test
    void whatConcernsMoreThanOneFileIsAnErrorAsEver() {
        for (Answer each : List.of(
                Answer.status(401), Answer.status(429), Answer.status(500), Answer.page(403), Answer.page(404))) {
            answering(each);
            assertThatThrownBy(() -> file("files=1@@;list=")).isInstanceOf(FetchException.class);
        }
    }

    private FetchResult file(String token) throws Exception {
        return connector.fetch(
                dates(GarminFeed.ACTIVITIES, DAY, 7, Optional.of(new PageToken(token))),
                context(MetadataCache.keepingNothing()));
    }

    @Test
    void aTokenThatIsNoneOfOursNeverGetsIntoAPath() {
        for (String token :
                List.of("files=../x@@;list=", "files=1@@;list=x", "x", "look-1", "files=1@2026-99-01@;list=")) {
            for (GarminFeed feed : List.of(GarminFeed.ACTIVITIES, GarminFeed.HRV)) {
                assertThatThrownBy(() -> connector.fetch(
                                dates(feed, DAY, 1, Optional.of(new PageToken(token))),
                                context(MetadataCache.keepingNothing())))
                        .isInstanceOf(FetchException.class);
            }
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsSwitchedOnDecidesInThePlaceOfTheArchive() throws Exception {
        List<FeedSpec> feeds = connector("heart-rate", "sleep").feeds(context(MetadataCache.keepingNothing()));

        assertThat(feeds)
                .filteredOn(feed -> feed.primaryFor().contains(DataTypes.HEART_RATE))
                .extracting(FeedSpec::id)
                .containsExactly(new FeedId("heart-rate"));
        assertThat(feeds)
                .filteredOn(feed -> feed.yields().contains(DataTypes.HEART_RATE))
                .extracting(FeedSpec::id)
                .contains(GarminFeed.WELLNESS.id());
        assertThatThrownBy(() -> connector("wellness"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("heart-rate");
    }

    @Test
    void anotherQuestionThanAFeedKnowsIsRefusedWithoutACall() {
        FetchContext context = context(MetadataCache.keepingNothing());
        for (FetchRequest request : List.of(
                new FetchRequest.Current(UserId.LOCAL, GarminFeed.HRV.id()),
                dates(GarminFeed.PROFILE, DAY, 1, Optional.empty()),
                dates(GarminFeed.HEART_RATE, DAY, 1, Optional.empty()),
                new FetchRequest.Current(UserId.LOCAL, new FeedId("nothing")))) {
            assertThatThrownBy(() -> connector.fetch(request, context)).isInstanceOf(FetchException.class);
        }
        FetchContext stranger = new FetchContext(UserId.of("stranger"), context.transport(), clock);
        assertThatThrownBy(() -> connector.feeds(stranger)).isInstanceOf(FetchException.class);
        assertThatThrownBy(() -> connector.watermark(GarminFeed.HRV.id(), stranger))
                .isInstanceOf(FetchException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void tokensComeFromOneSourceAndAddressesAreSafe() {
        assertThatThrownBy(() -> GarminConnector.builder().build()).hasMessageContaining("exactly one source");
        assertThatThrownBy(() -> GarminConnector.builder()
                        .token("canary")
                        .tokens(AccessTokens.fixed("canary"))
                        .build())
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> GarminConnector.builder().baseUri(java.net.URI.create("http://example.org")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> GarminConnector.builder().userAgent("a\nb"))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(GarminConnector.builder()
                        .token("t")
                        .domain(GarminDomain.CHINA)
                        .build())
                .hasToString("GarminConnector[https://connectapi.garmin.cn]");
    }

    @Test
    void theProviderNeedsAToken() {
        GarminConnectorProvider provider = new GarminConnectorProvider();
        Map<String, String> settings = Map.of("garmin.token", "t", "garmin.domain", "garmin.cn");
        assertThat(provider.create(name -> Optional.empty())).isEmpty();
        assertThat(provider.create(name -> Optional.ofNullable(settings.get(name))))
                .hasToString("Optional[GarminConnector[https://connectapi.garmin.cn]]");
        assertThatThrownBy(() -> provider.create(
                        name -> Optional.of(name.equals("garmin.base-uri") ? "not a uri" : "garmin.com")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> provider.create(name -> Optional.of(name.equals("garmin.token") ? "t" : "x")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aTokenSaysForHowLongItIsGood() {
        String claims = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"exp\":" + NOW.plusSeconds(900).getEpochSecond() + "}").getBytes(UTF_8));
        assertThat(GarminLogin.lifetime(org.healthwarehouse.auth.Secret.of("a." + claims + ".b"), NOW))
                .contains(Duration.ofMinutes(15));
        for (String other : List.of("abc", "a.b.c", "a." + claims, "..", "a.e30.c")) {
            assertThat(GarminLogin.lifetime(org.healthwarehouse.auth.Secret.of(other), NOW))
                    .isEmpty();
        }
    }
}
