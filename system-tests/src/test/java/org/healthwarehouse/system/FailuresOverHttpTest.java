package org.healthwarehouse.system;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.requestMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.MatchResult;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.coverage.CoverageState;
import org.healthwarehouse.http.VendorHttp;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What becomes of a whole warehouse when a server misbehaves: real sockets, a real file, and waits that pass on a
 * virtual clock. One chunk of a week unless a test says otherwise.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresOverHttpTest {
    /** The server's clock is the real one. */
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final Instant start = now.minus(Duration.ofDays(100));
    private final TimeRange week = new TimeRange(start, start.plus(Duration.ofDays(7)));
    private final SyncRequest asked = SyncRequest.of(HEART_RATE).in(week);
    private final String samples = "{\"samples\": [[" + start.plusSeconds(60).toEpochMilli() + ", 61]]}";
    /** Far more than any answer takes, so that a slow machine changes nothing. */
    private static final VendorHttp PATIENT =
            VendorHttp.builder().maxResponseBytes(1_000).build();
    /** For what has to time out; that it times out once too often changes nothing there either. */
    private static final VendorHttp IMPATIENT = VendorHttp.builder()
            .timeout(Duration.ofMillis(700))
            .idleTimeout(Duration.ofMillis(400))
            .build();

    private final WireMockServer vendor = new WireMockServer(
            options().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort().jettyStopTimeout(100L));

    @TempDir
    Path folder;

    @BeforeAll
    void startVendor() {
        vendor.start();
    }

    @AfterAll
    void stopVendor() {
        vendor.stop();
    }

    @BeforeEach
    void reset() {
        vendor.resetAll();
    }

    private Bench bench() {
        return bench(URI.create("http://127.0.0.1:" + vendor.port()), FailuresOverHttpTest::tokens, PATIENT);
    }

    private Bench impatientBench() {
        return bench(URI.create("http://127.0.0.1:" + vendor.port()), FailuresOverHttpTest::tokens, IMPATIENT);
    }

    private Bench bench(URI address, Function<UserId, AccessTokens> tokens, VendorHttp http) {
        ManualClock clock = new ManualClock(now);
        return new Bench(
                folder.resolve("health.db"),
                new HttpVendor(address, tokens),
                SyncSettings.DEFAULT,
                clock,
                new SeededScheduler(clock, new SplittableRandom(1)),
                http);
    }

    private int requests() {
        return vendor.getServeEvents().getRequests().size();
    }

    private void always(ResponseDefinitionBuilder answer) {
        vendor.stubFor(any(anyUrl()).willReturn(answer));
    }

    /** So often the first answer, then the samples. */
    private void first(int times, ResponseDefinitionBuilder answer) {
        for (int i = 0; i < times; i++) {
            vendor.stubFor(any(anyUrl())
                    .inScenario("s")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
                    .willSetStateTo("after " + (i + 1))
                    .willReturn(answer));
        }
        vendor.stubFor(any(anyUrl())
                .inScenario("s")
                .whenScenarioStateIs("after " + times)
                .willReturn(okJson(samples)));
    }

    private static AccessTokens tokens(UserId user) {
        return AccessTokens.fixed("token-of-" + user);
    }

    private void isStored(Bench bench) {
        assertThat(bench.stored(HttpVendor.SOURCE, HEART_RATE, week)).containsExactly(61.0);
        assertThat(bench.warehouse.plan(asked).isEmpty()).isTrue();
    }

    /** The chunk failed at once, and nothing of it is stored. */
    private void givesUp(Bench bench, String type, int calls) {
        SyncReport.JobReport job = bench.sync(asked).jobs().get(0);
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.failed())
                .singleElement()
                .satisfies(failed -> assertThat(failed.errorType()).isEqualTo(type));
        assertThat(job.calls()).isEqualTo(calls);
        assertThat(bench.stored(HttpVendor.SOURCE, HEART_RATE, week)).isEmpty();
        assertThat(bench.warehouse.plan(asked).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"429", "503"})
    void aPauseInSecondsIsKeptAndTheChunkFetchedAfterIt(int status) {
        first(1, status(status).withHeader("Retry-After", "90"));
        try (Bench bench = bench()) {
            assertThat(bench.sync(asked).isComplete()).isTrue();

            assertThat(bench.clock.instant()).isAfterOrEqualTo(now.plusSeconds(90));
            assertThat(requests()).isEqualTo(2);
            isStored(bench);
        }
    }

    @Test
    void aPauseUntilADateIsKept() {
        Instant until = Instant.now().plusSeconds(600);
        first(
                1,
                status(429)
                        .withHeader(
                                "Retry-After",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atZone(ZoneOffset.UTC))));
        try (Bench bench = bench()) {
            assertThat(bench.sync(asked).isComplete()).isTrue();

            assertThat(bench.clock.instant()).isBetween(now.plusSeconds(590), now.plusSeconds(700));
            isStored(bench);
        }
    }

    @Test
    void withoutRetryAfterTheResetOfTheWindowIsKept() {
        first(1, status(429).withHeader("X-RateLimit-Reset", "44"));
        try (Bench bench = bench()) {
            assertThat(bench.sync(asked).isComplete()).isTrue();
            assertThat(bench.clock.instant()).isAfterOrEqualTo(now.plusSeconds(44));
        }
    }

    @Test
    void aPauseLongerThanTheRunPausesTheJobAtOnce() {
        first(1, status(429).withHeader("Retry-After", "31536000"));
        try (Bench bench = bench()) {
            SyncReport.JobReport job = bench.sync(asked).jobs().get(0);

            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            assertThat(job.stoppedBy().orElseThrow()).isInstanceOf(Failure.RateLimited.class);
            assertThat(bench.clock.instant()).isBefore(now.plusSeconds(5));
            bench.clock.advance(Duration.ofDays(1));
            assertThat(bench.warehouse.resume(job.job()).await().isComplete()).isTrue();
            isStored(bench);
        }
    }

    @Test
    void anExpiredTokenIsReplacedOnceAndTheCallRepeated() {
        always(status(401));
        vendor.stubFor(
                any(anyUrl()).withHeader("Authorization", equalTo("Bearer new")).willReturn(okJson(samples)));
        AccessTokens renewable = new AccessTokens() {
            private String token = "old";

            @Override
            public String current() {
                return token;
            }

            @Override
            public String replace(String rejected) {
                token = "new";
                return token;
            }
        };
        try (Bench bench = bench(URI.create("http://127.0.0.1:" + vendor.port()), user -> renewable, PATIENT)) {
            SyncReport report = bench.sync(asked);

            assertThat(report.isComplete()).isTrue();
            assertThat(report.calls()).isEqualTo(2);
            isStored(bench);
        }
    }

    @Test
    void aLoginThatIsRefusedForGoodPausesItsJobAndOtherUsersGoOn() {
        always(okJson(samples));
        vendor.stubFor(
                any(anyUrl()).withHeader("Authorization", matching(".*anna.*")).willReturn(status(401)));
        UserId anna = UserId.of("anna");
        try (Bench bench = bench()) {
            SyncReport.JobReport job = bench.sync(asked.user(anna)).jobs().get(0);

            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            assertThat(job.note()).contains("reconnect plain").doesNotContain("token-of");
            assertThat(bench.storage
                            .connections()
                            .find(anna, HttpVendor.SOURCE)
                            .orElseThrow()
                            .state())
                    .isEqualTo(ConnectionState.NEEDS_RECONNECT);
            assertThat(bench.sync(asked).isComplete()).isTrue();
            isStored(bench);
        }
    }

    @Test
    void aRangeThatTakesTooLongIsSplitUntilItDoesNot() {
        always(okJson(samples));
        vendor.stubFor(requestMatching(request -> MatchResult.of(Long.parseLong(
                                        request.queryParameter("end").firstValue())
                                - Long.parseLong(request.queryParameter("start").firstValue())
                        > Duration.ofDays(4).toMillis()))
                .willReturn(okJson(samples).withFixedDelay(3_000)));
        try (Bench bench = impatientBench()) {
            SyncReport.JobReport job = bench.sync(asked).jobs().get(0);

            assertThat(job.state()).isEqualTo(JobState.COMPLETED);
            assertThat(job.chunksTotal()).isEqualTo(2);
            assertThat(job.calls()).isGreaterThanOrEqualTo(5);
            isStored(bench);
        }
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503", "504", "408"})
    void aServerErrorIsTriedAgain(int status) {
        first(2, status(status));
        try (Bench bench = bench()) {
            assertThat(bench.sync(asked).isComplete()).isTrue();
            assertThat(requests()).isEqualTo(3);
            isStored(bench);
        }
    }

    @Test
    void aServerThatFailsForEverFailsTheSmallestPiecesOnly() {
        always(status(500));
        try (Bench bench = bench()) {
            SyncReport.JobReport job = bench.sync(asked).jobs().get(0);

            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(job.failed())
                    .hasSize(4)
                    .allMatch(failed -> failed.errorType().equals("Unreachable"));
            assertThat(job.calls()).isEqualTo(21);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aConnectionThatBreaksIsTriedAgain(Fault fault) {
        first(2, aResponse().withFault(fault));
        try (Bench bench = bench()) {
            assertThat(bench.sync(asked).isComplete()).isTrue();
            isStored(bench);
        }
    }

    @Test
    void connectionsThatBreakAgainAndAgainPauseTheJobAndOneProbeFindsOutThatTheVendorIsBack() {
        always(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        try (Bench bench = bench()) {
            SyncReport.JobReport job = bench.sync(asked).jobs().get(0);
            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            assertThat(job.calls()).isEqualTo(5);
            assertThat(job.stoppedBy().orElseThrow()).isInstanceOf(Failure.Unreachable.class);
            assertThat(bench.warehouse.resume(job.job()).await().calls()).isEqualTo(1);

            always(okJson(samples));

            assertThat(bench.warehouse.resume(job.job()).await().isComplete()).isTrue();
            isStored(bench);
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 1000, the total deadline", "2, 60000, the idle deadline"})
    void aBodyThatTricklesIsGivenUpAndAskedAgain(int chunks, int millis, String deadline) {
        first(1, okJson(samples).withChunkedDribbleDelay(chunks, millis));
        try (Bench bench = impatientBench()) {
            assertThat(bench.sync(asked).isComplete()).as(deadline).isTrue();
            assertThat(requests()).isGreaterThanOrEqualTo(2);
            isStored(bench);
        }
    }

    @Test
    void aBodyShorterThanPromisedIsNoAnswer() throws Exception {
        try (BrokenServer server = new BrokenServer(
                        BrokenServer.answer(5_000, samples), BrokenServer.answer(samples.length(), samples));
                Bench bench = bench(server.address(), FailuresOverHttpTest::tokens, PATIENT)) {
            assertThat(bench.sync(asked).isComplete()).isTrue();
            assertThat(server.requests()).isEqualTo(2);
            isStored(bench);
        }
    }

    @Test
    void aBodyLongerThanPromisedIsCutOffAndCannotBeRead() throws Exception {
        try (BrokenServer server = new BrokenServer(BrokenServer.answer(10, samples));
                Bench bench = bench(server.address(), FailuresOverHttpTest::tokens, PATIENT)) {
            givesUp(bench, "MalformedResponse", 1);
        }
    }

    @Test
    void aRedirectIsNotFollowedHoweverOften() {
        always(temporaryRedirect("/heart"));
        try (Bench bench = bench()) {
            givesUp(bench, "Unexpected", 1);
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTriedAgain() {
        always(okJson(samples));
        try (Bench bench =
                bench(URI.create("https://127.0.0.1:" + vendor.httpsPort()), FailuresOverHttpTest::tokens, PATIENT)) {
            givesUp(bench, "Unexpected", 1);
            assertThat(requests()).isZero();
        }
    }

    @Test
    void aPageForPeopleInsteadOfDataIsKeptButCannotBeRead() {
        always(aResponse().withHeader("Content-Type", "text/html").withBody("<html>Sign in</html>"));
        try (Bench bench = bench()) {
            givesUp(bench, "MalformedResponse", 1);
            assertThat(bench.number("SELECT count(*) FROM raw_page")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidParameter",
        "422, InvalidParameter",
        "403, NoPermission",
        "418, Unexpected",
        "304, Unexpected",
        "451, Unexpected"
    })
    void whatTheServerRefusesIsNotTriedAgain(int status, String type) {
        always(status(status));
        try (Bench bench = bench()) {
            givesUp(bench, type, 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"404", "410"})
    void whatIsNotThereIsWrittenDownAsUnavailableAndAskedADayLater(int status) {
        first(1, status(status));
        try (Bench bench = bench()) {
            assertThat(bench.sync(asked).isComplete()).isTrue();
            assertThat(bench.warehouse
                            .coverage(HEART_RATE, week)
                            .get(0)
                            .in(CoverageState.UNAVAILABLE)
                            .ranges())
                    .containsExactly(week);
            assertThat(bench.sync(asked).calls()).isZero();

            bench.clock.advance(Duration.ofDays(1).plusSeconds(5));
            assertThat(bench.sync(asked).calls()).isEqualTo(1);
            isStored(bench);
        }
    }

    @Test
    void anAnswerOverTheSizeLimitIsNotTriedAgain() {
        always(okJson(samples + " ".repeat(2_000)));
        try (Bench bench = bench()) {
            givesUp(bench, "MalformedResponse", 1);
        }
    }

    @Test
    void aPageTokenThatRepeatsEndsTheListingInsteadOfGoingRound() {
        always(okJson("{\"samples\": [], \"next\": \"same\"}"));
        try (Bench bench = bench()) {
            givesUp(bench, "MalformedResponse", 2);
        }
    }
}
