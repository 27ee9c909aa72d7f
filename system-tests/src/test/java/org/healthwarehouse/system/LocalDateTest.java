package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.WarehouseConfig;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.coverage.Coverage;
import org.healthwarehouse.coverage.CoverageState;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds that are asked by dates of the user's calendar. The user is at home in Berlin, at UTC+2 in summer. */
class LocalDateTest {
    private static final StreamId STREAM = new StreamId(UserId.LOCAL, DatedVendor.SOURCE, HEART_RATE);
    private static final LocalDate TODAY = LocalDate.parse("2026-06-15");

    @TempDir
    Path folder;

    private final DatedVendor vendor = new DatedVendor();

    private Bench bench() {
        return new Bench(
                folder.resolve("health.db"), vendor, SyncSettings.DEFAULT.lanes(1), new ManualClock(Bench.NOW));
    }

    private static LocalDate day(int day) {
        return LocalDate.of(2026, 5, day);
    }

    /** The dates from the first to the last, by the clock in Berlin. */
    private TimeRange berlin(LocalDate first, LocalDate last) {
        return vendor.interval(first).hull(vendor.interval(last));
    }

    private SyncRequest asking(LocalDate first, LocalDate last) {
        return SyncRequest.of(HEART_RATE).in(berlin(first, last));
    }

    private List<LocalDate> allAsked() {
        return vendor.asked.stream().flatMap(List::stream).sorted().toList();
    }

    @Test
    void theFirstSyncAsksOnlyForTheDatesThatTheRangeMayTouch() {
        try (Bench bench = bench()) {
            assertThat(bench.sync(asking(day(10), day(12))).isComplete()).isTrue();

            assertThat(allAsked())
                    .as("where the user was is not known yet, so the dates beside may have part in it")
                    .containsExactly(day(9), day(10), day(11), day(12), day(13));
        }
    }

    @Test
    void whatIsSettledIsNeverAskedAgain() {
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(day(10), day(12)));
            vendor.asked.clear();
            bench.clock.advance(Duration.ofDays(400));

            assertThat(bench.sync(asking(day(10), day(12))).calls()).isZero();
            assertThat(bench.warehouse.plan(asking(day(10), day(12))).isEmpty()).isTrue();
        }
    }

    @Test
    void onceTheDaysAreKnownNoNeighbourIsAsked() {
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(day(10), day(12)));
            vendor.asked.clear();
            bench.clock.advance(Duration.ofDays(1));

            unused = bench.sync(asking(day(10), day(16)).forced());

            assertThat(allAsked())
                    .as("at the offset of the days before, an hour more for a change of clocks")
                    .containsExactlyElementsOf(day(10).datesUntil(day(18)).toList());

            vendor.asked.clear();
            unused = bench.sync(asking(day(10), day(16)).forced());

            assertThat(allAsked())
                    .containsExactlyElementsOf(day(10).datesUntil(day(17)).toList());
        }
    }

    @Test
    void todayIsProvisionalAndAskedAgainWhenItIsDue() {
        try (Bench bench = bench()) {
            SyncRequest recent = SyncRequest.of(HEART_RATE)
                    .between(vendor.interval(TODAY).start(), Bench.NOW.plus(Duration.ofHours(6)));
            var unused = bench.sync(recent);
            vendor.asked.clear();
            bench.clock.advance(Duration.ofHours(3));
            assertThat(bench.sync(recent).calls()).isZero();

            bench.clock.advance(Duration.ofHours(1));
            unused = bench.sync(recent);

            assertThat(allAsked()).contains(TODAY).doesNotContain(TODAY.minusDays(1));
            assertThat(coverage(bench, TODAY, TODAY)
                            .in(CoverageState.PROVISIONAL)
                            .contains(cell(TODAY)))
                    .isTrue();
        }
    }

    @Test
    void aDateThatHasNotBegunIsNeverClaimed() {
        try (Bench bench = bench()) {
            var unused = bench.sync(SyncRequest.of(HEART_RATE).last(Duration.ofDays(2)));

            assertThat(allAsked()).as("it may have begun somewhere").contains(TODAY.plusDays(1));
            assertThat(lines(bench, TODAY.plusDays(1))).isEmpty();
            assertThat(lines(bench, TODAY)).hasSize(1).noneMatch(line -> line.settled());
        }
    }

    @Test
    void aDateSettlesAsAWholeOnceItsTrueEndIsOldEnough() {
        try (Bench bench = bench()) {
            LocalDate weekAgo = TODAY.minusDays(8);
            // It ended on the 7th at 22:00 UTC; a week later is the 14th at 22:00, and now is the 15th at 12:00.
            var unused = bench.sync(asking(weekAgo, weekAgo.plusDays(1)));

            assertThat(lines(bench, weekAgo)).allMatch(line -> line.settled());
            assertThat(lines(bench, weekAgo.plusDays(1))).noneMatch(line -> line.settled());
        }
    }

    @Test
    void aDateOfATravellerIsFoundByItsTrueInterval() {
        // From Berlin to Tokyo and, days later, back over the Pacific: a date of 17 hours, and one of 40.
        vendor.travelling("2026-05-11", "2026-05-10T22:00:00Z", "2026-05-11T15:00:00Z")
                .travelling("2026-05-12", "2026-05-11T15:00:00Z", "2026-05-12T15:00:00Z")
                .travelling("2026-05-13", "2026-05-12T15:00:00Z", "2026-05-14T07:00:00Z")
                .travelling("2026-05-14", "2026-05-14T07:00:00Z", "2026-05-14T22:00:00Z");
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(day(9), day(16)));
            vendor.asked.clear();

            TimeRange evening =
                    TimeRange.of(Instant.parse("2026-05-14T02:00:00Z"), Instant.parse("2026-05-14T06:00:00Z"));
            unused = bench.sync(SyncRequest.of(HEART_RATE).in(evening).forced());

            assertThat(allAsked()).containsExactly(day(13));
            assertThat(bench.warehouse.coverage(HEART_RATE, evening).get(0).range())
                    .isEqualTo(cell(day(13)));
            assertThat(coverage(bench, day(10), day(15)).in(CoverageState.DATA))
                    .isEqualTo(TimeRangeSet.of(TimeRange.ofDates(day(10), day(16))));
        }
    }

    @Test
    void anEmptyDateIsAskedAgainAtOneThreeSevenAndThirtyDaysAndThenSettles() {
        LocalDate late = TODAY;
        vendor.empty = late::equals;
        try (Bench bench = bench()) {
            // The date ends at 22:00 UTC. It is looked at every morning.
            List<Integer> ages = new ArrayList<>();
            for (int age = 0; age < 60; age++) {
                int before = vendor.askedFor.getOrDefault(late, 0);
                bench.clock.set(Bench.NOW.plus(Duration.ofDays(age + 1)));
                var unused = bench.sync(asking(late, late));
                if (vendor.askedFor.getOrDefault(late, 0) > before) {
                    ages.add(age);
                }
            }
            assertThat(ages).as("whole days since it ended").containsExactly(0, 1, 3, 7, 30);
            assertThat(coverage(bench, late, late).in(CoverageState.EMPTY).contains(cell(late)))
                    .isTrue();
        }
    }

    @Test
    void aLateDateThatFillsUpSettles() {
        LocalDate late = day(28);
        vendor.empty = date -> date.equals(late);
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(late, late));
            assertThat(coverage(bench, late, late).in(CoverageState.PROVISIONAL).contains(cell(late)))
                    .isTrue();
            vendor.empty = date -> false;
            bench.clock.advance(Duration.ofDays(30));

            unused = bench.sync(asking(late, late));

            assertThat(coverage(bench, late, late).in(CoverageState.DATA).contains(cell(late)))
                    .isTrue();
            assertThat(bench.sync(asking(late, late)).calls()).isZero();
        }
    }

    @Test
    void anEmptyDateOfWhichNothingIsSaidIsEmptyAllTheSame() {
        LocalDate late = day(28);
        vendor.empty = late::equals;
        vendor.saysWhenEmptyDatesWere = false;
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(late.minusDays(2), late.plusDays(2)));
            assertThat(lines(bench, late))
                    .as("what was recorded minutes before midnight belongs to the date before")
                    .noneMatch(line -> line.settled());
            bench.clock.advance(Duration.ofDays(40));

            unused = bench.sync(asking(late.minusDays(2), late.plusDays(2)));

            assertThat(coverage(bench, late.minusDays(1), late.plusDays(1)).in(CoverageState.EMPTY))
                    .isEqualTo(TimeRangeSet.of(cell(late)));
        }
    }

    @Test
    void aListingOfTwoPagesCountsOnlyWhenItIsWhole() {
        vendor.pageSize = 3;
        try (Bench bench = bench()) {
            assertThat(bench.sync(asking(day(10), day(12))).calls()).isEqualTo(2);
            assertThat(vendor.asked).containsExactly(List.of(day(9), day(10), day(11)), List.of(day(12), day(13)));
            assertThat(coverage(bench, day(10), day(12)).in(CoverageState.DATA))
                    .isEqualTo(TimeRangeSet.of(TimeRange.ofDates(day(10), day(13))));
        }
    }

    @Test
    void whatTimesOutIsSplitBetweenDatesDownToOne() {
        vendor.broken = day(11)::equals;
        try (Bench bench = bench()) {
            var report = bench.sync(asking(day(10), day(14)));

            assertThat(report.isComplete()).isFalse();
            assertThat(report.jobs().get(0).failed())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.range()).isEqualTo(cell(day(11))));
            Coverage coverage = coverage(bench, day(10), day(14));
            assertThat(coverage.in(CoverageState.FAILED)).isEqualTo(TimeRangeSet.of(cell(day(11))));
            assertThat(coverage.in(CoverageState.DATA).contains(TimeRange.ofDates(day(12), day(15))))
                    .isTrue();
        }
    }

    @Test
    void windowsAreWholeDays() {
        vendor.days = new org.healthwarehouse.connector.FeedSpec(
                vendor.days.id(),
                TimeAxis.LOCAL_DATE,
                vendor.days.yields(),
                vendor.days.primaryFor(),
                FetchLimits.window(Duration.ofHours(60)),
                vendor.days.selection(),
                Duration.ofHours(3),
                true,
                vendor.days.settling());
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(day(10), day(12)));

            assertThat(vendor.asked)
                    .as("two dates at once, and one more on either side for the padding")
                    .allMatch(dates -> dates.size() <= 4)
                    .hasSize(3);
        }
    }

    @Test
    void coverageSaysThatItIsOnDates() {
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(day(10), day(12)));

            Coverage coverage = coverage(bench, day(10), day(12));
            assertThat(coverage.axis()).isEqualTo(TimeAxis.LOCAL_DATE);
            assertThat(coverage.range()).isEqualTo(TimeRange.ofDates(day(10), day(13)));
            assertThat(coverage.heldFraction()).isEqualTo(1);
            try (Snapshot snapshot = bench.storage.snapshot()) {
                assertThat(snapshot.axis(STREAM)).isEqualTo(TimeAxis.LOCAL_DATE);
            }
        }
    }

    @Test
    void aReadFetchesWhatItLacksOnceAndIsFreshThen() {
        try (Bench bench = bench()) {
            var query = bench.warehouse
                    .samples(HEART_RATE)
                    .between(
                            berlin(day(10), day(12)).start(),
                            berlin(day(10), day(12)).end());
            assertThat(query.read().data().size()).isEqualTo(3);
            assertThat(vendor.asked).hasSize(1);

            var again = query.read();

            assertThat(vendor.asked).hasSize(1);
            assertThat(again.freshness().freshEnough()).isTrue();
            assertThat(again.freshness().coverage()).isEqualTo(1);
            assertThat(query.mode(ReadMode.LOCAL_ONLY).read().freshness().openGaps())
                    .isEmpty();
        }
    }

    @Test
    void theStoreIsWholeByItsOwnCheck() {
        vendor.travelling("2026-05-13", "2026-05-12T15:00:00Z", "2026-05-14T07:00:00Z")
                .travelling("2026-05-14", "2026-05-14T07:00:00Z", "2026-05-14T22:00:00Z");
        try (Bench bench = bench()) {
            var unused = bench.sync(asking(day(12), day(15)));
            assertThat(bench.warehouse.verify().findings()).isEmpty();
        }
    }

    @Test
    void aWarehouseWithoutAStoreAnswersDatesToo() {
        ManualClock clock = new ManualClock(Bench.NOW);
        try (HealthWarehouse warehouse = HealthWarehouse.builder()
                .config(WarehouseConfig.of(Map.of("HEALTHWAREHOUSE_DB_ENABLED", "false")))
                .connector(vendor)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .build()) {
            TimeRange range = berlin(day(10), day(12));

            var reading = warehouse
                    .samples(HEART_RATE)
                    .between(range.start(), range.end())
                    .read();

            assertThat(reading.data().size()).isEqualTo(3);
            assertThat(reading.freshness().coverage()).isEqualTo(1);
            assertThat(reading.freshness().openGaps()).isEmpty();
        }
    }

    private static TimeRange cell(LocalDate date) {
        return TimeRange.ofDates(date, date.plusDays(1));
    }

    private Coverage coverage(Bench bench, LocalDate first, LocalDate last) {
        return bench.warehouse.coverage(HEART_RATE, berlin(first, last)).get(0);
    }

    private static List<org.healthwarehouse.coverage.CoverageEntry> lines(Bench bench, LocalDate date) {
        try (Snapshot snapshot = bench.storage.snapshot()) {
            return snapshot.coverage(STREAM, cell(date));
        }
    }
}
