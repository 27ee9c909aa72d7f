package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.WORKOUT;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.Settling;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.SeenFinding;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.SyncFinding;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records on which the source is still working. */
class OpenRecordTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(5));
    private static final TimeRange LAST_DAYS = new TimeRange(START, Bench.NOW.minus(DAY));

    @TempDir
    Path folder;

    private final ListingVendor vendor = new ListingVendor(WORKOUT);
    private Bench bench;

    /** Everything that is over settles at once, so that what stays open does so for its open records alone. */
    private void begin(Duration freshFor, Duration settleAfter) {
        vendor.feed = vendor.feed.lateArrival(false).settling(new Settling(settleAfter, Duration.ZERO, freshFor, DAY));
        vendor.claims = range -> List.of(new Claim(WORKOUT, range));
        bench = new Bench(folder.resolve("health.db"), vendor);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private SyncReport sync() {
        return bench.sync(SyncRequest.of(WORKOUT).in(LAST_DAYS));
    }

    private void syncNow() {
        assertThat(sync().isComplete()).isTrue();
    }

    private List<CoverageEntry> open() {
        try (Snapshot snapshot = bench.storage.snapshot()) {
            return snapshot.coverage(new StreamId(UserId.LOCAL, ListingVendor.SOURCE, WORKOUT), LAST_DAYS).stream()
                    .filter(line -> !line.settled())
                    .toList();
        }
    }

    @Test
    void thePieceOfAnOpenRecordIsAskedAgainLessAndLessOften() {
        begin(HOUR.multipliedBy(2), DAY.multipliedBy(10));
        var unused = vendor.hasOpen("running", START.plus(HOUR), HOUR);
        syncNow();
        CoverageEntry line = line(START.plus(HOUR));
        Instant asked = line.fetchedAt();
        assertThat(line.range()).isEqualTo(new TimeRange(START.plus(HOUR), START.plus(HOUR.multipliedBy(2))));
        assertThat(line.dueAt()).contains(asked.plus(HOUR.multipliedBy(2)));
        assertThat(line.checks()).isZero();

        for (int check = 1; check < 6; check++) {
            bench.clock.advance(Duration.between(
                    bench.clock.instant(), line(START.plus(HOUR)).dueAt().orElseThrow()));
            assertThat(sync().calls()).isEqualTo(1);
            line = line(START.plus(HOUR));
            assertThat(line.checks()).isEqualTo(check);
            Duration wait = Duration.ofHours(Math.min(24, 2L << check));
            assertThat(line.dueAt()).contains(line.fetchedAt().plus(wait));
        }
    }

    private CoverageEntry line(Instant at) {
        return open().stream()
                .filter(line -> line.range().contains(at))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whereNothingSaysHowLongAnAnswerIsFreshItIsAskedAgainAfterAnHour() {
        begin(Duration.ZERO, DAY.multipliedBy(10));
        var unused = vendor.hasOpen("running", START.plus(HOUR), HOUR);
        syncNow();
        CoverageEntry line = line(START.plus(HOUR));
        assertThat(line.dueAt()).contains(line.fetchedAt().plus(HOUR));
    }

    @Test
    void aRecordThatIsNotOpenAnyMoreSettlesAsUsual() {
        begin(HOUR, DAY);
        var unused = vendor.hasOpen("running", Bench.NOW.minus(HOUR.multipliedBy(47)), HOUR.multipliedBy(30));
        syncNow();
        assertThat(open())
                .singleElement()
                .extracting(CoverageEntry::range)
                .isEqualTo(new TimeRange(Bench.NOW.minus(HOUR.multipliedBy(47)), LAST_DAYS.end()));
        vendor.items.clear();
        var unusedToo = vendor.has("running", Bench.NOW.minus(HOUR.multipliedBy(47)), HOUR);
        bench.clock.advance(HOUR);
        assertThat(sync().calls()).isEqualTo(1);
        assertThat(open()).isEmpty();
        assertThat(bench.warehouse.findings(UserId.LOCAL, 10)).isEmpty();
        assertThat(sync().calls()).isZero();
    }

    @Test
    void aRecordWithoutAnEndLastsToTheStartOfTheNext() {
        begin(HOUR, DAY.multipliedBy(10));
        var unused = vendor.hasOpen("endless", START.plus(HOUR), Duration.ZERO).has("next", START.plus(DAY), HOUR);
        syncNow();
        assertThat(line(START.plus(HOUR)).range()).isEqualTo(new TimeRange(START.plus(HOUR), START.plus(DAY)));
    }

    @Test
    void theLastRecordWithoutAnEndLastsToTheMomentOfAsking() {
        begin(HOUR, DAY.multipliedBy(10));
        var unused = vendor.hasOpen("endless", Bench.NOW.minus(HOUR), Duration.ZERO);
        assertThat(bench.sync(SyncRequest.of(WORKOUT).last(Duration.ofDays(2))).isComplete())
                .isTrue();
        try (Snapshot snapshot = bench.storage.snapshot()) {
            assertThat(snapshot.coverage(
                            new StreamId(UserId.LOCAL, ListingVendor.SOURCE, WORKOUT),
                            new TimeRange(Bench.NOW.minus(HOUR), Bench.NOW)))
                    .singleElement()
                    .extracting(CoverageEntry::range)
                    .isEqualTo(new TimeRange(Bench.NOW.minus(HOUR), Bench.NOW));
        }
    }

    @Test
    void whatWasNeverFinishedSettlesInTheEndAndIsFound() {
        begin(HOUR, Duration.ofDays(2));
        Instant began = Bench.NOW.minus(HOUR.multipliedBy(46));
        var unused = vendor.hasOpen("running", began, HOUR);
        syncNow();
        assertThat(line(began).settled()).isFalse();
        bench.clock.advance(DAY);
        assertThat(sync().calls()).isEqualTo(1);
        assertThat(bench.warehouse.findings(UserId.LOCAL, 10))
                .singleElement()
                .extracting(SeenFinding::finding)
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(SyncFinding.Kind.UNRESOLVED);
                    assertThat(finding.range()).contains(new TimeRange(began, began.plus(HOUR)));
                });
        bench.clock.advance(DAY.multipliedBy(2));
        syncNow();
        bench.clock.advance(DAY);
        assertThat(sync().calls()).isZero();
    }
}
