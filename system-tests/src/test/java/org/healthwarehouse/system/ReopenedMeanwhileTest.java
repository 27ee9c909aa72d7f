package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.BODY_MASS;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.coverage.CoverageState;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time that somebody opens again while an answer about it is on its way. */
class ReopenedMeanwhileTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(60));
    private static final TimeRange WEEK = new TimeRange(START, START.plus(Duration.ofDays(7)));
    private static final TimeRange DAY = new TimeRange(START.plus(Duration.ofDays(2)), START.plus(Duration.ofDays(3)));
    private static final TimeRange LATELY = new TimeRange(Bench.NOW.minus(Duration.ofDays(3)), Bench.NOW);

    @TempDir
    Path folder;

    private final ScriptedVendor vendor =
            ScriptedVendor.heartRate(Duration.ofDays(7)).feed(STEPS, FetchLimits.window(Duration.ofDays(7)));
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder.resolve("health.db"), vendor);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** While the next answer is on its way the type is opened again; the answer still has the value of before. */
    private void meanwhile(DataType type, TimeRange range) {
        vendor.then((request, context) -> {
            var old = vendor.page(request, context, "ok");
            var unused = bench.warehouse.reopen(type, range);
            vendor.value = 61;
            return old;
        });
    }

    private SyncReport sync(TimeRange range) {
        SyncReport report = bench.sync(SyncRequest.of(HEART_RATE).in(range));
        assertThat(report.isComplete()).isTrue();
        return report;
    }

    private TimeRangeSet provisional(TimeRange range) {
        return bench.warehouse.coverage(HEART_RATE, range).get(0).in(CoverageState.PROVISIONAL);
    }

    @Test
    void whatWasNeverFetchedIsAskedForOnceMoreAndSettlesByThat() {
        meanwhile(HEART_RATE, DAY);

        SyncReport report = sync(WEEK);

        assertThat(vendor.asked).containsExactly(WEEK, WEEK);
        assertThat(report.calls()).isEqualTo(2);
        assertThat(bench.stored(HEART_RATE, WEEK)).containsOnly(61.0);
        assertThat(provisional(WEEK)).isEqualTo(TimeRangeSet.EMPTY);
        assertThat(sync(WEEK).calls()).isZero();
    }

    @Test
    void whatIsProvisionalIsAskedForOnceMore() {
        var unused = sync(LATELY);
        bench.clock.advance(Duration.ofDays(1));
        int before = vendor.asked.size();
        meanwhile(HEART_RATE, LATELY);

        var unusedAgain = sync(LATELY);

        assertThat(vendor.asked.subList(before, vendor.asked.size())).hasSize(2);
        assertThat(bench.stored(HEART_RATE, LATELY)).containsOnly(61.0);
    }

    @Test
    void whatIsSettledIsAskedForOnceMoreThoughItIsBeingAskedForAgain() {
        var unused = sync(WEEK);
        var unusedOpened = bench.warehouse.reopen(HEART_RATE, DAY);
        meanwhile(HEART_RATE, DAY);

        var unusedAgain = sync(WEEK);

        assertThat(vendor.asked).containsExactly(WEEK, DAY, DAY);
        assertThat(bench.stored(HEART_RATE, DAY)).containsOnly(61.0);
        assertThat(sync(WEEK).calls()).isZero();
    }

    @Test
    void whatOtherFeedsAndTimesAreAskedForIsLeftAlone() {
        meanwhile(STEPS, WEEK);
        var unused = sync(WEEK);
        assertThat(vendor.asked).containsExactly(WEEK);
        TimeRange next = new TimeRange(WEEK.end(), WEEK.end().plus(Duration.ofDays(7)));
        meanwhile(HEART_RATE, WEEK);

        unused = sync(next);

        assertThat(vendor.asked).containsExactly(WEEK, next);
        assertThat(provisional(WEEK)).as("it was opened all the same").isEqualTo(TimeRangeSet.of(WEEK));
    }

    @Test
    void whatTheSourceDoesNotOfferLeavesTheAnswersOfItsOtherFeedsAlone() {
        meanwhile(BODY_MASS, WEEK);

        assertThat(sync(WEEK).calls()).isEqualTo(1);

        assertThat(vendor.asked).containsExactly(WEEK);
        assertThat(provisional(WEEK)).isEqualTo(TimeRangeSet.EMPTY);
        assertThat(sync(WEEK).calls()).isZero();
    }

    @Test
    void anotherUsersAnswerIsLeftAlone() {
        vendor.then((request, context) -> {
            var unused = bench.warehouse.reopen(UserId.of("bob"), Set.of(ScriptedVendor.SOURCE), HEART_RATE, WEEK);
            return vendor.page(request, context, "ok");
        });

        assertThat(sync(WEEK).calls()).isEqualTo(1);
    }
}
