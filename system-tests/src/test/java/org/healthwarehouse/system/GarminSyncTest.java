package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.fakes.Change;
import org.healthwarehouse.testkit.fakes.TrueItem;
import org.healthwarehouse.testkit.garmin.GarminSimulator;
import org.healthwarehouse.testkit.garmin.GarminSimulatorBuilder;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole syncs with a simulated Garmin Connect on a virtual clock. */
class GarminSyncTest {
    private static final String ACCOUNT = "runner-1";
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final int JSON_ENDPOINTS = 8;
    private static final int YEAR = 365;

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(NOW);

    private GarminSimulatorBuilder service() {
        return GarminSimulator.seeded(9)
                .clock(clock)
                .account(ACCOUNT)
                .readingEvery(15)
                .recordEvery(30);
    }

    private Bench bench(GarminSimulator service) {
        return new Bench(
                folder.resolve("health.db"),
                GarminWorld.connector(service),
                SyncSettings.DEFAULT.pause(Duration.ZERO),
                clock,
                new SeededScheduler(clock, new SplittableRandom(1)),
                service.inMemory());
    }

    private static SyncRequest all(TimeRange range) {
        return SyncRequest.of(Set.copyOf(GarminSimulator.types())).in(range);
    }

    /** What a deleted activity or weight measured may be there still. */
    private List<String> differences(Bench bench, GarminSimulator service, TimeRange range) {
        List<String> differences = new ArrayList<>();
        try (Snapshot snapshot = bench.storage.snapshot()) {
            for (DataType type : GarminSimulator.types()) {
                Set<TrueItem> truth = new HashSet<>(service.truth(ACCOUNT, type, range, clock.instant()));
                Set<TrueItem> told = new HashSet<>(service.told(ACCOUNT, type, range, clock.instant()));
                Set<TrueItem> stored = GarminStored.items(snapshot, type, range);
                truth.removeIf(item -> !service.isAskedFor(ACCOUNT, type, item, range));
                stored.removeIf(item -> !service.isAskedFor(ACCOUNT, type, item, range));
                GarminWorld.tell(differences, type, "missing or other", truth, stored);
                GarminWorld.tell(differences, type, "too much or other", stored, told);
            }
        }
        return differences;
    }

    @Test
    void aYearEqualsTheTruthAndCallingOldDaysBackApartCostsLessThanHalfOfEightCallsADay() {
        GarminSimulator service = service()
                .changing(Change.allBut(Change.LATE_UPLOADS))
                .reloadsPerDay(YEAR)
                .build();
        TimeRange year = new TimeRange(NOW.minus(Duration.ofDays(40 + YEAR)), NOW.minus(Duration.ofDays(40)));
        try (Bench bench = bench(service)) {
            SyncReport report = bench.sync(all(year));

            assertThat(report.isComplete()).as("%s", report).isTrue();
            Map<String, Integer> calls = service.callsByEndpoint();
            int callingBack = calls.getOrDefault("reload", 0)
                    + calls.getOrDefault("wellness", 0)
                    + calls.getOrDefault("summary", 0)
                    - 2 * YEAR;
            System.out.println("a year of Garmin: " + service.calls() + " calls, " + callingBack
                    + " of them to call old days back; " + JSON_ENDPOINTS * YEAR + " with " + JSON_ENDPOINTS
                    + " endpoints a day; " + Duration.between(NOW, clock.instant()) + "; " + calls);
            assertThat(service.calls() - callingBack).isLessThan(JSON_ENDPOINTS * YEAR / 2);
            assertThat(service.calls()).isLessThan(JSON_ENDPOINTS * YEAR);
            assertThat(differences(bench, service, year)).isEmpty();
            int before = service.calls();
            assertThat(bench.sync(all(year)).isComplete()).isTrue();
            assertThat(service.calls())
                    .as("all is settled: the last upload alone is asked")
                    .isEqualTo(before + 1);
        }
    }

    @Test
    void oldDaysComeBackOverSeveralDaysWhereTheServiceAllowsFewADay() {
        GarminSimulator service = service().reloadsPerDay(7).build();
        Instant old = Instant.parse("2025-09-01T00:00:00Z");
        TimeRange range = new TimeRange(old, old.plus(Duration.ofDays(20)));
        try (Bench bench = bench(service)) {
            for (int i = 0; i < 6; i++) {
                var unused = bench.sync(all(range));
                clock.advance(Duration.ofHours(25));
            }
            assertThat(differences(bench, service, range)).isEmpty();
            // The first to be denied ends the asking of that day.
            assertThat(service.callsByEndpoint().get("reload")).isBetween(18, 30);
        }
    }

    @Test
    void whatTheWatchesBringLateComesWithTheNextSyncs() {
        GarminSimulator service = service().build();
        Instant from = NOW.minus(Duration.ofDays(12));
        try (Bench bench = bench(service)) {
            int quiet = 0;
            for (int i = 0; i < 40; i++) {
                int before = service.calls();
                TimeRange range = new TimeRange(from, clock.instant());
                assertThat(bench.sync(all(range)).isComplete()).isTrue();
                quiet += service.calls() - before <= 1 ? 1 : 0;
                clock.advance(Duration.ofHours(7));
            }
            assertThat(quiet).as("syncs that needed the watermark alone").isPositive();
            clock.advance(Duration.ofDays(9));
            TimeRange range = new TimeRange(from, clock.instant().minus(Duration.ofDays(8)));
            assertThat(bench.sync(all(range)).isComplete()).isTrue();
            // What a list does not name any more is gone when another one does not either.
            clock.advance(Duration.ofHours(1));
            assertThat(bench.sync(all(range)).isComplete()).isTrue();
            assertThat(differences(bench, service, range)).isEmpty();
        }
    }

    @Test
    void aFileThatIsBrokenAtTheServiceIsAFindingAndNoneOfTheOthersIsAskedForAgain() {
        GarminSimulator service = service().changing(Set.of()).build();
        Set<String> files = new TreeSet<>();
        VendorTransport breaking = request -> {
            VendorResponse answer = service.inMemory().send(request);
            String path = request.uri().getPath();
            if (path.contains("/files/activity/") && (files.isEmpty() || files.contains(path))) {
                files.add(path);
                return new VendorResponse(answer.status(), answer.headers(), broken(answer.body()));
            }
            return answer;
        };
        TimeRange month = new TimeRange(NOW.minus(Duration.ofDays(70)), NOW.minus(Duration.ofDays(40)));
        SyncRequest request = SyncRequest.of(DataTypes.WORKOUT).in(month);
        try (Bench bench = new Bench(
                folder.resolve("health.db"),
                GarminWorld.connector(service),
                SyncSettings.DEFAULT.pause(Duration.ZERO),
                clock,
                new SeededScheduler(clock, new SplittableRandom(1)),
                breaking)) {
            assertThat(bench.sync(request).isComplete()).isTrue();
            assertThat(files).hasSize(1);
            assertThat(bench.query("SELECT kind FROM findings")).containsExactly("ITEM_SKIPPED");
            try (Snapshot snapshot = bench.storage.snapshot()) {
                assertThat(starts(GarminStored.items(snapshot, DataTypes.WORKOUT, month)))
                        .as("what the list says of the activity is there")
                        .isNotEmpty()
                        .isEqualTo(starts(service.truth(ACCOUNT, DataTypes.WORKOUT, month, clock.instant())));
            }
            int before = service.calls();
            assertThat(bench.sync(request).isComplete()).isTrue();
            assertThat(service.calls() - before).as("the last upload").isLessThanOrEqualTo(1);
        }
    }

    private static Set<Instant> starts(Iterable<TrueItem> items) {
        Set<Instant> starts = new TreeSet<>();
        items.forEach(item -> starts.add(item.start()));
        return starts;
    }

    /** The same archive with a changed byte in the middle of its file. */
    private static RawBody broken(RawBody body) {
        try (InputStream in = body.open()) {
            byte[] bytes = in.readAllBytes();
            bytes[bytes.length / 2] ^= 1;
            return RawBody.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
