package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.SyncFinding;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that say up to when they are complete, as a watch is up to its last upload. */
class WatermarkTest {
    private static final StreamId STREAM = new StreamId(UserId.LOCAL, DatedVendor.SOURCE, HEART_RATE);
    private static final LocalDate TODAY = LocalDate.parse("2026-06-15");

    @TempDir
    Path folder;

    private final DatedVendor vendor = new DatedVendor();

    private Bench bench() {
        return new Bench(
                folder.resolve("health.db"), vendor, SyncSettings.DEFAULT.lanes(1), new ManualClock(Bench.NOW));
    }

    private SyncRequest asking(int firstDaysAgo) {
        return SyncRequest.of(HEART_RATE)
                .between(vendor.interval(TODAY.minusDays(firstDaysAgo)).start(), Bench.NOW.plus(Duration.ofDays(90)));
    }

    private static Instant ago(Duration time) {
        return Bench.NOW.minus(time);
    }

    private List<CoverageEntry> lines(Bench bench, LocalDate date) {
        try (Snapshot snapshot = bench.storage.snapshot()) {
            return snapshot.coverage(STREAM, TimeRange.ofDates(date, date.plusDays(1)));
        }
    }

    private List<LocalDate> askedSince(int calls) {
        return vendor.asked.subList(calls, vendor.asked.size()).stream()
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    @Test
    void nothingSettlesBeyondTheWatermark() {
        vendor.watermark = Optional.of(ago(Duration.ofDays(12)));
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(20));

            assertThat(lines(bench, TODAY.minusDays(13))).allMatch(CoverageEntry::settled);
            assertThat(lines(bench, TODAY.minusDays(12)))
                    .as("the watermark lies in it")
                    .noneMatch(CoverageEntry::settled);
            assertThat(lines(bench, TODAY.minusDays(9))).noneMatch(CoverageEntry::settled);
        }
    }

    @Test
    void withoutARiseNothingButTheWatermarkIsAskedForAWeek() {
        vendor.watermark = Optional.of(ago(Duration.ofDays(2)));
        try (Bench bench = bench()) {
            var first = bench.sync(asking(5));
            assertThat(first.calls()).as("the watermark's call is counted").isEqualTo(vendor.asked.size() + 1);
            int before = vendor.asked.size();
            SyncRequest same = SyncRequest.of(HEART_RATE)
                    .between(
                            vendor.interval(TODAY.minusDays(5)).start(),
                            vendor.interval(TODAY).end());
            bench.clock.advance(Duration.ofDays(1));

            assertThat(bench.sync(same).calls()).isZero();

            assertThat(vendor.asked).hasSize(before);
            assertThat(vendor.watermarkAskedAt).hasSize(2);
            bench.clock.advance(Duration.ofDays(6));
            assertThat(bench.sync(same).isComplete()).isTrue();
            assertThat(askedSince(before)).contains(TODAY, TODAY.minusDays(1));
        }
    }

    @Test
    void aRiseIsAskedForFromADayBeforeTheFormerWatermark() {
        vendor.watermark = Optional.of(ago(Duration.ofDays(10)));
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(20));
            int before = vendor.asked.size();
            vendor.watermark = Optional.of(ago(Duration.ofDays(6)));
            bench.clock.advance(Duration.ofMinutes(6));

            unused = bench.sync(asking(20));

            assertThat(askedSince(before))
                    .containsExactlyElementsOf(
                            TODAY.minusDays(11).datesUntil(TODAY.minusDays(5)).toList());
            assertThat(lines(bench, TODAY.minusDays(11))).allMatch(CoverageEntry::settled);
        }
    }

    @Test
    void aWatermarkThatFallsIsNotBelieved() {
        vendor.watermark = Optional.of(ago(Duration.ofDays(3)));
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(20));
            int before = vendor.asked.size();
            vendor.watermark = Optional.of(ago(Duration.ofDays(15)));
            bench.clock.advance(Duration.ofMinutes(6));
            unused = bench.sync(asking(20));
            vendor.watermark = Optional.of(ago(Duration.ofDays(3)));
            bench.clock.advance(Duration.ofMinutes(6));

            unused = bench.sync(asking(20));

            assertThat(vendor.asked).hasSize(before);
        }
    }

    @Test
    void aWatermarkIsAskedAtMostOnceInFiveMinutes() {
        vendor.watermark = Optional.of(ago(Duration.ofDays(3)));
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(20));
            bench.clock.advance(Duration.ofMinutes(4));
            unused = bench.sync(asking(20));
            assertThat(vendor.watermarkAskedAt).hasSize(1);
        }
        try (Bench restarted = new Bench(
                folder.resolve("health.db"),
                vendor,
                SyncSettings.DEFAULT,
                new ManualClock(Bench.NOW.plus(Duration.ofMinutes(4))))) {
            var unused = restarted.sync(asking(20));
            assertThat(vendor.watermarkAskedAt).as("also after a restart").hasSize(1);
            restarted.clock.advance(Duration.ofMinutes(5));
            unused = restarted.sync(asking(20));
            assertThat(vendor.watermarkAskedAt).hasSize(2);
        }
    }

    @Test
    void aSourceThatCannotSayIsTakenAtItsLastWord() {
        vendor.watermark = Optional.of(ago(Duration.ofDays(12)));
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(15));
            vendor.watermarkFails = true;
            bench.clock.advance(Duration.ofMinutes(6));

            var report = bench.sync(asking(20));

            assertThat(report.isComplete()).isTrue();
            assertThat(vendor.watermarkAskedAt).hasSize(2);
            assertThat(lines(bench, TODAY.minusDays(10))).noneMatch(CoverageEntry::settled);
        }
    }

    @Test
    void aReadOfWhatIsStoredNeverAsks() {
        vendor.watermark = Optional.of(ago(Duration.ofDays(3)));
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(5));
            bench.clock.advance(Duration.ofDays(1));

            var reading = bench.warehouse
                    .samples(HEART_RATE)
                    .last(Duration.ofDays(3))
                    .mode(ReadMode.LOCAL_ONLY)
                    .read();

            assertThat(reading.data().size()).isPositive();
            assertThat(vendor.watermarkAskedAt).hasSize(1);
        }
    }

    @Test
    void aResumedJobAsksFirstHowFarTheSourceIs() {
        vendor.watermark = Optional.of(ago(Duration.ofDays(12)));
        vendor.broken = date -> true;
        try (Bench bench = bench()) {
            var failed = bench.sync(asking(13));
            vendor.broken = date -> false;
            vendor.watermark = Optional.of(ago(Duration.ofDays(1)));
            bench.clock.advance(Duration.ofHours(1));

            var resumed = bench.warehouse
                    .resume(failed.jobs().get(0).job(), bench.events::add)
                    .await();

            assertThat(resumed.isComplete()).isTrue();
            assertThat(vendor.watermarkAskedAt).hasSize(2);
            assertThat(lines(bench, TODAY.minusDays(10)))
                    .as("what was asked after the rise settles by it")
                    .allMatch(CoverageEntry::settled);
        }
    }

    @Test
    void whatIsNeverCalledCompleteSettlesAfterThirtyDaysAndIsAFinding() {
        vendor.watermark = Optional.of(ago(Duration.ofDays(50)));
        ManualClock clock = new ManualClock(Bench.NOW);
        try (Bench bench = bench()) {
            List<SyncFinding> findings = new ArrayList<>();
            Storage noting = noting(bench.storage, findings);
            try (HealthWarehouse watched = HealthWarehouse.builder()
                    .storage(noting)
                    .connector(vendor)
                    .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                    .clock(clock)
                    .scheduler(new SeededScheduler(clock, new SplittableRandom(1)))
                    .build()) {
                var unused = watched.sync(SyncRequest.of(HEART_RATE)
                                .between(
                                        vendor.interval(TODAY.minusDays(40)).start(),
                                        vendor.interval(TODAY.minusDays(25)).end()))
                        .await();
            }

            assertThat(lines(bench, TODAY.minusDays(35))).allMatch(CoverageEntry::settled);
            assertThat(lines(bench, TODAY.minusDays(28))).noneMatch(CoverageEntry::settled);
            assertThat(findings).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.kind()).isEqualTo(SyncFinding.Kind.NEVER_COMPLETED);
                assertThat(finding.type()).contains("heart_rate");
                assertThat(finding.range().orElseThrow().end()).isBeforeOrEqualTo(ago(Duration.ofDays(30)));
            });
        }
    }

    @Test
    void aWatermarkInTheFutureIsCutToThePresent() {
        vendor.watermark = Optional.of(Bench.NOW.plus(Duration.ofDays(1000)));
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(20));

            assertThat(lines(bench, TODAY))
                    .as("no source is complete beyond the present")
                    .noneMatch(CoverageEntry::settled);
            assertThat(bench.storage
                            .watermarks()
                            .find(new org.healthwarehouse.storage.WatermarkStore.FeedOf(
                                    UserId.LOCAL, DatedVendor.SOURCE, DatedVendor.DAYS))
                            .orElseThrow()
                            .reached())
                    .isEqualTo(Bench.NOW);
        }
    }

    /** The same storage; what pages remark is noted. */
    private static Storage noting(Storage storage, List<SyncFinding> findings) {
        return (Storage) java.lang.reflect.Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        findings.addAll(((PageCommit) arguments[0]).findings());
                    }
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(storage, arguments);
                    } catch (java.lang.reflect.InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
