package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor that wants to be asked less. */
class RateLimitTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(100));
    private static final TimeRange WEEK = new TimeRange(START, START.plus(Duration.ofDays(7)));
    private static final SyncRequest ASKED = SyncRequest.of(HEART_RATE).in(WEEK);

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
    void aPauseLongerThanTheRunMayLastPausesTheJobAtOnce() {
        ScriptedVendor vendor = days().thenFail(new Failure.RateLimited("tomorrow", Optional.of(Duration.ofHours(24))));
        try (Bench bench = bench(vendor)) {
            SyncReport.JobReport job = bench.sync(ASKED).jobs().get(0);

            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            assertThat(job.stoppedBy().orElseThrow()).isInstanceOf(Failure.RateLimited.class);
            assertThat(job.note()).contains("86400 s", "of 7 parts are saved", "Resume with job " + job.job());
            assertThat(bench.clock.instant()).isBefore(Bench.NOW.plusSeconds(5));

            assertThat(bench.warehouse.resume(job.job()).await().calls()).isZero();
            bench.clock.advance(Duration.ofDays(1));
            assertThat(bench.warehouse.resume(job.job()).await().isComplete()).isTrue();
        }
    }

    @Test
    void aPauseThatEndsBeforeTheRunDoesIsWaitedFor() {
        ScriptedVendor vendor = days().thenFail(new Failure.RateLimited("later", Optional.of(Duration.ofMinutes(119))));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            assertThat(bench.clock.instant()).isAfter(Bench.NOW.plus(Duration.ofMinutes(119)));
        }
    }

    @Test
    void aReadDoesNotWaitForALongRetryAfterButAnswersWhatIsStored() {
        ScriptedVendor vendor = days();
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(SyncRequest.of(HEART_RATE).in(new TimeRange(START, START.plus(Duration.ofDays(1)))))
                            .isComplete())
                    .isTrue();
            var unused = vendor.thenFail(new Failure.RateLimited("later", Optional.of(Duration.ofHours(1))));

            var freshness = bench.warehouse
                    .samples(HEART_RATE)
                    .between(WEEK.start(), WEEK.end())
                    .read()
                    .freshness();

            assertThat(freshness.origin()).isEqualTo(org.healthwarehouse.Freshness.Origin.STALE);
            assertThat(freshness.error().orElseThrow()).isInstanceOf(Failure.RateLimited.class);
            assertThat(freshness.recordCount()).isEqualTo(24);
            assertThat(bench.clock.instant()).isBefore(Bench.NOW.plusSeconds(10));
        }
    }

    @Test
    void allUsersOfAnApplicationWaitForOneOfThem() {
        ScriptedVendor vendor = days().thenFail(new Failure.RateLimited("later", Optional.of(Duration.ofMinutes(10))));
        try (Bench bench = bench(vendor)) {
            SyncRun first = bench.warehouse.sync(ASKED);
            while (vendor.asked.isEmpty()) {
                var unused = bench.scheduler.runOne();
            }
            assertThat(bench.sync(ASKED.user(UserId.of("ben"))).isComplete()).isTrue();
            assertThat(first.await().isComplete()).isTrue();
            assertThat(vendor.askedAt.subList(1, vendor.askedAt.size()))
                    .allMatch(at -> !at.isBefore(Bench.NOW.plus(Duration.ofMinutes(10))));
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
    void aClockThatIsSetBackDoesNotMakeAPauseLonger() {
        ScriptedVendor vendor =
                days().thenFail(new Failure.RateLimited("slow down", Optional.of(Duration.ofSeconds(60))));
        try (Bench bench = bench(vendor)) {
            bench.clock.set(Bench.NOW.plus(Duration.ofDays(3)));
            SyncRun ahead = bench.warehouse.sync(ASKED);
            while (vendor.asked.isEmpty()) {
                var unused = bench.scheduler.runOne();
            }
            ahead.cancel();
            var unused = ahead.await();
            bench.clock.set(Bench.NOW);

            assertThat(bench.sync(ASKED.user(UserId.of("ben"))).isComplete()).isTrue();
            assertThat(bench.clock.instant()).isBefore(Bench.NOW.plus(Duration.ofMinutes(5)));
        }
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyWaitingForLongerThanTheSpacing() {
        ScriptedVendor vendor = days();
        vendor.budget = new Budget("scripted", List.of(), Duration.ofSeconds(1), 4, 0);
        try (Bench bench = bench(vendor)) {
            bench.clock.set(Bench.NOW.plus(Duration.ofDays(1)));
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            bench.clock.set(Bench.NOW);

            assertThat(bench.sync(ASKED.user(UserId.of("ben"))).isComplete()).isTrue();
            assertThat(bench.clock.instant()).isBefore(Bench.NOW.plus(Duration.ofMinutes(5)));
        }
    }
}
