package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.healthwarehouse.coverage.CoverageState;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.sync.SweepRequest;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settled time that is asked again, newest first, to see whether it is still as it was. */
class SweepTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(65));
    private static final TimeRange FIVE_WEEKS = new TimeRange(START, START.plus(Duration.ofDays(35)));
    private static final SyncRequest ASKED = SyncRequest.of(HEART_RATE).in(FIVE_WEEKS);

    @TempDir
    Path folder;

    private final ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));

    private Bench synced() {
        Bench bench = new Bench(folder.resolve("health.db"), vendor);
        var unused = bench.sync(ASKED);
        vendor.asked.clear();
        return bench;
    }

    /** The weeks, the first being 0. */
    private static List<TimeRange> weeks(int... which) {
        return IntStream.of(which)
                .mapToObj(week -> new TimeRange(
                        START.plus(Duration.ofDays(7L * week)), START.plus(Duration.ofDays(7L * week + 7))))
                .toList();
    }

    private static SyncReport sweep(Bench bench, int calls) {
        return bench.warehouse.sweep(SweepRequest.of(HEART_RATE).calls(calls)).await();
    }

    @Test
    void asksTheNewestFirstAndGoesOnWhereTheLastOneEnded() {
        try (Bench bench = synced()) {
            SyncReport first = sweep(bench, 2);
            assertThat(vendor.asked).containsExactlyInAnyOrderElementsOf(weeks(4, 3));
            assertThat(first.callsIntoSettled()).isEqualTo(Map.of(GapReason.SWEPT, 2));

            vendor.asked.clear();
            var unusedSecond = sweep(bench, 2);
            assertThat(vendor.asked).containsExactlyInAnyOrderElementsOf(weeks(2, 1));

            vendor.asked.clear();
            var unusedThird = sweep(bench, 2);
            assertThat(vendor.asked).containsExactlyElementsOf(weeks(0));

            vendor.asked.clear();
            var unusedAnew = sweep(bench, 2);
            assertThat(vendor.asked).containsExactlyInAnyOrderElementsOf(weeks(4, 3));
        }
    }

    @Test
    void goesOnInAnotherProcess() {
        try (Bench bench = synced()) {
            var unused = sweep(bench, 2);
        }
        vendor.asked.clear();
        ManualClock later = new ManualClock(Bench.NOW.plus(Duration.ofHours(1)));
        try (Bench again = new Bench(folder.resolve("health.db"), vendor, SyncSettings.DEFAULT, later)) {
            var unused = sweep(again, 1);
            assertThat(vendor.asked).containsExactlyElementsOf(weeks(2));
        }
    }

    @Test
    void storesWhatTheSourceChangedAndLeavesTheTimeSettled() {
        try (Bench bench = synced()) {
            vendor.value = 61;

            var unused = sweep(bench, 5);

            assertThat(bench.stored(HEART_RATE, FIVE_WEEKS)).isNotEmpty().containsOnly(61.0);
            assertThat(bench.warehouse.coverage(HEART_RATE, FIVE_WEEKS).get(0).in(CoverageState.DATA))
                    .isEqualTo(TimeRangeSet.of(FIVE_WEEKS));
            assertThat(bench.sync(ASKED).calls()).isZero();
        }
    }

    @Test
    void aWeekThatIsGivenUpDoesNotStopItForEver() {
        try (Bench bench = synced()) {
            vendor.thenFail(new Failure.InvalidParameter("refused"));
            var first = sweep(bench, 1);
            assertThat(first.chunksFailed()).isEqualTo(1);

            vendor.asked.clear();
            var unused = sweep(bench, 1);
            assertThat(vendor.asked).containsExactlyElementsOf(weeks(3));
        }
    }

    @Test
    void aSourceThatCannotBeReachedIsAskedForTheSameAgain() {
        try (Bench bench = synced()) {
            vendor.thenFail(new Failure.AuthenticationFailed("expired"));
            var unusedStopped = sweep(bench, 1);

            vendor.asked.clear();
            var unused = sweep(bench, 1);
            assertThat(vendor.asked).containsExactlyElementsOf(weeks(4));
        }
    }

    @Test
    void itsJobIsNotAmongThoseThatCanBeResumed() {
        try (Bench bench = synced()) {
            vendor.thenFail(new Failure.AuthenticationFailed("expired"));
            var unused = sweep(bench, 1);

            assertThat(bench.warehouse.jobs()).hasSize(1);
        }
    }

    @Test
    void neverBeginsBySyncingAndNothingIsAskedWhereNothingIsSettled() {
        try (Bench bench = new Bench(folder.resolve("empty.db"), vendor)) {
            assertThat(sweep(bench, 5).calls()).isZero();
            var unusedFirst = bench.sync(ASKED);
            bench.clock.advance(Duration.ofDays(400));
            assertThat(bench.sync(ASKED).calls()).isZero();
        }
    }

    @Test
    void aSweepOfSomebodyOfWhomNothingIsHeldAsksNothing() {
        try (Bench bench = synced()) {
            assertThat(bench.warehouse
                            .sweep(SweepRequest.everything().user(UserId.of("somebody")))
                            .await()
                            .calls())
                    .isZero();
        }
    }
}
