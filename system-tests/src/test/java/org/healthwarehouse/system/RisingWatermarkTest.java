package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.STEPS;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.coverage.GapReason;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Watermarks that are not known yet, or rise at an awkward moment, so that nothing incomplete is settled. */
class RisingWatermarkTest {
    private static final FeedId FEED = new FeedId("heart_rate");
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    Path folder;

    private final ScriptedVendor scripted = new ScriptedVendor()
            .feed(FeedSpec.of(FEED, HEART_RATE, FetchLimits.window(MONTH)).lateArrival(false), HEART_RATE);
    private final MarkedVendor vendor = new MarkedVendor(scripted);
    private final ManualClock clock = new ManualClock(Bench.NOW);

    private Bench bench() {
        return new Bench(folder.resolve("health.db"), vendor, SyncSettings.DEFAULT.lanes(1), clock);
    }

    private static TimeRange ago(int from, int to) {
        return new TimeRange(Bench.NOW.minus(Duration.ofDays(from)), Bench.NOW.minus(Duration.ofDays(to)));
    }

    private static SyncRequest asking(int from, int to) {
        return SyncRequest.of(HEART_RATE).in(ago(from, to));
    }

    private static List<CoverageEntry> lines(Bench bench, DataType type, TimeRange range) {
        try (Snapshot snapshot = bench.storage.snapshot()) {
            return snapshot.coverage(new StreamId(UserId.LOCAL, ScriptedVendor.SOURCE, type), range);
        }
    }

    /** The watch uploads everything up to the present. */
    private void uploads() {
        vendor.marks.put(FEED, clock.instant());
        scripted.empty = false;
    }

    @Test
    void nothingIsSettledBeforeTheSourceHasSaidAnything() {
        vendor.fails = true;
        scripted.empty = true;
        try (Bench bench = bench()) {
            assertThat(bench.sync(asking(19, 0)).isComplete()).isTrue();
            assertThat(lines(bench, HEART_RATE, ago(19, 0))).isNotEmpty().noneMatch(CoverageEntry::settled);
            vendor.fails = false;
            clock.advance(Duration.ofDays(10));
            uploads();

            assertThat(bench.sync(asking(19, 0)).isComplete()).isTrue();

            assertThat(bench.stored(HEART_RATE, ago(19, 7))).isNotEmpty();
            assertThat(lines(bench, HEART_RATE, ago(19, 7))).allMatch(CoverageEntry::settled);
        }
    }

    @Test
    void aFeedThatSaysItHasNoWatermarkSettles() {
        try (Bench bench = bench()) {
            assertThat(bench.sync(asking(19, 9)).isComplete()).isTrue();

            assertThat(vendor.askedMarks).hasSize(1);
            assertThat(lines(bench, HEART_RATE, ago(19, 9))).allMatch(CoverageEntry::settled);
        }
    }

    @Test
    void theFirstWatermarkOpensWhatWasSettledBeyondIt() {
        scripted.empty = true;
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(19, 0));
            assertThat(lines(bench, HEART_RATE, ago(19, 9))).allMatch(CoverageEntry::settled);
            clock.advance(Duration.ofMinutes(6));
            vendor.marks.put(FEED, Bench.NOW.minus(Duration.ofDays(15)));

            unused = bench.sync(asking(19, 0));

            assertThat(lines(bench, HEART_RATE, ago(19, 17))).allMatch(CoverageEntry::settled);
            assertThat(lines(bench, HEART_RATE, ago(14, 9))).noneMatch(CoverageEntry::settled);
        }
    }

    @Test
    void everyFeedIsAskedForItsWatermarkHoweverFarApartCallsStart() {
        var unusedVendor = scripted.feed(STEPS, FetchLimits.window(MONTH));
        scripted.budget = new Budget("scripted", List.of(), Duration.ofSeconds(1), 4, 0);
        vendor.marks.put(FEED, Bench.NOW.minus(Duration.ofDays(20)));
        vendor.marks.put(new FeedId(STEPS.name()), Bench.NOW.minus(Duration.ofDays(20)));
        try (Bench bench = bench()) {
            var unused = bench.sync(SyncRequest.of(HEART_RATE, STEPS).in(ago(19, 0)));

            assertThat(vendor.askedMarks).hasSize(2);
            assertThat(lines(bench, HEART_RATE, ago(19, 8))).noneMatch(CoverageEntry::settled);
            assertThat(lines(bench, STEPS, ago(19, 8))).noneMatch(CoverageEntry::settled);
        }
    }

    @Test
    void aRiseWhileAnAnswerIsOnItsWayIsNotUndoneByIt() {
        vendor.marks.put(FEED, Bench.NOW.minus(Duration.ofDays(10)));
        scripted.empty = true;
        try (Bench other = bench();
                Bench bench = bench()) {
            var unusedVendor = scripted.then((window, context) -> {
                FetchResult before = scripted.page(window, context, "ok");
                clock.advance(Duration.ofMinutes(6));
                uploads();
                var unused = other.warehouse.plan(asking(19, 0));
                return before;
            });
            var unused = bench.sync(asking(19, 0));

            unused = bench.sync(asking(19, 0));

            assertThat(bench.stored(HEART_RATE, ago(11, 1))).isNotEmpty();
        }
    }

    @Test
    void whatWasSettledIsAskedAgainForAReasonThatNamesTheWatermark() {
        vendor.marks.put(FEED, Bench.NOW.minus(Duration.ofDays(9)));
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(19, 9));
            assertThat(lines(bench, HEART_RATE, ago(19, 9))).allMatch(CoverageEntry::settled);
            clock.advance(Duration.ofMinutes(6));
            uploads();

            assertThat(bench.warehouse.plan(asking(19, 9)).isEmpty()).isFalse();
            assertThat(lines(bench, HEART_RATE, ago(10, 9)))
                    .filteredOn(line -> !line.settled())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line.reason())
                            .startsWith(CoverageEntry.REOPENED)
                            .contains("watermark rose to 2026-06-15T12:06"));
            assertThat(bench.sync(asking(19, 9)).callsIntoSettled()).isEqualTo(Map.of(GapReason.REOPENED, 1));
        }
    }

    @Test
    void whatTheSourceCouldNotTellIsAskedAgainAfterARise() {
        vendor.marks.put(FEED, Bench.NOW.minus(Duration.ofDays(20)));
        var unusedVendor = scripted.thenFail(new Failure.DataNotFound("no upload"));
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(19, 12));
            assertThat(bench.stored(HEART_RATE, ago(19, 12))).isEmpty();
            clock.advance(Duration.ofMinutes(6));
            uploads();

            unused = bench.sync(asking(19, 12));

            assertThat(bench.stored(HEART_RATE, ago(19, 12))).isNotEmpty();
        }
    }
}
