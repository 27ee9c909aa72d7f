package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncRun;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops a job, and what is left of it. */
class FailuresTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(100));
    private static final TimeRange WEEK = new TimeRange(START, START.plus(Duration.ofDays(7)));
    private static final SyncRequest ASKED = SyncRequest.of(HEART_RATE).in(WEEK);
    private static final Failure TIMED_OUT = new Failure.TimedOut("too slow");

    @TempDir
    Path folder;

    private Bench bench(ScriptedVendor vendor) {
        return new Bench(folder.resolve("health.db"), vendor);
    }

    private static ScriptedVendor days() {
        return ScriptedVendor.heartRate(Duration.ofDays(1));
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
