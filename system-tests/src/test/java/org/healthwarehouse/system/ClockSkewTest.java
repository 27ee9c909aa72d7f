package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.CoverageLedger;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.SyncFinding;
import org.healthwarehouse.sync.SyncPlan.StreamGap;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock here that is wrong by days, and a vendor's that is right. */
class ClockSkewTest {
    private static final Instant TRUTH = Bench.NOW;
    private static final Duration TWO_DAYS = Duration.ofDays(2);
    private static final Duration SETTLING = Duration.ofDays(7);
    private static final StreamId STREAM = new StreamId(UserId.LOCAL, ScriptedVendor.SOURCE, HEART_RATE);
    private static final SyncRequest ASKED =
            SyncRequest.of(HEART_RATE).in(new TimeRange(TRUTH.minus(Duration.ofDays(20)), TRUTH.plus(TWO_DAYS)));

    @TempDir
    Path folder;

    private final ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(30));

    private Bench bench(Instant local) {
        return new Bench(folder.resolve("health.db"), vendor, SyncSettings.DEFAULT, new ManualClock(local));
    }

    private static void serverSays(Bench bench, Instant date) {
        bench.headers("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atZone(ZoneOffset.UTC)));
    }

    private static List<CoverageEntry> ledger(Bench bench) {
        try (Snapshot snapshot = bench.storage.snapshot()) {
            return snapshot.coverage(STREAM, new TimeRange(TRUTH.minus(Duration.ofDays(400)), TRUTH.plus(TWO_DAYS)));
        }
    }

    private static Instant end(TimeRangeSet set) {
        return set.ranges().get(set.ranges().size() - 1).end();
    }

    @Test
    void underAClockTwoDaysAheadNothingAfterTheServersTimeIsClaimedOrSettledEarly() {
        try (Bench bench = bench(TRUTH.plus(TWO_DAYS))) {
            serverSays(bench, TRUTH);
            assertThat(bench.sync(ASKED).isComplete()).isTrue();

            assertThat(end(CoverageLedger.ranges(ledger(bench), line -> true))).isEqualTo(TRUTH);
            assertThat(end(CoverageLedger.ranges(ledger(bench), CoverageEntry::settled)))
                    .isEqualTo(TRUTH.minus(SETTLING));
            assertThat(ledger(bench)).allMatch(line -> !line.fetchedAt().isAfter(TRUTH));
        }
    }

    @Test
    void onceTheClockIsRightEverythingThatWasNotTrulyFetchedIsAskedAndNothingElse() {
        try (Bench bench = bench(TRUTH.plus(TWO_DAYS))) {
            serverSays(bench, TRUTH);
            assertThat(bench.sync(ASKED).isComplete()).isTrue();

            bench.clock.set(TRUTH.plus(TWO_DAYS));
            serverSays(bench, TRUTH.plus(TWO_DAYS));
            List<StreamGap> gaps = bench.warehouse.plan(ASKED).gaps();

            assertThat(TimeRangeSet.of(
                                    gaps.stream().map(gap -> gap.gap().range()).toList())
                            .ranges())
                    .containsExactly(new TimeRange(TRUTH.minus(SETTLING), TRUTH.plus(TWO_DAYS)));
        }
    }

    @Test
    void setBackToTheTruthItAsksOnlyWhatIsDueAnyway() {
        try (Bench bench = bench(TRUTH.plus(TWO_DAYS))) {
            serverSays(bench, TRUTH);
            assertThat(bench.sync(ASKED).isComplete()).isTrue();

            bench.clock.set(TRUTH);

            assertThat(bench.warehouse.plan(ASKED).gaps())
                    .extracting(gap -> gap.gap().range())
                    .containsExactly(new TimeRange(TRUTH.minus(Duration.ofHours(2)), TRUTH));
        }
    }

    @Test
    void underAClockTwoDaysBehindNothingAfterItIsClaimedAndTheRestIsAskedLater() {
        Instant behind = TRUTH.minus(TWO_DAYS);
        try (Bench bench = bench(behind)) {
            serverSays(bench, TRUTH);
            assertThat(bench.sync(ASKED).isComplete()).isTrue();

            assertThat(end(CoverageLedger.ranges(ledger(bench), line -> true))).isEqualTo(behind);
            assertThat(end(CoverageLedger.ranges(ledger(bench), CoverageEntry::settled)))
                    .isEqualTo(behind.minus(SETTLING));

            bench.clock.set(TRUTH);
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            assertThat(end(CoverageLedger.ranges(ledger(bench), line -> true))).isEqualTo(TRUTH);
        }
    }

    @Test
    void whatTheSourceDoesNotHaveIsDatedByTheEarlierClockToo() {
        var unused = vendor.thenFail(new Failure.DataNotFound("404"));
        try (Bench bench = bench(TRUTH.plus(TWO_DAYS))) {
            serverSays(bench, TRUTH);
            assertThat(bench.sync(ASKED).isComplete()).isTrue();

            assertThat(ledger(bench)).singleElement().satisfies(line -> {
                assertThat(line.fetchedAt()).isEqualTo(TRUTH);
                assertThat(line.dueAt()).contains(TRUTH.plus(Duration.ofDays(1)));
            });
        }
    }

    @Test
    void clocksThatDifferAreRemarkedOnceInARun() {
        try (Bench bench = bench(TRUTH.plus(TWO_DAYS))) {
            serverSays(bench, TRUTH);
            vendor.serverDate = Optional.of(TRUTH);
            assertThat(bench.sync(ASKED).isComplete()).isTrue();

            assertThat(bench.findings).singleElement().satisfies(finding -> {
                assertThat(finding.kind()).isEqualTo(SyncFinding.Kind.CLOCK_SKEW);
                assertThat(finding.detail()).contains("ahead of");
            });
        }
    }

    @Test
    void aFewMinutesAreNotWorthARemark() {
        try (Bench bench = bench(TRUTH.plus(Duration.ofMinutes(5)))) {
            serverSays(bench, TRUTH);
            assertThat(bench.sync(ASKED).isComplete()).isTrue();
            assertThat(bench.findings).isEmpty();
        }
    }
}
