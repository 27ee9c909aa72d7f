package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.LOCATION;
import static org.healthwarehouse.model.DataTypes.WORKOUT;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.connector.Selection;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.SeenFinding;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.SyncFinding;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of stored items that their source no longer names. */
class DeletionTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(100));
    private static final TimeRange WEEK = new TimeRange(START, START.plus(Duration.ofDays(7)));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private ListingVendor vendor = new ListingVendor(WORKOUT);
    private Bench bench;
    private DataType type = WORKOUT;

    private void begin(ListingVendor with, DataType of) {
        vendor = with;
        type = of;
        bench = new Bench(folder.resolve("health.db"), with);
    }

    /** A vendor with so many workouts, one every two hours. */
    private void begin(int items) {
        begin(items(WORKOUT, items), WORKOUT);
    }

    private static ListingVendor items(DataType type, int count) {
        ListingVendor vendor = new ListingVendor(type);
        for (int i = 0; i < count; i++) {
            var unused = vendor.has("i" + i, at(1 + 2 * i), type == LOCATION ? Duration.ZERO : HOUR);
        }
        return vendor;
    }

    private static Instant at(int hour) {
        return START.plus(HOUR.multipliedBy(hour));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private SyncReport sync() {
        return bench.sync(SyncRequest.of(type).in(WEEK));
    }

    private SyncReport force() {
        bench.clock.advance(Duration.ofSeconds(1));
        return bench.sync(SyncRequest.of(type).in(WEEK).forced());
    }

    private void firstSync() {
        assertThat(sync().isComplete()).isTrue();
    }

    /** Asks for everything once more. */
    private void relist() {
        var unused = force();
    }

    private void syncAfter(Duration wait) {
        bench.clock.advance(wait);
        assertThat(sync().isComplete()).isTrue();
    }

    private void vanish(int... numbers) {
        for (int number : numbers) {
            vendor.items.remove("i" + number);
        }
    }

    /** What is stored, as hours since the start. */
    private List<Long> stored() {
        List<Long> hours = new ArrayList<>();
        try (Snapshot snapshot = bench.storage.snapshot()) {
            List<StreamId> streams = List.of(new StreamId(UserId.LOCAL, ListingVendor.SOURCE, type));
            TimeRange all = new TimeRange(START.minus(DAY), WEEK.end().plus(DAY));
            snapshot.records(
                    streams,
                    all,
                    record -> hours.add(Duration.between(START, record.start()).toHours()));
            snapshot.locations(
                    streams,
                    all,
                    fix -> hours.add(Duration.between(START, fix.time()).toHours()));
            snapshot.samples(
                    streams,
                    all,
                    (series, start, end, value) -> hours.add(
                            Duration.ofMillis(start - START.toEpochMilli()).toHours()));
        }
        return hours;
    }

    private List<SyncFinding.Kind> findings() {
        return bench.warehouse.findings(UserId.LOCAL, 10).stream()
                .map(seen -> seen.finding().kind())
                .toList();
    }

    @Test
    void whatTwoCompleteListingsTenMinutesApartMissIsGoneAndKeptAsRevision() {
        begin(4);
        firstSync();
        vanish(1);
        relist();
        assertThat(stored()).containsExactly(1L, 3L, 5L, 7L);

        syncAfter(TEN_MINUTES);

        assertThat(stored()).containsExactly(1L, 5L, 7L);
        assertThat(bench.query("SELECT reason, start_ms FROM record_revision"))
                .containsExactly("VENDOR_DELETED|" + at(3).toEpochMilli());
        assertThat(sync().calls()).isZero();
    }

    @Test
    void aSecondListingNineMinutesLaterDoesNotCount() {
        begin(4);
        firstSync();
        vanish(1);
        relist();
        bench.clock.advance(Duration.ofMinutes(9));

        assertThat(sync().calls()).isZero();
        relist();
        assertThat(stored()).hasSize(4);

        syncAfter(TEN_MINUTES);
        assertThat(stored()).hasSize(3);
    }

    @Test
    void theSecondListingIsAskedForByItselfAndNothingMore() {
        begin(4);
        assertThat(sync().calls()).isEqualTo(1);
        vanish(1);
        // A page and a lookup.
        assertThat(force().calls()).isEqualTo(2);
        bench.clock.advance(TEN_MINUTES);
        assertThat(sync().calls()).isEqualTo(2);
        bench.clock.advance(DAY);
        assertThat(sync().calls()).isZero();
    }

    @Test
    void whatShowsUpAgainStaysAndHasToBeMissedTwiceAnew() {
        begin(4);
        firstSync();
        ListingVendor.Item item = vendor.items.get("i1");
        vanish(1);
        relist();
        vendor.items.put("i1", item);
        syncAfter(TEN_MINUTES);
        assertThat(stored()).hasSize(4);

        vanish(1);
        relist();
        assertThat(stored()).hasSize(4);
        syncAfter(TEN_MINUTES);
        assertThat(stored()).hasSize(3);
    }

    @Test
    void whatAnIncompleteListingNamesInBetweenHasToBeMissedTwiceAnew() {
        begin(4);
        firstSync();
        ListingVendor.Item item = vendor.items.get("i1");
        vanish(1);
        relist();
        vendor.items.put("i1", item);
        vendor.claims = range -> List.of(new Claim(WORKOUT, range));
        relist();
        vanish(1);
        vendor.claims = range -> List.of(Claim.complete(WORKOUT, range));
        bench.clock.advance(TEN_MINUTES);
        relist();
        assertThat(stored()).hasSize(4);
    }

    @Test
    void whatComesBackAfterItWasGoneIsTheSameRecordWithItsHistory() {
        begin(4);
        firstSync();
        String before =
                bench.query("SELECT record_id FROM record ORDER BY start_ms").get(1);
        ListingVendor.Item item = vendor.items.get("i1");
        vanish(1);
        relist();
        syncAfter(TEN_MINUTES);
        assertThat(stored()).hasSize(3);
        vendor.items.put("i1", item);
        relist();

        assertThat(stored()).hasSize(4);
        assertThat(bench.query("SELECT record_id FROM record ORDER BY start_ms").get(1))
                .isEqualTo(before);
        assertThat(bench.query("SELECT record_id FROM record_revision")).containsExactly(before);
    }

    @Test
    void samplesTooAreGoneAfterTwoListings() {
        begin(items(HEART_RATE, 5), HEART_RATE);
        firstSync();
        vanish(2);
        relist();
        assertThat(stored()).hasSize(5);
        syncAfter(TEN_MINUTES);
        assertThat(stored()).containsExactly(1L, 3L, 7L, 9L);
        assertThat(bench.query("SELECT reason FROM sample_revision")).containsExactly("VENDOR_DELETED");
    }

    @Test
    void locationsTooAreGoneAfterTwoListings() {
        begin(items(LOCATION, 5), LOCATION);
        firstSync();
        vanish(2);
        relist();
        assertThat(stored()).hasSize(5);
        syncAfter(TEN_MINUTES);
        assertThat(stored()).containsExactly(1L, 3L, 7L, 9L);
        assertThat(bench.query("SELECT reason FROM location_revision")).containsExactly("VENDOR_DELETED");
    }

    @Test
    void aListingThatIsNotCompleteDeletesNothing() {
        begin(4);
        vendor.claims = range -> List.of(new Claim(WORKOUT, range));
        firstSync();
        vanish(1);
        relist();
        bench.clock.advance(TEN_MINUTES);
        relist();
        assertThat(stored()).hasSize(4);
    }

    @Test
    void aListingOfWhichOnePageIsNotCompleteDeletesNothing() {
        begin(4);
        vendor.pageSize = 2;
        int[] page = {0};
        vendor.claims =
                range -> List.of(page[0]++ % 2 == 0 ? new Claim(WORKOUT, range) : Claim.complete(WORKOUT, range));
        firstSync();
        vanish(0);
        relist();
        bench.clock.advance(TEN_MINUTES);
        relist();
        assertThat(stored()).hasSize(4);
    }

    @Test
    void aListingOverSeveralPagesIsComparedAsAWhole() {
        begin(9);
        vendor.pageSize = 2;
        firstSync();
        vanish(4);
        relist();
        syncAfter(TEN_MINUTES);
        assertThat(stored()).containsExactly(1L, 3L, 5L, 7L, 11L, 13L, 15L, 17L);
    }

    @Test
    void aRepeatedPageTokenDeletesNothing() {
        begin(6);
        vendor.pageSize = 2;
        firstSync();
        vanish(5);
        vendor.repeatsToken = true;
        relist();
        bench.clock.advance(TEN_MINUTES);
        relist();
        assertThat(stored()).hasSize(6);
        assertThat(bench.query("SELECT count(*) FROM absence")).containsExactly("0");
    }

    @Test
    void aListingThatBreaksOffDeletesNothing() {
        begin(6);
        vendor.pageSize = 2;
        firstSync();
        vanish(5);
        for (int call = 5; call < 50; call += 2) {
            vendor.failures.put(call, new Failure.NoPermission("not now"));
        }
        relist();
        bench.clock.advance(TEN_MINUTES);
        relist();
        assertThat(stored()).hasSize(6);
        assertThat(bench.query("SELECT count(*) FROM absence")).containsExactly("0");
    }

    @Test
    void aPageWithAnUnreadableItemProvesNothing() {
        begin(4);
        firstSync();
        vanish(1);
        vendor.extra = sink -> sink.problem(new ParseProblem(Optional.of(WORKOUT), "no start", "item 1"));
        relist();
        bench.clock.advance(TEN_MINUTES);
        relist();
        assertThat(stored()).hasSize(4);
    }

    @Test
    void anItemWithinThePaddingOfTheClaimIsKept() {
        ListingVendor edge = new ListingVendor(WORKOUT)
                .has("edge", START.plus(Duration.ofMinutes(20)), TEN_MINUTES)
                .has("inside", START.plus(Duration.ofMinutes(31)), TEN_MINUTES);
        edge.feed = edge.feed.selecting(Selection.INTERSECTS, Duration.ofMinutes(30));
        edge.claims = range -> List.of(
                Claim.complete(WORKOUT, new TimeRange(range.start().plus(Duration.ofMinutes(30)), range.end())));
        begin(edge, WORKOUT);
        firstSync();
        edge.items.clear();
        relist();
        syncAfter(TEN_MINUTES);
        assertThat(bench.query("SELECT start_ms FROM record"))
                .containsExactly(
                        Long.toString(START.plus(Duration.ofMinutes(20)).toEpochMilli()));
    }

    @Test
    void whatReachesBeyondTheClaimIsKept() {
        ListingVendor starts = new ListingVendor(WORKOUT)
                .has("before", START.minus(HOUR), HOUR.multipliedBy(2))
                .has("inside", at(3), HOUR)
                .has("beyond", WEEK.end().minus(HOUR), HOUR.multipliedBy(2));
        begin(starts, WORKOUT);
        firstSync();
        starts.items.clear();
        relist();
        syncAfter(TEN_MINUTES);
        assertThat(stored()).containsExactly(-1L, 7L * 24 - 1);
    }

    @Test
    void aVendorThatSelectsByStartKeepsWhatStartedBeforeTheRange() {
        ListingVendor starts = new ListingVendor(WORKOUT).has("long", at(-1), HOUR.multipliedBy(3));
        begin(starts, WORKOUT);
        var unused = bench.sync(SyncRequest.of(WORKOUT).in(new TimeRange(at(-5), WEEK.end())));
        starts.feed = starts.feed.selecting(Selection.STARTS_IN, Duration.ZERO);
        relist();
        bench.clock.advance(TEN_MINUTES);
        relist();
        assertThat(stored()).containsExactly(-1L);
    }

    @Test
    void aVendorThatSelectsByDatesKeepsWhatMayBelongToANeighbouringDate() {
        ListingVendor dates =
                new ListingVendor(WORKOUT).has("night", at(2), HOUR).has("later", at(30), HOUR);
        dates.feed = dates.feed.selecting(Selection.DATES, Duration.ZERO);
        begin(dates, WORKOUT);
        firstSync();
        dates.items.clear();
        relist();
        syncAfter(TEN_MINUTES);
        assertThat(stored()).containsExactly(2L);
    }

    @Test
    void elevenOfFiftyAreTooManyAndGoOnlyAfterTheSameAnswerADayLater() {
        begin(50);
        firstSync();
        vanish(IntStream.range(0, 11).toArray());
        relist();
        bench.clock.advance(TEN_MINUTES);
        assertThat(sync().calls()).isZero();
        relist();
        assertThat(stored()).hasSize(50);
        assertThat(findings()).containsExactly(SyncFinding.Kind.MASS_VANISH);

        bench.clock.advance(DAY.minus(Duration.ofHours(1)));
        relist();
        assertThat(stored()).hasSize(50);

        syncAfter(Duration.ofHours(1));
        assertThat(stored()).hasSize(39);
        SeenFinding finding = bench.warehouse.findings(UserId.LOCAL, 10).get(0);
        assertThat(finding.count()).isEqualTo(3);
        assertThat(finding.finding().type()).contains("workout");
        assertThat(finding.finding().detail()).contains("11 of 50");
        assertThat(sync().calls()).isZero();
    }

    @Test
    void tenOfTwelveMayGoAsUsual() {
        begin(12);
        firstSync();
        vanish(IntStream.range(0, 10).toArray());
        relist();
        syncAfter(TEN_MINUTES);
        assertThat(stored()).hasSize(2);
        assertThat(findings()).isEmpty();
    }

    @Test
    void elevenOfFiftyFiveMayGoAsUsual() {
        begin(55);
        firstSync();
        vanish(IntStream.range(0, 11).toArray());
        relist();
        syncAfter(TEN_MINUTES);
        assertThat(stored()).hasSize(44);
    }

    @Test
    void anotherAnswerADayLaterThanAMassVanishingStartsAnew() {
        begin(50);
        firstSync();
        ListingVendor.Item item = vendor.items.get("i1");
        vanish(IntStream.range(0, 15).toArray());
        relist();
        vendor.items.put("i1", item);
        syncAfter(DAY);
        assertThat(stored()).hasSize(50);
        syncAfter(DAY);
        assertThat(stored()).hasSize(36);
    }

    @Test
    void whatAlsoVanishesADayLaterWaitsForItsOwnSecondListing() {
        begin(50);
        firstSync();
        vanish(IntStream.range(0, 15).toArray());
        relist();
        vanish(20);
        syncAfter(DAY);
        assertThat(stored()).hasSize(35);
        syncAfter(TEN_MINUTES);
        assertThat(stored()).hasSize(34);
    }

    @Test
    void whatTheSourceSaysIsAbsentIsGoneAtOnce() {
        begin(4);
        firstSync();
        vanish(1);
        vendor.presences.put("i1", Presence.ABSENT);
        SyncReport report = force();
        assertThat(stored()).hasSize(3);
        assertThat(vendor.lookedUp).containsExactly("i1");
        assertThat(report.calls()).isEqualTo(2);
        assertThat(bench.query("SELECT calls FROM fetch_log ORDER BY id DESC LIMIT 1"))
                .containsExactly("2");
        assertThat(bench.query("SELECT api_calls FROM sync_history ORDER BY id DESC LIMIT 1"))
                .containsExactly("2");
        bench.clock.advance(DAY);
        assertThat(sync().calls()).isZero();
    }

    /** The other one that is named has the start of the one that is gone, but another identity. */
    @Test
    void whatIsNotNamedIsGoneAlsoIfAnotherBeganInTheSameSecond() {
        begin(4);
        vendor.items.put("i2", new ListingVendor.Item("i2", at(3), at(3).plus(HOUR), false));
        RecordKey start = new RecordKey("start", at(3).toString());
        vendor.besides.putAll(java.util.Map.of("i1", start, "i2", start));
        firstSync();
        assertThat(stored()).containsExactlyInAnyOrder(1L, 3L, 3L, 7L);
        vanish(1);
        vendor.presences.put("i1", Presence.ABSENT);
        relist();
        assertThat(stored()).containsExactlyInAnyOrder(1L, 3L, 7L);
        assertThat(bench.query("SELECT value FROM record_key WHERE scheme = 'uuid' AND value IN ('i1', 'i2')"))
                .containsExactly("i2");
    }

    @Test
    void whatTheSourceSaysIsPresentIsKept() {
        begin(4);
        firstSync();
        vanish(1);
        vendor.presences.put("i1", Presence.PRESENT);
        relist();
        bench.clock.advance(TEN_MINUTES);
        assertThat(sync().calls()).isZero();
        relist();
        assertThat(stored()).hasSize(4);
    }

    @Test
    void aLookupThatFailsIsAsIfTheSourceDidNotKnow() {
        begin(4);
        firstSync();
        vanish(1);
        vendor.presences.put("i1", Presence.PRESENT);
        vendor.lookupFailures.add(new Failure.TimedOut("too slow"));
        assertThat(force().isComplete()).isTrue();
        assertThat(stored()).hasSize(4);
    }

    @Test
    void aLookupThatIsRateLimitedLetsTheChunkWaitAndLosesNothing() {
        begin(4);
        firstSync();
        vanish(1, 2);
        var unused = vendor.has("new", at(100), HOUR);
        vendor.presences.put("i1", Presence.ABSENT);
        vendor.presences.put("i2", Presence.ABSENT);
        vendor.lookupFailures.add(new Failure.RateLimited("slow down", Optional.of(Duration.ofMinutes(2))));
        Instant before = bench.clock.instant();

        SyncReport report = force();

        assertThat(report.isComplete()).isTrue();
        assertThat(bench.clock.instant()).isAfterOrEqualTo(before.plus(Duration.ofMinutes(2)));
        assertThat(stored()).containsExactly(1L, 7L, 100L);
        assertThat(report.calls()).isEqualTo(5);
    }

    @Test
    void aLookupThatFindsThePersonUnknownPausesTheJob() {
        begin(4);
        firstSync();
        vanish(1);
        vendor.lookupFailures.add(new Failure.AuthenticationFailed("who is that?"));
        SyncReport report = force();
        assertThat(report.jobs().get(0).state()).isEqualTo(JobState.PAUSED);
        assertThat(stored()).hasSize(4);
    }

    @Test
    void atMostTwentyRecordsAreLookedUpForOneChunkAndTheRestWaits() {
        ListingVendor many = new ListingVendor(WORKOUT);
        for (int i = 0; i < 150; i++) {
            var unused = many.has("i" + i, at(i), HOUR);
            many.presences.put("i" + i, Presence.ABSENT);
        }
        begin(many, WORKOUT);
        firstSync();
        // Thirty are twenty per cent: not too many.
        vanish(IntStream.range(0, 30).toArray());
        assertThat(force().calls()).isEqualTo(21);
        assertThat(stored()).hasSize(130);
        bench.clock.advance(TEN_MINUTES);
        assertThat(sync().calls()).isEqualTo(11);
        assertThat(stored()).hasSize(120);
    }

    @Test
    void betweenTwoListingsTheWarehouseMayBeClosedAndOpenedAgain() {
        begin(4);
        firstSync();
        vanish(1);
        relist();
        Instant later = bench.clock.instant().plus(TEN_MINUTES);
        bench.close();
        bench = new Bench(
                folder.resolve("health.db"),
                vendor,
                org.healthwarehouse.sync.SyncSettings.DEFAULT,
                new org.healthwarehouse.testkit.time.ManualClock(later));
        assertThat(sync().calls()).isEqualTo(2);
        assertThat(stored()).hasSize(3);
    }

    @Test
    void aDeletionRaisesTheNumberOfTheSnapshotSoThatCachedAnswersAreDropped() {
        begin(items(HEART_RATE, 5), HEART_RATE);
        firstSync();
        vanish(2);
        relist();
        long before = number();
        assertThat(read()).isEqualTo(5);
        syncAfter(TEN_MINUTES);
        assertThat(number()).isGreaterThan(before);
        assertThat(read()).isEqualTo(4);
    }

    private long number() {
        try (Snapshot snapshot = bench.storage.snapshot()) {
            return snapshot.number();
        }
    }

    private int read() {
        return bench.warehouse
                .samples(HEART_RATE)
                .between(WEEK.start(), WEEK.end())
                .read()
                .data()
                .size();
    }

    @Test
    void whatAPageSaysIsDeletedIsGoneAtOnceAndComesBackAsTheSame() {
        begin(3);
        firstSync();
        vanish(0);
        vendor.claims = range -> List.of(new Claim(WORKOUT, range));
        vendor.extra = sink -> {
            sink.deleted(WORKOUT, RecordKey.uuid("i0"));
            sink.deleted(WORKOUT, RecordKey.uuid("never seen"));
        };
        relist();
        assertThat(stored()).containsExactly(3L, 5L);
        assertThat(bench.query("SELECT reason FROM record_revision")).containsExactly("VENDOR_DELETED");
    }

    @Test
    void aPageThatDeletesAnItemAndNamesItLaterKeepsIt() {
        begin(3);
        firstSync();
        vendor.extra = sink -> sink.deleted(WORKOUT, RecordKey.uuid("i0"));
        relist();
        assertThat(stored()).hasSize(3);
        assertThat(bench.query("SELECT count(*) FROM record_revision")).containsExactly("0");
    }

    @Test
    void whatThePageCannotTellIsUnavailableAndTheRestIsHeld() {
        begin(3);
        TimeRange lost = new TimeRange(at(10), at(20));
        vendor.claims = range -> List.of(
                Claim.complete(WORKOUT, range), Claim.unavailable(WORKOUT, lost, "server gone", Optional.empty()));
        firstSync();
        assertThat(bench.query("SELECT held, reason, settled, start_ms FROM coverage ORDER BY start_ms"))
                .containsExactly(
                        "HELD||1|" + START.toEpochMilli(),
                        "UNAVAILABLE|server gone|1|" + at(10).toEpochMilli(),
                        "HELD||1|" + at(20).toEpochMilli());
        assertThat(sync().calls()).isZero();
    }
}
