package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.sync.SyncEvent;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor that is slow or cannot be reached. */
class ConnectionFailuresTest {
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
    void whileTheVendorIsGoneEachNewJobMakesOneCall() {
        ScriptedVendor vendor = days().thenFail(50, NO_CONNECTION);
        try (Bench bench = bench(vendor)) {
            SyncReport.JobReport first = bench.sync(ASKED).jobs().get(0);
            for (int i = 0; i < 3; i++) {
                SyncReport.JobReport next = bench.sync(ASKED.forced()).jobs().get(0);
                assertThat(next.state()).isEqualTo(JobState.PAUSED);
                assertThat(next.calls()).isEqualTo(1);
                assertThat(next.failed()).isEmpty();
            }
            assertThat(bench.warehouse.resume(first.job()).await().calls()).isEqualTo(1);
        }
    }

    @Test
    void oneCallThatIsAnsweredLetsAllOthersThrough() {
        ScriptedVendor vendor = days().thenFail(5, NO_CONNECTION);
        try (Bench bench = bench(vendor)) {
            SyncReport.JobReport job = bench.sync(ASKED).jobs().get(0);
            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            assertThat(vendor.asked).hasSize(5);

            assertThat(bench.warehouse.resume(job.job()).await().isComplete()).isTrue();
        }
    }

    @Test
    void readsLeaveAVendorThatIsGoneAloneUntilItIsTimeToProbe() {
        ScriptedVendor vendor = days();
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(SyncRequest.of(HEART_RATE).in(new TimeRange(START, START.plus(Duration.ofDays(1)))))
                            .isComplete())
                    .isTrue();
            var unused = vendor.thenFail(5, NO_CONNECTION);
            assertThat(bench.sync(ASKED).isComplete()).isFalse();
            int asked = vendor.asked.size();

            var stale = bench.warehouse
                    .samples(HEART_RATE)
                    .between(WEEK.start(), WEEK.end())
                    .read()
                    .freshness();
            assertThat(stale.origin()).isEqualTo(org.healthwarehouse.Freshness.Origin.STALE);
            assertThat(stale.error()).contains(NO_CONNECTION);
            assertThat(vendor.asked).hasSize(asked);

            bench.clock.advance(Duration.ofSeconds(30));
            assertThat(bench.warehouse
                            .samples(HEART_RATE)
                            .between(WEEK.start(), WEEK.end())
                            .read()
                            .freshness()
                            .freshEnough())
                    .isTrue();
        }
    }
}
