package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.fakes.Change;
import org.healthwarehouse.testkit.fakes.StoreTruth;
import org.healthwarehouse.testkit.fulcra.LoggedRequest;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.healthwarehouse.testkit.whoop.WhoopSimulator;
import org.healthwarehouse.whoop.WhoopConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole syncs with a simulated WHOOP on a virtual clock. */
class WhoopSyncTest {
    private static final long MEMBER = 10_129;
    private static final Set<DataType> LISTED =
            Set.of(DataTypes.CYCLE, DataTypes.RECOVERY, DataTypes.SLEEP, DataTypes.WORKOUT);
    private static final URI BASE = URI.create("http://127.0.0.1/developer");

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(WhoopBench.NOW);

    private WhoopSimulator vendor() {
        return WhoopSimulator.seeded(9)
                .clock(clock)
                .member(MEMBER)
                .changing(Change.allBut(Change.LATE_UPLOADS))
                .build();
    }

    private Bench bench(WhoopConnector connector, VendorTransport transport) {
        return new Bench(
                folder.resolve("health.db"),
                connector,
                SyncSettings.DEFAULT.pause(Duration.ZERO),
                clock,
                new SeededScheduler(clock, new SplittableRandom(1)),
                transport);
    }

    private Bench bench(WhoopSimulator vendor) {
        return bench(
                WhoopConnector.builder()
                        .tokens(AccessTokens.fixed(vendor.token(MEMBER)))
                        .clientId(vendor.clientId())
                        .baseUri(BASE)
                        .build(),
                vendor.inMemory());
    }

    @Test
    void tenYearsComeWithFewCallsInsideTheAllowanceAndEqualTheTruth() {
        WhoopSimulator vendor = vendor();
        TimeRange tenYears =
                new TimeRange(WhoopBench.NOW.minus(Duration.ofDays(3_690)), WhoopBench.NOW.minus(Duration.ofDays(40)));
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(SyncRequest.of(LISTED).in(tenYears));

            assertThat(report.isComplete()).isTrue();
            // Cycles and recoveries 25 to a page; of sleeps there are naps too, and of workouts more than one a day.
            assertThat(calls(vendor, "/developer/v2/cycle")).isBetween(147L, 160L);
            assertThat(calls(vendor, "/developer/v2/recovery")).isBetween(135L, 160L);
            assertThat(vendor.log()).extracting(LoggedRequest::status).containsOnly(200);
            assertThat(Duration.between(WhoopBench.NOW, clock.instant())).isLessThan(Duration.ofMinutes(15));
            try (Snapshot snapshot = bench.storage.snapshot()) {
                for (DataType type : LISTED) {
                    StreamId stream = new StreamId(UserId.LOCAL, WhoopConnector.SOURCE, type);
                    // A recovery is found by the start of its cycle too, of which its own page does not tell.
                    assertThat(StoreTruth.stored(snapshot, stream, tenYears).stream()
                                    .map(WhoopWorld::strong))
                            .as(type.name())
                            .hasSizeGreaterThan(3_000)
                            .containsExactlyInAnyOrderElementsOf(
                                    vendor.truth(MEMBER, type, tenYears, clock.instant()).stream()
                                            .map(WhoopWorld::strong)
                                            .toList());
                }
            }
            int before = vendor.calls();
            assertThat(bench.sync(SyncRequest.of(LISTED).in(tenYears)).isComplete())
                    .isTrue();
            assertThat(vendor.calls()).isEqualTo(before);
        }
    }

    private static long calls(WhoopSimulator vendor, String path) {
        return vendor.log().stream().filter(call -> call.path().equals(path)).count();
    }

    @Test
    void callsOfOthersWithTheSameApplicationAreTakenIntoAccount() throws Exception {
        WhoopSimulator vendor = vendor();
        VendorTransport others = vendor.inMemory();
        for (int call = 0; call < 95; call++) {
            var unused = others.send(VendorRequest.get(URI.create(BASE + "/v2/user/profile/basic")));
        }
        try (Bench bench = bench(vendor)) {
            TimeRange years = new TimeRange(
                    WhoopBench.NOW.minus(Duration.ofDays(700)), WhoopBench.NOW.minus(Duration.ofDays(40)));

            assertThat(bench.sync(SyncRequest.of(DataTypes.CYCLE).in(years)).isComplete())
                    .isTrue();
            assertThat(vendor.log()).extracting(LoggedRequest::status).doesNotContain(429);
            assertThat(clock.instant()).isAfterOrEqualTo(WhoopBench.NOW.plusSeconds(60));
        }
    }

    @Test
    void whatTheVendorRefusesIsWaitedForAsItSays() {
        WhoopSimulator strict = WhoopSimulator.seeded(9)
                .clock(clock)
                .member(MEMBER)
                .allowing(2, 10_000)
                .build();
        try (Bench bench = bench(strict)) {
            TimeRange year = new TimeRange(
                    WhoopBench.NOW.minus(Duration.ofDays(365)), WhoopBench.NOW.minus(Duration.ofDays(40)));

            assertThat(bench.sync(SyncRequest.of(DataTypes.CYCLE).in(year)).isComplete())
                    .isTrue();
            assertThat(strict.log()).extracting(LoggedRequest::status).doesNotContain(401, 500);
        }
    }

    @Test
    void theCurrentValuesAreStoredAndAskedOnceADay() {
        WhoopSimulator vendor = vendor();
        SyncRequest request =
                SyncRequest.of(DataTypes.PROFILE, DataTypes.BODY_MEASUREMENT).last(Duration.ofDays(1));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(request).calls()).isEqualTo(2);
            assertThat(bench.sync(request).calls()).isZero();
            clock.advance(Duration.ofDays(1));
            assertThat(bench.sync(request).calls()).isEqualTo(2);
            assertThat(bench.query("SELECT count(*) FROM record")).containsExactly("2");
        }
    }

    /** The vendor takes no notice of the token, and makes up a new one each time. */
    @Test
    void aVendorThatAnswersTheSamePageForEverIsGivenUp() {
        AtomicInteger calls = new AtomicInteger();
        String cycle = "{\"id\": 5, \"user_id\": 1, \"created_at\": \"2026-05-02T00:00:00.000Z\","
                + " \"updated_at\": \"2026-05-02T00:00:00.000Z\", \"start\": \"2026-05-01T00:00:00.000Z\","
                + " \"end\": \"2026-05-02T00:00:00.000Z\", \"timezone_offset\": \"Z\", \"score_state\": \"SCORED\"}";
        VendorTransport circle = request -> new VendorResponse(
                200,
                Map.of("content-type", List.of("application/json")),
                RawBody.of(("{\"records\": [" + cycle + "], \"next_token\": \"t" + calls.incrementAndGet() + "\"}")
                        .getBytes(StandardCharsets.UTF_8)));
        Instant may = Instant.parse("2026-05-01T00:00:00Z");
        WhoopConnector connector =
                WhoopConnector.builder().token("t").baseUri(BASE).build();
        try (Bench bench = bench(connector, circle)) {
            SyncReport report = bench.sync(SyncRequest.of(DataTypes.CYCLE).between(may, may.plus(Duration.ofDays(3))));

            assertThat(report.isComplete()).isFalse();
            assertThat(calls.get()).isLessThan(10);
            assertThat(bench.query("SELECT count(*) FROM coverage")).containsExactly("0");
        }
    }
}
