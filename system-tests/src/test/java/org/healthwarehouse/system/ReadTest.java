package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.Reading;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers come from the store first, and say how far they can be trusted. */
class ReadTest {
    private static final Instant OLD = Bench.NOW.minus(Duration.ofDays(180));
    private static final Failure DOWN = new Failure.Unreachable("no route", Optional.empty());

    @TempDir
    Path folder;

    private final ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));

    private Bench bench() {
        return new Bench(folder.resolve("health.db"), vendor);
    }

    private static Reading<SampleSeries> week(Bench bench, ReadMode mode) {
        return bench.warehouse
                .samples(HEART_RATE)
                .between(OLD, OLD.plus(Duration.ofDays(7)))
                .mode(mode)
                .read();
    }

    @Test
    void aReadFetchesWhatIsMissingAndTheNextOneAsksNobody() {
        try (Bench bench = bench()) {
            Reading<SampleSeries> first = week(bench, ReadMode.LOCAL_FIRST);
            Reading<SampleSeries> second = week(bench, ReadMode.LOCAL_FIRST);

            assertThat(first.freshness().origin()).isEqualTo(Freshness.Origin.VENDOR);
            assertThat(first.freshness().syncedAt()).isPresent();
            assertThat(first.data().size()).isEqualTo(7 * 24);
            assertThat(second.freshness().origin()).isEqualTo(Freshness.Origin.LOCAL);
            assertThat(second.freshness().syncedAt()).isEmpty();
            assertThat(second.freshness().freshEnough()).isTrue();
            assertThat(second.freshness().coverage()).isEqualTo(1);
            assertThat(second.data()).isEqualTo(first.data());
            assertThat(vendor.asked).hasSize(7);
        }
    }

    @Test
    void whatIsFetchedIsWhatWasAskedForHoweverLongItTakesToListWhatIsOffered() {
        try (Bench bench = bench()) {
            vendor.whileListing = () -> bench.clock.advance(Duration.ofMinutes(5));

            Freshness freshness = bench.warehouse
                    .samples(HEART_RATE)
                    .last(Duration.ofHours(1))
                    .read()
                    .freshness();

            assertThat(freshness.coverage()).isEqualTo(1);
        }
    }

    @Test
    void readingTheLastHourTwiceMakesTwoCallsForTheRecentPartOnly() {
        try (Bench bench = bench()) {
            for (int i = 0; i < 2; i++) {
                Freshness freshness = bench.warehouse
                        .samples(HEART_RATE)
                        .last(Duration.ofHours(1))
                        .read()
                        .freshness();
                assertThat(freshness.origin()).isEqualTo(Freshness.Origin.VENDOR);
                assertThat(freshness.freshEnough()).isTrue();
                bench.clock.advance(Duration.ofMinutes(1));
            }
            assertThat(vendor.asked)
                    .hasSize(2)
                    .allMatch(range -> range.duration().compareTo(Duration.ofHours(1)) <= 0);
        }
    }

    @Test
    void aLocalReadAsksNobodyAndSaysWhatIsMissing() {
        try (Bench bench = bench()) {
            var unused = week(bench, ReadMode.LOCAL_FIRST);
            Reading<SampleSeries> reading = bench.warehouse
                    .samples(HEART_RATE)
                    .between(OLD.minus(Duration.ofDays(7)), OLD.plus(Duration.ofDays(7)))
                    .mode(ReadMode.LOCAL_ONLY)
                    .read();

            assertThat(vendor.asked).hasSize(7);
            assertThat(reading.data().size()).isEqualTo(7 * 24);
            assertThat(reading.freshness().coverage()).isEqualTo(0.5);
            assertThat(reading.freshness().freshEnough()).isFalse();
            assertThat(reading.freshness().status()).isEqualTo(Freshness.Status.SUCCESS_WITH_WARNING);
            assertThat(reading.freshness().openGaps()).hasSize(1);

            assertThat(bench.sync(reading.freshness().closingRequest().orElseThrow())
                            .calls())
                    .isEqualTo(7);
        }
    }

    @Test
    void aLocalReadOfAnEmptyStoreIsEmptyAndSaysSo() {
        try (Bench bench = bench()) {
            Reading<SampleSeries> reading = week(bench, ReadMode.LOCAL_ONLY);

            assertThat(reading.data().size()).isZero();
            assertThat(reading.freshness().coverage()).isZero();
            assertThat(reading.freshness().freshEnough()).isFalse();
        }
    }

    @Test
    void beyondItsBudgetAReadAnswersWhatIsStoredWithTheNewestFetchedFirst() {
        SyncSettings settings =
                SyncSettings.DEFAULT.readBudget(4, Duration.ofSeconds(30)).lanes(1);
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor, settings, new ManualClock(Bench.NOW))) {
            Reading<SampleSeries> reading = week(bench, ReadMode.LOCAL_FIRST);

            assertThat(vendor.asked).hasSize(4);
            assertThat(reading.data().size()).isEqualTo(4 * 24);
            assertThat(reading.freshness().error()).isEmpty();
            assertThat(reading.freshness().openGaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.gap().range().end()).isEqualTo(OLD.plus(Duration.ofDays(3))));
            assertThat(bench.warehouse.jobs()).as("a read leaves no job behind").isEmpty();
        }
    }

    @Test
    void aForcedReadAsksAgain() {
        try (Bench bench = bench()) {
            var unused = week(bench, ReadMode.LOCAL_FIRST);
            vendor.value = 99;
            bench.clock.advance(Duration.ofSeconds(1));

            assertThat(week(bench, ReadMode.FORCE_REFRESH).data().values()).containsOnly(99);
            assertThat(vendor.asked).hasSize(14);
        }
    }

    @Test
    void whenTheSourceIsDownTheStoredDataIsAnsweredAsStaleWithTheCause() {
        try (Bench bench = bench()) {
            var unused = week(bench, ReadMode.LOCAL_FIRST);
            var failing = vendor.thenFail(50, DOWN);
            Reading<SampleSeries> reading = bench.warehouse
                    .samples(HEART_RATE)
                    .between(OLD.minus(Duration.ofDays(7)), OLD.plus(Duration.ofDays(7)))
                    .read();

            assertThat(failing.asked).hasSizeGreaterThan(7);
            assertThat(reading.freshness().origin()).isEqualTo(Freshness.Origin.STALE);
            assertThat(reading.freshness().error()).contains(DOWN);
            assertThat(reading.freshness().warning().orElseThrow()).contains("no route");
            assertThat(reading.data().size()).isEqualTo(7 * 24);
        }
    }

    @Test
    void whenTheSourceIsDownAndNothingIsStoredTheErrorIsTyped() {
        var failing = vendor.thenFail(50, DOWN);
        try (Bench bench = new Bench(folder.resolve("health.db"), failing)) {
            assertThatThrownBy(() -> week(bench, ReadMode.LOCAL_FIRST))
                    .isInstanceOf(HealthWarehouseException.class)
                    .extracting(e -> ((HealthWarehouseException) e).failure())
                    .isEqualTo(DOWN);
        }
    }

    @Test
    void aTypeThatNobodyHasIsRefusedByName() {
        try (Bench bench = bench()) {
            assertThatThrownBy(() -> bench.warehouse
                            .samples(STEPS)
                            .last(Duration.ofDays(1))
                            .read())
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("steps")
                    .hasMessageContaining("scripted");
        }
    }

    @Test
    void whatWasStoredIsStillReadWhenItsConnectorIsGone() {
        try (Bench bench = bench()) {
            var unused = week(bench, ReadMode.LOCAL_FIRST);
        }
        ScriptedVendor other = new ScriptedVendor().feed(STEPS, FetchLimits.window(Duration.ofDays(7)));
        try (Bench bench = new Bench(folder.resolve("health.db"), other)) {
            Reading<SampleSeries> reading = week(bench, ReadMode.LOCAL_FIRST);

            assertThat(reading.data().size()).isEqualTo(7 * 24);
            assertThat(reading.freshness().origin()).isEqualTo(Freshness.Origin.LOCAL);
        }
    }

    @Test
    void everyAnswerSaysWhenItWasLastFetched() {
        try (Bench bench = bench()) {
            var unused = week(bench, ReadMode.LOCAL_FIRST);
            bench.clock.advance(Duration.ofDays(3));

            Freshness freshness = week(bench, ReadMode.LOCAL_FIRST).freshness();

            assertThat(freshness.lastSyncAt().orElseThrow()).isBetween(Bench.NOW, Bench.NOW.plusSeconds(60));
            assertThat(freshness.age().orElseThrow())
                    .isBetween(Duration.ofDays(3), Duration.ofDays(3).plusMinutes(1));
            assertThat(freshness.recordCount()).isEqualTo(7 * 24);
            assertThat(freshness.note()).contains("168 rows").contains("100.0 %");
        }
    }

    @Test
    void aServerThatTellsItsTimeInWholeSecondsLeavesNoGapBehind() {
        vendor.serverDate = Optional.of(Bench.NOW.minusMillis(900));
        try (Bench bench = bench()) {
            Freshness freshness = bench.warehouse
                    .samples(HEART_RATE)
                    .last(Duration.ofHours(5))
                    .read()
                    .freshness();

            assertThat(freshness.freshEnough()).isTrue();
            assertThat(freshness.openGaps()).isEmpty();
            assertThat(freshness.warning()).isEmpty();
        }
    }

    @Test
    void whatTheBudgetDidNotReachIsNotCalledFresh() {
        SyncSettings settings =
                SyncSettings.DEFAULT.readBudget(1, Duration.ofSeconds(30)).lanes(1);
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor, settings, new ManualClock(Bench.NOW))) {
            var unused = bench.sync(
                    org.healthwarehouse.sync.SyncRequest.of(HEART_RATE).last(Duration.ofDays(2)));
            bench.clock.advance(Duration.ofDays(1).plusHours(1));
            Freshness freshness = bench.warehouse
                    .samples(HEART_RATE)
                    .between(Bench.NOW.minus(Duration.ofDays(2)), Bench.NOW)
                    .read()
                    .freshness();

            assertThat(freshness.origin()).isEqualTo(Freshness.Origin.VENDOR);
            assertThat(freshness.freshEnough()).isFalse();
            assertThat(freshness.openGaps()).isNotEmpty();
        }
    }

    @Test
    void aForcedReadBeyondItsBudgetSaysWhatWasNotAskedAgain() {
        SyncSettings settings =
                SyncSettings.DEFAULT.readBudget(2, Duration.ofSeconds(30)).lanes(1);
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor, settings, new ManualClock(Bench.NOW))) {
            var unused = bench.sync(
                    org.healthwarehouse.sync.SyncRequest.of(HEART_RATE).between(OLD, OLD.plus(Duration.ofDays(7))));
            bench.clock.advance(Duration.ofSeconds(10));

            Freshness freshness = week(bench, ReadMode.FORCE_REFRESH).freshness();

            assertThat(freshness.freshEnough()).isFalse();
            assertThat(freshness.openGaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.gap().range())
                            .isEqualTo(new org.healthwarehouse.model.TimeRange(OLD, OLD.plus(Duration.ofDays(5)))));
        }
    }

    @Test
    void aForcedReadOfASourceThatIsDownIsStale() {
        try (Bench bench = bench()) {
            var unused = week(bench, ReadMode.LOCAL_FIRST);
            var failing = vendor.thenFail(50, DOWN);
            bench.clock.advance(Duration.ofSeconds(10));

            Freshness freshness = week(bench, ReadMode.FORCE_REFRESH).freshness();

            assertThat(failing.asked).hasSizeGreaterThan(7);
            assertThat(freshness.origin()).isEqualTo(Freshness.Origin.STALE);
            assertThat(freshness.freshEnough()).isFalse();
            assertThat(freshness.syncedAt()).isEmpty();
        }
    }

    @Test
    void theAgeOfAnAnswerIsThatOfItsOwnDataNotOfItsStream() {
        try (Bench bench = bench()) {
            var unused = week(bench, ReadMode.LOCAL_FIRST);
            bench.clock.advance(Duration.ofDays(300));
            var recent = bench.warehouse
                    .samples(HEART_RATE)
                    .last(Duration.ofHours(1))
                    .read();

            assertThat(recent.freshness().age().orElseThrow()).isLessThan(Duration.ofMinutes(1));
            assertThat(week(bench, ReadMode.LOCAL_FIRST).freshness().age().orElseThrow())
                    .isGreaterThanOrEqualTo(Duration.ofDays(300));
        }
    }

    @Test
    void theErrorOfAnAnswerKeepsItsType() {
        try (Bench bench = bench()) {
            var unused = week(bench, ReadMode.LOCAL_FIRST);
            var failing = vendor.thenFail(50, new Failure.NoPermission("403"));
            Freshness freshness = bench.warehouse
                    .samples(HEART_RATE)
                    .between(OLD.minus(Duration.ofDays(1)), OLD.plus(Duration.ofDays(7)))
                    .read()
                    .freshness();

            assertThat(failing.asked).hasSize(8);
            assertThat(freshness.error()).contains(new Failure.NoPermission("403"));
        }
    }

    @Test
    void coverageOfWhatWasNeverFetchedIsNotFetched() {
        try (Bench bench = bench()) {
            var range = new org.healthwarehouse.model.TimeRange(OLD, OLD.plus(Duration.ofDays(7)));

            assertThat(bench.warehouse.coverage(HEART_RATE, range))
                    .singleElement()
                    .satisfies(
                            coverage -> assertThat(coverage.in(org.healthwarehouse.coverage.CoverageState.NOT_FETCHED)
                                            .ranges())
                                    .containsExactly(range));
            assertThat(vendor.asked).isEmpty();
        }
    }

    @Test
    void aClockThatWasAMonthAheadDoesNotSettleTheFuture() {
        ManualClock ahead = new ManualClock(Bench.NOW.plus(Duration.ofDays(30)));
        ScriptedVendor months = ScriptedVendor.heartRate(Duration.ofDays(30));
        try (Bench bench = new Bench(folder.resolve("health.db"), months, SyncSettings.DEFAULT, ahead)) {
            var unused = bench.sync(org.healthwarehouse.sync.SyncRequest.of(HEART_RATE)
                    .between(Bench.NOW, Bench.NOW.plus(Duration.ofDays(10))));
            assertThat(months.asked).hasSize(1);
            ahead.set(Bench.NOW.plus(Duration.ofDays(11)));

            assertThat(bench.sync(org.healthwarehouse.sync.SyncRequest.of(HEART_RATE)
                                    .between(Bench.NOW, Bench.NOW.plus(Duration.ofDays(10))))
                            .calls())
                    .isEqualTo(1);
        }
    }
}
