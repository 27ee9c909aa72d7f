package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.coverage.Coverage;
import org.healthwarehouse.coverage.CoverageState;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source cannot tell, and what it failed to: how it is told, and when it is asked again. */
class UnavailableTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(60));
    private static final TimeRange WEEK = new TimeRange(START, START.plus(Duration.ofDays(7)));
    private static final TimeRange LAST_HOUR = new TimeRange(Bench.NOW.minus(Duration.ofHours(1)), Bench.NOW);
    private static final Failure NOT_FOUND = new Failure.DataNotFound("no such data");

    @TempDir
    Path folder;

    private final ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(7));

    private Bench bench() {
        return new Bench(folder.resolve("health.db"), vendor);
    }

    private static SyncRequest of(TimeRange range) {
        return SyncRequest.of(HEART_RATE).in(range);
    }

    private static Coverage coverage(Bench bench, TimeRange range) {
        return bench.warehouse.coverage(HEART_RATE, range).get(0);
    }

    /** Syncs every hour for so long and answers after how many days from the first it was asked. */
    private List<Long> daysOfCalls(Bench bench, TimeRange range, int days) {
        vendor.askedAt.clear();
        for (int hour = 0; hour < days * 24; hour++) {
            var unused = bench.sync(of(range));
            bench.clock.advance(Duration.ofHours(1));
        }
        List<Long> asked = new ArrayList<>();
        vendor.askedAt.forEach(
                at -> asked.add(Duration.between(vendor.askedAt.get(0), at).toDays()));
        return asked;
    }

    @Test
    void whatIsNotFoundIsAskedAgainAfterOneTwoFourDaysAndThenAtLeastMonthly() {
        vendor.thenFail(100, NOT_FOUND);
        try (Bench bench = bench()) {
            assertThat(daysOfCalls(bench, WEEK, 100)).containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 61L, 91L);
            assertThat(coverage(bench, WEEK).in(CoverageState.UNAVAILABLE)).isEqualTo(TimeRangeSet.of(WEEK));
        }
    }

    @Test
    void theTimeThatTheVendorNamesWins() {
        Instant told = Bench.NOW.plus(Duration.ofHours(3));
        vendor.thenFail(NOT_FOUND)
                .then((request, context) -> new FetchResult.Unavailable("not ready", Optional.of(told)));
        try (Bench bench = bench()) {
            var unusedFirst = bench.sync(of(WEEK));
            bench.clock.advance(Duration.ofDays(1));
            Instant second = bench.clock.instant();
            vendor.then((request, context) ->
                    new FetchResult.Unavailable("not ready", Optional.of(second.plus(Duration.ofHours(3)))));
            var unused = bench.sync(of(WEEK));

            bench.clock.advance(Duration.ofHours(2));
            assertThat(bench.sync(of(WEEK)).calls()).isEqualTo(1);
            bench.clock.advance(Duration.ofHours(1));
            assertThat(bench.sync(of(WEEK)).calls()).isEqualTo(1);
            assertThat(coverage(bench, WEEK).in(CoverageState.DATA)).isEqualTo(TimeRangeSet.of(WEEK));
        }
    }

    @Test
    void whatIsHeldStaysHeldAndIsNotAskedAtEverySyncWhileTheSourceCannotTell() {
        try (Bench bench = bench()) {
            var unused = bench.sync(of(LAST_HOUR));
            int stored = bench.stored(HEART_RATE, LAST_HOUR).size();
            bench.clock.advance(Duration.ofMinutes(10));
            vendor.thenFail(100, NOT_FOUND);

            assertThat(daysOfCalls(bench, LAST_HOUR, 10)).containsExactly(0L, 1L, 3L, 7L);

            assertThat(bench.stored(HEART_RATE, LAST_HOUR)).hasSize(stored);
            assertThat(coverage(bench, LAST_HOUR).in(CoverageState.PROVISIONAL)).isEqualTo(TimeRangeSet.of(LAST_HOUR));
        }
    }

    @Test
    void onceTheSourceTellsTheBackOffIsForgotten() {
        vendor.thenFail(3, NOT_FOUND);
        try (Bench bench = bench()) {
            assertThat(daysOfCalls(bench, WEEK, 20)).containsExactly(0L, 1L, 3L, 7L);
            assertThat(coverage(bench, WEEK).in(CoverageState.DATA)).isEqualTo(TimeRangeSet.of(WEEK));
        }
    }

    @Test
    void aFailureIsToldOverWhatIsNotHeldAndGoneWithTheNextSuccess() {
        vendor.thenFail(new Failure.InvalidParameter("refused"));
        try (Bench bench = bench()) {
            var unusedFailed = bench.sync(of(WEEK));

            assertThat(coverage(bench, WEEK).in(CoverageState.FAILED)).isEqualTo(TimeRangeSet.of(WEEK));
            assertThat(coverage(bench, WEEK).spans().get(0).detail()).contains("InvalidParameter", "refused");
            assertThat(bench.warehouse.plan(of(WEEK)).gaps())
                    .allMatch(gap -> gap.gap().reason() == GapReason.RETRY_AFTER_FAILURE);

            var unused = bench.sync(of(WEEK));

            assertThat(coverage(bench, WEEK).in(CoverageState.FAILED)).isEqualTo(TimeRangeSet.EMPTY);
            assertThat(coverage(bench, WEEK).in(CoverageState.DATA)).isEqualTo(TimeRangeSet.of(WEEK));
        }
    }

    @Test
    void aFailureHidesNothingThatIsHeldAndKeepsNothingFromBeingAskedAgain() {
        try (Bench bench = bench()) {
            var unused = bench.sync(of(WEEK));
            vendor.thenFail(new Failure.InvalidParameter("refused"));
            var failed = bench.sync(of(WEEK).forced());
            assertThat(failed.chunksFailed()).isEqualTo(1);

            assertThat(coverage(bench, WEEK).in(CoverageState.DATA)).isEqualTo(TimeRangeSet.of(WEEK));
            assertThat(bench.warehouse.plan(of(WEEK)).isEmpty()).isTrue();
        }
    }

    @Test
    void aSuccessInTheMiddleOfAFailureLeavesItsEdges() {
        TimeRange middle = new TimeRange(START.plus(Duration.ofDays(2)), START.plus(Duration.ofDays(4)));
        vendor.thenFail(new Failure.InvalidParameter("refused"));
        try (Bench bench = bench()) {
            var unusedFailed = bench.sync(of(WEEK));
            var unused = bench.sync(of(middle));

            assertThat(coverage(bench, WEEK).in(CoverageState.FAILED))
                    .isEqualTo(TimeRangeSet.of(WEEK).minus(TimeRangeSet.of(middle)));
        }
    }
}
