package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Budget.Allowance;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.SyncFinding;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vendors that allow so many calls in a time, and say how many are left. */
class QuotaTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(100));
    private static final Duration DAY = Duration.ofDays(1);
    private static final TimeRange WEEK = new TimeRange(START, START.plus(Duration.ofDays(7)));
    private static final SyncRequest ASKED = SyncRequest.of(HEART_RATE).in(WEEK);

    @TempDir
    Path folder;

    private Bench bench(ScriptedVendor vendor) {
        return new Bench(folder.resolve("health.db"), vendor);
    }

    private static ScriptedVendor allowing(Allowance... allowances) {
        return allowing(0, allowances);
    }

    private static ScriptedVendor allowing(double readReserve, Allowance... allowances) {
        ScriptedVendor vendor = ScriptedVendor.heartRate(DAY);
        vendor.budget = new Budget("app", List.of(allowances), Duration.ZERO, 3, readReserve);
        return vendor;
    }

    private static Allowance daily(int calls) {
        return new Allowance(calls, DAY);
    }

    @Test
    void aSyncWaitsForAMinuteToHaveRoomAndEnds() {
        Duration minute = Duration.ofMinutes(1);
        ScriptedVendor vendor = allowing(new Allowance(3, minute));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();

            assertThat(vendor.askedAt).hasSize(7);
            for (int i = 3; i < 7; i++) {
                assertThat(Duration.between(vendor.askedAt.get(i - 3), vendor.askedAt.get(i)))
                        .isGreaterThanOrEqualTo(minute);
            }
        }
    }

    @Test
    void callsStartSomeTimeApart() {
        ScriptedVendor vendor = ScriptedVendor.heartRate(DAY);
        vendor.budget = new Budget("app", List.of(), Duration.ofSeconds(2), 3, 0);
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();

            for (int i = 1; i < 7; i++) {
                assertThat(Duration.between(vendor.askedAt.get(i - 1), vendor.askedAt.get(i)))
                        .isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_900));
            }
        }
    }

    @Test
    void aDayThatIsUsedUpPausesTheJobAndItsNoteSaysWhenItGoesOn() {
        ScriptedVendor vendor = allowing(daily(5));
        try (Bench bench = bench(vendor)) {
            SyncReport.JobReport job = bench.sync(ASKED).jobs().get(0);

            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            assertThat(job.chunksDone()).isEqualTo(5);
            Failure.QuotaExhausted failure =
                    (Failure.QuotaExhausted) job.stoppedBy().orElseThrow();
            Instant freeAt = failure.freeAt().orElseThrow();
            assertThat(freeAt)
                    .isBetween(Bench.NOW.plus(DAY), Bench.NOW.plus(DAY).plus(Duration.ofMinutes(15)));
            assertThat(failure.message()).contains("5 calls in PT24H", freeAt.toString());
            assertThat(job.note())
                    .contains(
                            freeAt.toString(),
                            "5 of 7 parts are saved",
                            job.job().value());

            assertThat(bench.warehouse.resume(job.job()).await().calls()).isZero();
            bench.clock.set(freeAt);
            assertThat(bench.warehouse.resume(job.job()).await().isComplete()).isTrue();
            assertThat(vendor.asked).hasSize(7);
        }
    }

    @Test
    void aRestartDoesNotGiveTheDayBack() {
        ScriptedVendor vendor = allowing(daily(2));
        for (int start = 0; start < 4; start++) {
            try (Bench bench = bench(vendor)) {
                assertThat(bench.sync(ASKED).jobs().get(0).state()).isEqualTo(JobState.PAUSED);
            }
        }
        assertThat(vendor.asked).hasSize(2);
    }

    @Test
    void syncsLeaveTheReserveToReadsAndAReadWithoutCallsAnswersWhatIsStored() {
        ScriptedVendor vendor = allowing(0.4, daily(5));
        try (Bench bench = bench(vendor)) {
            SyncReport.JobReport job = bench.sync(ASKED).jobs().get(0);
            assertThat(job.calls()).isEqualTo(3);
            assertThat(job.stoppedBy().orElseThrow().message()).contains("kept for reads");

            Freshness live = read(bench, WEEK.start(), WEEK.start().plus(DAY)).freshness();
            assertThat(live.freshEnough()).isTrue();
            assertThat(vendor.asked).hasSize(4);

            Freshness half = read(bench, WEEK.start(), WEEK.end()).freshness();
            assertThat(vendor.asked).hasSize(5);
            assertThat(half.origin()).isEqualTo(Freshness.Origin.STALE);
            assertThat(half.error().orElseThrow()).isInstanceOf(Failure.QuotaExhausted.class);

            Instant before = bench.clock.instant();
            Freshness none = read(bench, WEEK.start(), WEEK.end()).freshness();
            assertThat(vendor.asked).hasSize(5);
            assertThat(none.origin()).isEqualTo(Freshness.Origin.STALE);
            assertThat(none.error().orElseThrow()).isInstanceOf(Failure.QuotaExhausted.class);
            assertThat(none.recordCount()).isPositive();
            assertThat(Duration.between(before, bench.clock.instant())).isLessThan(Duration.ofSeconds(1));
        }
    }

    private static org.healthwarehouse.Reading<?> read(Bench bench, Instant from, Instant to) {
        return bench.warehouse.samples(HEART_RATE).between(from, to).read();
    }

    @Test
    void usersOfOneApplicationShareItsAllowance() {
        ScriptedVendor vendor = allowing(daily(9));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED.user(UserId.of("anna"))).isComplete()).isTrue();
            SyncReport.JobReport second =
                    bench.sync(ASKED.user(UserId.of("ben"))).jobs().get(0);

            assertThat(second.calls()).isEqualTo(2);
            assertThat(second.stoppedBy().orElseThrow()).isInstanceOf(Failure.QuotaExhausted.class);
        }
    }

    @Test
    void aSecondCallForOnePageGoesAheadAndIsCounted() {
        ScriptedVendor vendor = allowing(daily(3));
        var unusedVendor = vendor.then((request, context) -> {
            for (int i = 0; i < 4; i++) {
                var unused = context.transport().send(VendorRequest.get(URI.create("http://127.0.0.1/more")));
            }
            return vendor.page(request, context, "ok");
        });
        try (Bench bench = bench(vendor)) {
            SyncReport.JobReport job = bench.sync(ASKED).jobs().get(0);

            assertThat(job.stoppedBy().orElseThrow()).isInstanceOf(Failure.QuotaExhausted.class);
            assertThat(job.chunksDone()).isEqualTo(1);
            assertThat(job.calls()).isEqualTo(5);
        }
    }

    @Test
    void aSourceWithoutLongWindowsCostsTheStoreNothing() {
        ScriptedVendor vendor = allowing(new Allowance(100, Duration.ofMinutes(1)));
        try (Bench bench = bench(vendor)) {
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            assertThat(bench.number("SELECT count(*) FROM quota_use")).isZero();
        }
    }

    @Test
    void everyCallIsCountedInTheStoreBeforeItIsMade() {
        ScriptedVendor vendor = allowing(daily(100));
        try (Bench bench = bench(vendor)) {
            var unused = vendor.then((request, context) -> {
                assertThat(bench.number("SELECT sum(calls) FROM quota_use")).isEqualTo(1);
                return vendor.page(request, context, "ok");
            });
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            assertThat(bench.number("SELECT sum(calls) FROM quota_use")).isEqualTo(7);
        }
    }

    @Test
    void ofTheOwnCountAndTheVendorsTheSmallerWins() {
        ScriptedVendor vendor = allowing(new Allowance(100, Duration.ofMinutes(1)));
        try (Bench bench = bench(vendor)) {
            bench.headers("X-RateLimit-Limit", "100", "x-ratelimit-remaining", "0", "X-RateLimit-Reset", "40");

            assertThat(bench.sync(ASKED).isComplete()).isTrue();

            for (int i = 1; i < 7; i++) {
                assertThat(Duration.between(vendor.askedAt.get(i - 1), vendor.askedAt.get(i)))
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(40));
            }
            assertThat(bench.findings).isEmpty();
        }
    }

    @Test
    void aWindowThatAlwaysEndsADayAheadIsNotCountedDownToNothing() {
        ScriptedVendor vendor = allowing(daily(100));
        try (Bench bench = bench(vendor)) {
            bench.headers("X-RateLimit-Limit", "100", "X-RateLimit-Remaining", "10", "X-RateLimit-Reset", "86400");
            for (int day = 0; day < 30; day++) {
                SyncRequest one = SyncRequest.of(HEART_RATE)
                        .in(new TimeRange(START.plus(DAY.multipliedBy(day)), START.plus(DAY.multipliedBy(day + 1))));
                assertThat(bench.sync(one).isComplete()).as("hour %s", day).isTrue();
                bench.clock.advance(Duration.ofHours(1));
            }
        }
    }

    @Test
    void theVendorsNumbersNeverRaiseTheOwn() {
        ScriptedVendor vendor = allowing(daily(2));
        try (Bench bench = bench(vendor)) {
            bench.headers("X-RateLimit-Limit", "9999", "X-RateLimit-Remaining", "9000", "X-RateLimit-Reset", "40");

            assertThat(bench.sync(ASKED).calls()).isEqualTo(2);
            assertThat(bench.findings)
                    .extracting(SyncFinding::kind)
                    .containsExactly(SyncFinding.Kind.QUOTA_CONTRADICTION);
        }
    }

    @Test
    void numbersThatContradictAreRemarkedOnceInARunAndStopNothing() {
        ScriptedVendor vendor = allowing(new Allowance(100, Duration.ofMinutes(1)));
        try (Bench bench = bench(vendor)) {
            bench.headers("X-RateLimit-Limit", "100", "X-RateLimit-Remaining", "-7", "X-RateLimit-Reset", "40");

            assertThat(bench.sync(ASKED).isComplete()).isTrue();

            assertThat(bench.findings)
                    .extracting(SyncFinding::kind)
                    .containsExactly(SyncFinding.Kind.QUOTA_CONTRADICTION);
            assertThat(bench.sync(ASKED.forced()).isComplete()).isTrue();
            assertThat(bench.findings).hasSize(2);
        }
    }
}
