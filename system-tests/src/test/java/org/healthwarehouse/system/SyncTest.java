package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.coverage.Coverage;
import org.healthwarehouse.coverage.CoverageState;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.sync.SyncPlan;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncRun;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked for, and what is not. */
class SyncTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(100));
    private static final TimeRange WEEK = new TimeRange(START, START.plus(Duration.ofDays(7)));
    private static final SyncRequest ASKED = SyncRequest.of(HEART_RATE).in(WEEK);

    @TempDir
    Path folder;

    private Bench bench(ScriptedVendor vendor) {
        return new Bench(folder.resolve("health.db"), vendor);
    }

    @Test
    void aPlanFetchesNothingAndTheSyncDoesWhatItSaid() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(2));
        try (Bench bench = bench(vendor)) {
            SyncPlan plan = bench.warehouse.plan(ASKED);
            assertThat(vendor.asked).isEmpty();
            assertThat(plan.expectedCalls()).isEqualTo(4);
            assertThat(plan.gaps()).singleElement().satisfies(gap -> {
                assertThat(gap.gap().range()).isEqualTo(WEEK);
                assertThat(gap.gap().reason()).isEqualTo(GapReason.NEVER_FETCHED);
            });

            assertThat(bench.sync(ASKED).calls()).isEqualTo(4);
            assertThat(vendor.asked)
                    .containsExactlyInAnyOrderElementsOf(plan.chunks().stream()
                            .map(SyncPlan.PlannedChunk::range)
                            .toList());
        }
    }

    @Test
    void theNewestIsFetchedFirst() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));
        Bench bench = new Bench(
                folder.resolve("health.db"), vendor, SyncSettings.DEFAULT.lanes(1), new ManualClock(Bench.NOW));
        try (bench) {
            var unused = bench.sync(ASKED);
            assertThat(vendor.asked).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        }
    }

    @Test
    void ofALongRangeTheNewestMonthIsFetchedFirstAndEachMonthFromItsStart() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));
        Bench bench = new Bench(
                folder.resolve("health.db"), vendor, SyncSettings.DEFAULT.lanes(1), new ManualClock(Bench.NOW));
        try (bench) {
            TimeRange seventy = new TimeRange(START, START.plus(Duration.ofDays(70)));
            var unused = bench.sync(SyncRequest.of(HEART_RATE).in(seventy));

            assertThat(vendor.asked).hasSize(70);
            assertThat(vendor.asked.subList(0, 31))
                    .isSorted()
                    .last()
                    .extracting(TimeRange::end)
                    .isEqualTo(seventy.end());
            assertThat(vendor.asked.subList(31, 62)).isSorted();
            assertThat(vendor.asked.get(69).end()).isEqualTo(START.plus(Duration.ofDays(8)));
        }
    }

    @Test
    void settledTimeIsNeverAskedAgain() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).calls()).isEqualTo(1);
            bench.clock.advance(Duration.ofDays(1000));

            SyncReport again = bench.sync(ASKED);

            assertThat(again.calls()).isZero();
            assertThat(again.isComplete()).isTrue();
            assertThat(again.jobs()).isEmpty();
        }
    }

    @Test
    void extendingARangeAsksForTheAdditionOnly() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        try (Bench bench = bench(vendor)) {
            var unused = bench.sync(ASKED);
            TimeRange longer = new TimeRange(START.minus(Duration.ofDays(3)), WEEK.end());

            assertThat(bench.sync(SyncRequest.of(HEART_RATE).in(longer)).calls())
                    .isEqualTo(1);
            assertThat(vendor.asked.get(1)).isEqualTo(new TimeRange(longer.start(), START));
        }
    }

    @Test
    void theLastTwoHoursAreAlwaysAskedAgainAndOlderProvisionalTimeOnlyDaily() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        try (Bench bench = bench(vendor)) {
            SyncRequest lastDays = SyncRequest.of(HEART_RATE).last(Duration.ofDays(3));
            var first = bench.sync(lastDays);
            bench.clock.advance(Duration.ofMinutes(10));

            var second = bench.sync(lastDays);

            assertThat(first.calls()).isEqualTo(1);
            assertThat(second.calls()).isEqualTo(1);
            assertThat(vendor.asked.get(1).start()).isBetween(Bench.NOW.minus(Duration.ofHours(2)), Bench.NOW);

            bench.clock.advance(Duration.ofDays(1));
            var third = bench.sync(lastDays);
            assertThat(third.calls()).isEqualTo(1);
            assertThat(vendor.asked.get(2).duration()).isGreaterThan(Duration.ofDays(2));
        }
    }

    @Test
    void nothingAfterTheMomentOfAskingIsClaimedEvenIfTheServersClockIsBehind() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        vendor.serverDate = Optional.of(Bench.NOW.minus(Duration.ofHours(5)));
        try (Bench bench = bench(vendor)) {
            var unused = bench.sync(SyncRequest.of(HEART_RATE).last(Duration.ofDays(2)));

            Coverage coverage = bench.warehouse
                    .coverage(HEART_RATE, new TimeRange(Bench.NOW.minus(Duration.ofDays(2)), Bench.NOW))
                    .get(0);
            assertThat(coverage.in(CoverageState.NOT_FETCHED).ranges())
                    .containsExactly(new TimeRange(Bench.NOW.minus(Duration.ofHours(5)), Bench.NOW));
        }
    }

    @Test
    void anAnswerWithoutAClaimIsStoredButNotHeld() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        var scripted = vendor.then((request, context) -> vendor.page(request, context, "claimless"));
        try (Bench bench = bench(scripted)) {
            var unused = bench.sync(ASKED);
            assertThat(bench.stored(HEART_RATE, WEEK)).hasSize(7 * 24);
            assertThat(bench.warehouse.plan(ASKED).expectedCalls()).isEqualTo(1);
        }
    }

    @Test
    void coverageIsWrittenOnlyWithTheLastPageOfAListing() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        var unused = vendor.reading("first", sink -> ScriptedVendor.more(sink, "page-2"))
                .then((request, context) -> vendor.page(request, context, "first"))
                .then((request, context) -> {
                    assertThat(request.page().orElseThrow().value()).isEqualTo("page-2");
                    throw new org.healthwarehouse.connector.FetchException(
                            new org.healthwarehouse.model.Failure.NoPermission("in the middle"));
                });
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.jobs().get(0).state()).isEqualTo(JobState.FAILED);
            assertThat(bench.warehouse.plan(ASKED).expectedCalls()).isEqualTo(1);
        }
    }

    @Test
    void aPageTokenThatComesAgainEndsTheListingWithAnError() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        var unused = vendor.reading("same", sink -> ScriptedVendor.more(sink, "again"));
        for (int i = 0; i < 9; i++) {
            unused = vendor.then((request, context) -> vendor.page(request, context, "same"));
        }
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.calls()).isEqualTo(2);
            assertThat(report.jobs().get(0).failed().get(0).message()).contains("page token");
        }
    }

    @Test
    void paddingIsAskedForButNotClaimed() {
        FeedSpec plain = FeedSpec.of(new FeedId("padded"), HEART_RATE, FetchLimits.window(Duration.ofDays(7)));
        FeedSpec padded = new FeedSpec(
                plain.id(),
                plain.axis(),
                plain.yields(),
                plain.primaryFor(),
                plain.limits(),
                plain.selection(),
                Duration.ofHours(6),
                true,
                plain.settling());
        ScriptedVendor vendor = new ScriptedVendor().feed(padded, HEART_RATE);
        try (Bench bench = bench(vendor)) {
            var unused = bench.sync(ASKED);

            assertThat(vendor.asked)
                    .containsExactly(new TimeRange(
                            WEEK.start().minus(Duration.ofHours(6)), WEEK.end().plus(Duration.ofHours(6))));
            TimeRange wider = new TimeRange(
                    WEEK.start().minus(Duration.ofDays(1)), WEEK.end().plus(Duration.ofDays(1)));
            assertThat(bench.warehouse
                            .coverage(HEART_RATE, wider)
                            .get(0)
                            .in(CoverageState.NOT_FETCHED)
                            .duration())
                    .isEqualTo(Duration.ofDays(2));
        }
    }

    @Test
    void aForcedSyncAsksForEverythingAgainOnce() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));
        try (Bench bench = bench(vendor)) {
            var unused = bench.sync(ASKED);
            bench.clock.advance(Duration.ofSeconds(1));
            vendor.value = 61;

            assertThat(bench.sync(ASKED.forced()).calls()).isEqualTo(7);
            assertThat(bench.sync(ASKED).calls()).isZero();
            assertThat(bench.warehouse
                            .samples(HEART_RATE)
                            .between(WEEK.start(), WEEK.end())
                            .read()
                            .data()
                            .values())
                    .containsOnly(61.0);
        }
    }

    @Test
    void resumingACompletedJobMakesNoCallAndSaysSo() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        try (Bench bench = bench(vendor)) {
            JobId job = bench.sync(ASKED).jobs().get(0).job();

            SyncReport report = bench.warehouse.resume(job).await();

            assertThat(report.calls()).isZero();
            assertThat(report.jobs().get(0).note()).contains("already completed");
        }
    }

    @Test
    void resumingAnUnknownJobIsRefused() {
        try (Bench bench = bench(ScriptedVendor.heartRate(Duration.ofDays(7)))) {
            assertThatThrownBy(() -> bench.warehouse.resume(new JobId("nobody")))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("nobody");
        }
    }

    @Test
    void aCancelledJobKeepsWhatItHasAndCanBeResumed() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));
        try (Bench bench = bench(vendor)) {
            SyncRun run = bench.warehouse.sync(ASKED);
            while (vendor.asked.size() < 3) {
                var unused = bench.scheduler.runOne();
            }
            run.cancel();
            SyncReport.JobReport job = run.await().jobs().get(0);

            assertThat(job.state()).isEqualTo(JobState.CANCELLED);
            assertThat(job.chunksDone()).isBetween(1, 6);
            SyncReport rest = bench.warehouse.resume(job.job()).await();
            assertThat(rest.isComplete()).isTrue();
            assertThat(rest.calls()).isEqualTo(7 - job.chunksDone());
        }
    }

    @Test
    void closingPausesWhatRunsAndAnotherWarehouseResumesIt() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));
        JobId job;
        try (Bench bench = bench(vendor)) {
            SyncRun run = bench.warehouse.sync(ASKED);
            job = run.jobs().get(0);
            while (vendor.asked.size() < 2) {
                var unused = bench.scheduler.runOne();
            }
            bench.warehouse.close();
            assertThat(run.await().jobs().get(0).state()).isEqualTo(JobState.PAUSED);
        }
        try (Bench bench = bench(vendor)) {
            SyncJob stored = bench.warehouse.jobs().get(0);
            assertThat(stored.state()).isEqualTo(JobState.PAUSED);
            assertThat(bench.warehouse.resume(job).await().isComplete()).isTrue();
        }
    }

    @Test
    void twoWarehousesOnOneFileNeverFetchOneRangeTwice() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));
        ManualClock clock = new ManualClock(Bench.NOW);
        SeededScheduler scheduler = new SeededScheduler(clock, new SplittableRandom(3));
        Path file = folder.resolve("health.db");
        try (Bench one = new Bench(file, vendor, SyncSettings.DEFAULT, clock, scheduler);
                Bench other = new Bench(file, vendor, SyncSettings.DEFAULT, clock, scheduler)) {
            SyncRun first = one.warehouse.sync(ASKED);
            SyncRun second = other.warehouse.sync(ASKED);

            assertThat(first.await().isComplete()).isTrue();
            assertThat(second.await().isComplete()).isTrue();
            assertThat(vendor.asked).hasSize(7).doesNotHaveDuplicates();
        }
    }

    @Test
    void aJobKnowsWhatItWasAskedFor() {
        ScriptedVendor vendor =
                ScriptedVendor.heartRate(Duration.ofDays(7)).feed(STEPS, FetchLimits.window(Duration.ofDays(7)));
        try (Bench bench = bench(vendor)) {
            var unused = bench.sync(SyncRequest.of(HEART_RATE, STEPS).in(WEEK));

            SyncJob job = bench.warehouse.jobs().get(0);
            assertThat(job.state()).isEqualTo(JobState.COMPLETED);
            assertThat(job.plan().types()).containsExactly("heart_rate", "steps");
            assertThat(job.plan().range()).isEqualTo(WEEK);
            assertThat(job.progress()).isEqualTo(1);
        }
    }

    @Test
    void everyMomentOfARangeIsInExactlyOneState() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        try (Bench bench = bench(vendor)) {
            var unused = bench.sync(SyncRequest.of(HEART_RATE).last(Duration.ofDays(10)));
            TimeRange asked = new TimeRange(Bench.NOW.minus(Duration.ofDays(12)), Bench.NOW);

            List<Coverage.Span> spans =
                    bench.warehouse.coverage(HEART_RATE, asked).get(0).spans();

            assertThat(spans.get(0).range().start()).isEqualTo(asked.start());
            assertThat(spans.get(spans.size() - 1).range().end()).isEqualTo(asked.end());
            for (int i = 1; i < spans.size(); i++) {
                assertThat(spans.get(i).range().start())
                        .isEqualTo(spans.get(i - 1).range().end());
            }
            assertThat(spans.stream().map(Coverage.Span::state).distinct())
                    .containsExactly(CoverageState.NOT_FETCHED, CoverageState.DATA, CoverageState.PROVISIONAL);
        }
    }

    @Test
    void aJobCanBeResumedTheMomentItsReportIsThere() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));
        vendor.broken = range -> vendor.asked.size() < 100;
        try (Bench bench = bench(vendor)) {
            SyncRun run = bench.warehouse.sync(ASKED);
            var resumed = run.future().thenApply(report -> {
                vendor.broken = range -> false;
                return bench.warehouse.resume(report.jobs().get(0).job());
            });
            assertThat(bench.scheduler.await(resumed, Duration.ofDays(1))).isTrue();
            assertThat(resumed.join().await().isComplete()).isTrue();
        }
    }

    @Test
    void anEmptyDayIsAskedOnceMoreThirtyDaysAfterItsEndAndThenNeverAgain() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));
        vendor.empty = true;
        Instant midnight = Instant.parse("2026-06-01T00:00:00Z");
        SyncRequest day = SyncRequest.of(HEART_RATE).between(midnight, midnight.plus(Duration.ofDays(1)));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(day).calls()).isEqualTo(1);
            assertThat(bench.sync(day).calls()).as("not due yet").isZero();
            bench.clock.set(midnight.plus(Duration.ofDays(31)));
            vendor.empty = false;

            assertThat(bench.sync(day).calls())
                    .as("due, and the phone was found")
                    .isEqualTo(1);
            assertThat(bench.stored(HEART_RATE, new TimeRange(midnight, midnight.plus(Duration.ofDays(1)))))
                    .hasSize(24);
            bench.clock.advance(Duration.ofDays(100));
            assertThat(bench.sync(day).calls()).isZero();
        }
    }
}
