package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.coverage.CoverageState;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.sync.SyncEvent;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncRun;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine does about each kind of failure. */
class FailuresTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(100));
    private static final TimeRange WEEK = new TimeRange(START, START.plus(Duration.ofDays(7)));
    private static final SyncRequest ASKED = SyncRequest.of(HEART_RATE).in(WEEK);
    private static final Failure TIMED_OUT = new Failure.TimedOut("too slow");
    private static final Failure NO_CONNECTION = new Failure.Unreachable("no route", Optional.empty());

    @TempDir
    Path folder;

    private Bench bench(ScriptedVendor vendor) {
        return new Bench(folder.resolve("health.db"), vendor);
    }

    private static ScriptedVendor days() {
        return ScriptedVendor.heartRate(Duration.ofDays(1));
    }

    @Test
    void aRateLimitedChunkIsFetchedLaterAndNotSkipped() {
        ScriptedVendor vendor =
                days().thenFail(new Failure.RateLimited("slow down", Optional.of(Duration.ofSeconds(90))));
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.isComplete()).isTrue();
            assertThat(report.calls()).isEqualTo(8);
            assertThat(vendor.askedAt.get(1)).isAfterOrEqualTo(Bench.NOW.plusSeconds(90));
        }
    }

    @Test
    void ofRetryAfterAndBackOffTheLongerWaitWins() {
        ScriptedVendor vendor =
                days().thenFail(new Failure.RateLimited("slow down", Optional.of(Duration.ofMillis(10))));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            assertThat(vendor.askedAt.get(1)).isAfterOrEqualTo(Bench.NOW.plusSeconds(1));
        }
    }

    @Test
    void rateLimitsConsumeNoAttempts() {
        ScriptedVendor vendor = days().thenFail(9, new Failure.RateLimited("slow down", Optional.empty()));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
        }
    }

    @Test
    void aChunkThatTimesOutThreeTimesIsSplitInTwo() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7)).thenFail(3, TIMED_OUT);
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.isComplete()).isTrue();
            assertThat(report.chunksTotal()).isEqualTo(2);
            assertThat(vendor.asked.subList(0, 3)).containsOnly(WEEK);
            assertThat(vendor.asked.subList(3, 5))
                    .containsExactlyInAnyOrder(
                            new TimeRange(START, START.plus(Duration.ofHours(84))),
                            new TimeRange(START.plus(Duration.ofHours(84)), WEEK.end()));
            assertThat(bench.events).anyMatch(SyncEvent.Split.class::isInstance);
        }
    }

    @Test
    void theWaitsBetweenTriesGrow() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7)).thenFail(2, TIMED_OUT);
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            Duration first = Duration.between(vendor.askedAt.get(0), vendor.askedAt.get(1));
            Duration second = Duration.between(vendor.askedAt.get(1), vendor.askedAt.get(2));
            assertThat(first).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1200));
            assertThat(second).isBetween(Duration.ofMillis(2000), Duration.ofMillis(2400));
        }
    }

    @Test
    void aChunkOfTheLeastWindowIsGivenUpAndTheOthersGoOn() {
        Duration day = Duration.ofDays(1);
        ScriptedVendor vendor =
                new ScriptedVendor().feed(HEART_RATE, new FetchLimits(Optional.of(day), day, day, Optional.empty()));
        vendor.broken = range -> range.end().equals(WEEK.end());
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.jobs().get(0).state()).isEqualTo(JobState.PARTIAL);
            assertThat(report.chunksDone()).isEqualTo(6);
            assertThat(report.jobs().get(0).failed()).singleElement().satisfies(failed -> {
                assertThat(failed.errorType()).isEqualTo("TimedOut");
                assertThat(failed.range().end()).isEqualTo(WEEK.end());
            });
            assertThat(report.completionRate()).isBetween(0.85, 0.86);
        }
    }

    @Test
    void aFailedChunkIsTriedAgainByResumeAlthoughNewerOnesAreDone() {
        ScriptedVendor vendor = days().thenFail(new Failure.NoPermission("no"));
        try (Bench bench = bench(vendor)) {
            SyncReport first = bench.sync(ASKED);
            assertThat(first.jobs().get(0).state()).isEqualTo(JobState.PARTIAL);

            SyncReport second =
                    bench.warehouse.resume(first.jobs().get(0).job()).await();

            assertThat(second.isComplete()).isTrue();
            assertThat(second.calls()).isEqualTo(1);
            assertThat(vendor.asked.get(7)).isEqualTo(vendor.asked.get(0));
        }
    }

    @Test
    void aRefusedParameterOrPermissionIsNotRetried() {
        for (Failure failure : List.of(
                new Failure.InvalidParameter("422"), new Failure.NoPermission("403"), new Failure.Unexpected("418"))) {
            ScriptedVendor vendor = days().thenFail(failure);
            try (Bench bench = new Bench(folder.resolve(failure.type() + ".db"), vendor)) {
                SyncReport report = bench.sync(ASKED);

                assertThat(report.calls()).isEqualTo(7);
                assertThat(report.jobs().get(0).failed()).hasSize(1);
                assertThat(report.jobs().get(0).failed().get(0).errorType()).isEqualTo(failure.type());
            }
        }
    }

    @Test
    void anExpiredLoginPausesTheJobAndItsNoteSaysWhatToDo() {
        ScriptedVendor vendor = days().thenFail(new Failure.AuthenticationFailed("401"));
        try (Bench bench = bench(vendor)) {
            SyncReport.JobReport job = bench.sync(ASKED).jobs().get(0);

            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            assertThat(job.note()).contains("reconnect scripted").contains("of 7 parts are saved");
            assertThat(bench.warehouse.resume(job.job()).await().isComplete()).isTrue();
        }
    }

    @Test
    void fiveFailedConnectionsInARowPauseTheJobInsteadOfBurningThroughIt() {
        ScriptedVendor vendor = days().thenFail(50, NO_CONNECTION);
        try (Bench bench = bench(vendor)) {
            SyncReport.JobReport job = bench.sync(ASKED).jobs().get(0);

            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            assertThat(job.failed()).isEmpty();
            assertThat(job.calls()).isBetween(5, 7);
        }
    }

    @Test
    void fourFailedConnectionsAreSurvived() {
        ScriptedVendor vendor = days().thenFail(4, NO_CONNECTION);
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
        }
    }

    @Test
    void aMalformedPageFailsItsChunkWithThePositionAndTheOthersGoOn() {
        ScriptedVendor vendor = days();
        var unused = vendor.then((request, context) -> vendor.page(request, context, "malformed"));
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.chunksDone()).isEqualTo(6);
            assertThat(report.jobs().get(0).failed().get(0).errorType()).isEqualTo("MalformedResponse");
            assertThat(report.jobs().get(0).failed().get(0).message()).contains("line 1, column 17");
            assertThat(bench.warehouse
                            .coverage(HEART_RATE, WEEK)
                            .get(0)
                            .in(CoverageState.FAILED)
                            .ranges())
                    .containsExactly(vendor.asked.get(0));
        }
    }

    @Test
    void aSampleThatCannotBeIsRefusedAndNothingOfItsPageIsWritten() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
            vendor.value = bad;
            try (Bench bench = new Bench(folder.resolve(bad + ".db"), vendor)) {
                SyncReport report = bench.sync(ASKED);

                assertThat(report.jobs().get(0).failed().get(0).errorType()).isEqualTo("MalformedResponse");
                assertThat(bench.stored(HEART_RATE, WEEK)).isEmpty();
                assertThat(bench.warehouse.coverage(HEART_RATE, WEEK))
                        .allMatch(coverage -> coverage.heldFraction() == 0);
            }
        }
    }

    @Test
    void whatASourceDoesNotHaveIsWrittenDownAsUnavailableAndAskedAgainADayLater() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7)).thenFail(new Failure.DataNotFound("404"));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            assertThat(bench.warehouse
                            .coverage(HEART_RATE, WEEK)
                            .get(0)
                            .in(CoverageState.UNAVAILABLE)
                            .ranges())
                    .containsExactly(WEEK);

            assertThat(bench.sync(ASKED).calls()).isZero();
            bench.clock.advance(Duration.ofDays(1));
            assertThat(bench.sync(ASKED).calls()).isEqualTo(1);
        }
    }

    @Test
    void unavailableForEverIsNeverAskedAgainByItself() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7))
                .then((request, context) -> new FetchResult.Unavailable("not recorded", Optional.empty()));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            bench.clock.advance(Duration.ofDays(300));
            assertThat(bench.sync(ASKED).calls()).isZero();
            assertThat(bench.sync(ASKED.forced()).calls()).isEqualTo(1);
        }
    }

    @Test
    void notReadyIsAskedAgainWhenTheSourceSaysSo() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7))
                .then((request, context) -> new FetchResult.NotReady(Bench.NOW.plusSeconds(10), Optional.empty()));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            assertThat(vendor.askedAt).hasSize(2);
            assertThat(vendor.askedAt.get(1)).isAfterOrEqualTo(Bench.NOW.plusSeconds(10));
        }
    }

    @Test
    void aConnectorThatThrowsFailsItsChunkOnly() {
        ScriptedVendor vendor = days().then((request, context) -> {
            throw new IllegalStateException("a bug in a connector");
        });
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.chunksDone()).isEqualTo(6);
            assertThat(report.jobs().get(0).failed().get(0).errorType()).isEqualTo("Unexpected");
        }
    }

    @Test
    void oneFailingFeedDoesNotStopAnother() {
        ScriptedVendor vendor = days().feed(STEPS, FetchLimits.window(Duration.ofDays(7)));
        var unused = vendor.then((request, context) -> {
            throw new org.healthwarehouse.connector.FetchException(new Failure.NoPermission("no"));
        });
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(SyncRequest.of(HEART_RATE, STEPS).in(WEEK));

            assertThat(report.chunksDone()).isEqualTo(7);
            assertThat(report.chunksFailed()).isEqualTo(1);
        }
    }

    @Test
    void theTimeLimitPausesTheJobAtAPageAndItCanBeResumed() {
        ScriptedVendor vendor = days();
        SyncSettings settings = SyncSettings.DEFAULT
                .maxDuration(Duration.ofSeconds(3))
                .pause(Duration.ofSeconds(2))
                .lanes(1);
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor, settings, new ManualClock(Bench.NOW))) {
            SyncReport.JobReport job = bench.sync(ASKED).jobs().get(0);

            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            assertThat(job.chunksDone()).isEqualTo(2);
            assertThat(bench.warehouse.resume(job.job()).await().jobs().get(0).chunksDone())
                    .isEqualTo(4);
        }
    }

    @Test
    void aParserThatThrowsFailsItsChunkOnlyAndKeepsTheBytes() {
        ScriptedVendor vendor = days();
        var unused = vendor.then((request, context) -> vendor.page(request, context, "crash"));
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.chunksDone()).isEqualTo(6);
            assertThat(report.jobs().get(0).failed().get(0).errorType()).isEqualTo("MalformedResponse");
        }
    }

    @Test
    void aRecordOfTheYear9999FailsItsChunkOnly() {
        ScriptedVendor vendor = days();
        var unused = vendor.reading(
                        "future",
                        sink -> sink.record(new org.healthwarehouse.connector.ParsedRecord(
                                org.healthwarehouse.model.DataTypes.WORKOUT,
                                java.util.Set.of(org.healthwarehouse.model.RecordKey.uuid("x")),
                                START,
                                Instant.parse("9999-01-01T00:00:00Z"),
                                Optional.empty(),
                                false,
                                org.healthwarehouse.model.Attributes.EMPTY)))
                .then((request, context) -> vendor.page(request, context, "future"));
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.chunksDone()).isEqualTo(6);
            assertThat(report.jobs().get(0).failed().get(0).message()).contains("9999");
        }
    }

    @Test
    void aLongRetryAfterKeepsNobodyBeyondTheTimeLimit() {
        ScriptedVendor vendor = days().thenFail(new Failure.RateLimited("tomorrow", Optional.of(Duration.ofHours(24))));
        try (Bench bench = bench(vendor)) {
            SyncReport.JobReport job = bench.sync(ASKED).jobs().get(0);

            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            assertThat(bench.clock.instant()).isEqualTo(Bench.NOW.plus(Duration.ofHours(2)));
        }
    }

    @Test
    void aReadDoesNotWaitForALongRetryAfter() {
        ScriptedVendor vendor = days().thenFail(new Failure.RateLimited("later", Optional.of(Duration.ofHours(1))));
        try (Bench bench = bench(vendor)) {
            var reading = bench.warehouse
                    .samples(HEART_RATE)
                    .between(WEEK.start(), WEEK.end())
                    .read();

            assertThat(reading.freshness().freshEnough()).isFalse();
            assertThat(bench.clock.instant()).isBeforeOrEqualTo(Bench.NOW.plusSeconds(31));
        }
    }

    @Test
    void cancellingWakesWhatWaits() {
        ScriptedVendor vendor = days().thenFail(new Failure.RateLimited("later", Optional.of(Duration.ofHours(1))));
        try (Bench bench = bench(vendor)) {
            SyncRun run = bench.warehouse.sync(ASKED);
            while (vendor.asked.isEmpty()) {
                var unused = bench.scheduler.runOne();
            }
            run.cancel();
            assertThat(run.await().jobs().get(0).state()).isEqualTo(JobState.CANCELLED);
            assertThat(bench.clock.instant()).isBefore(Bench.NOW.plusSeconds(5));
        }
    }

    @Test
    void aPausedJobGivesItsClaimsBackAtOnce() {
        ScriptedVendor vendor = days().then((request, context) -> {
            throw new org.healthwarehouse.model.StorageFailedException("the disk is full");
        });
        try (Bench bench = bench(vendor)) {
            SyncReport.JobReport job = bench.sync(ASKED).jobs().get(0);
            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            Instant before = bench.clock.instant();

            assertThat(bench.warehouse.resume(job.job()).await().isComplete()).isTrue();
            assertThat(Duration.between(before, bench.clock.instant())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void anInterruptedConnectorPausesTheJobAndTheFutureCompletes() {
        ScriptedVendor vendor = days().then((request, context) -> {
            throw new InterruptedException();
        });
        try (Bench bench = bench(vendor)) {
            SyncReport.JobReport job = bench.sync(ASKED).jobs().get(0);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(job.state()).isEqualTo(JobState.PAUSED);
        }
    }

    @Test
    void aLostClaimNeverMakesAJobComplete() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        try (Bench bench = bench(vendor)) {
            var unused = vendor.then((request, context) -> {
                // The process sleeps longer than its lease; another one takes the first day over.
                bench.clock.advance(Duration.ofMinutes(10));
                bench.takeOver(new TimeRange(START, START.plus(Duration.ofDays(1))));
                throw new org.healthwarehouse.connector.FetchException(new Failure.NoPermission("403"));
            });
            SyncReport report = bench.sync(ASKED);

            assertThat(report.isComplete()).isTrue();
            assertThat(bench.warehouse.plan(ASKED).isEmpty()).isTrue();
            assertThat(vendor.asked).hasSize(2);
        }
    }

    @Test
    void aProcessThatSleptThroughItsLeaseDoesNotAskForWhatSomebodyElseIsFetching() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));
        try (Bench bench = bench(vendor)) {
            SyncRun run = bench.warehouse.sync(ASKED);
            // The chunk is claimed; before it is asked for, the machine sleeps.
            boolean unused = bench.scheduler.runOne();
            bench.clock.advance(Duration.ofMinutes(10));
            bench.takeOver(ASKED.range(bench.clock.instant()));
            Instant otherUntil = bench.clock.instant().plus(Duration.ofMinutes(1));

            assertThat(run.await().isComplete()).isTrue();
            assertThat(vendor.askedAt).isNotEmpty().noneMatch(otherUntil::isAfter);
        }
    }

    @Test
    void theCallsOfEachFetchAreCountedOnce() {
        ScriptedVendor vendor = days();
        var unused = vendor.then((request, context) -> vendor.page(request, context, "malformed"))
                .thenFail(TIMED_OUT);
        try (Bench bench = bench(vendor)) {
            SyncReport report = bench.sync(ASKED);

            assertThat(report.calls()).isEqualTo(8);
            assertThat(bench.loggedCalls()).isEqualTo(8);
        }
    }
}
