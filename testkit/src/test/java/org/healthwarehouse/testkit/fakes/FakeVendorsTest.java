package org.healthwarehouse.testkit.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.http.VendorHttp;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.testkit.fulcra.Fault;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;

class FakeVendorsTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private final ManualClock clock = new ManualClock(NOW);

    private List<Supplier<FakeVendor>> vendors(long seed) {
        return List.of(
                () -> new RangeFeed(seed, clock).longestRange(Duration.ofDays(60)),
                () -> new PagedListing(seed, clock).allowing(1_000_000, 1_000_000),
                () -> new LocalDateArchive(seed, clock));
    }

    private static TimeRange days(Instant end, int days) {
        return new TimeRange(end.minus(Duration.ofDays(days)), end);
    }

    /** What the connector reads of all types of a vendor, in a range that ends at a midnight. */
    private Client ask(FakeVendor vendor, TimeRange range) throws Exception {
        Client client = new Client(vendor.connector(), vendor.transport(), clock);
        for (FeedSpec feed : vendor.connector().feeds(client.context())) {
            FetchResult unused = client.all(feed, range);
        }
        return client;
    }

    @Test
    void whatTheConnectorReadsIsTheTruthAtEveryMoment() throws Exception {
        for (long seed = 0; seed < 40; seed++) {
            for (Supplier<FakeVendor> supplier : vendors(seed)) {
                FakeVendor vendor = supplier.get();
                for (int day = 0; day < 3; day++) {
                    clock.set(NOW.plus(Duration.ofHours(seed * 7 + day * 60L)));
                    TimeRange asked = days(Instant.parse("2026-06-16T00:00:00Z").plus(Duration.ofDays(day)), 20);
                    // Local dates reach beyond their UTC namesakes, so compare inside.
                    TimeRange range = new TimeRange(
                            asked.start().plus(Duration.ofDays(1)), asked.end().minus(Duration.ofDays(1)));
                    Client client = ask(vendor, asked);
                    for (DataType type : vendor.types()) {
                        assertThat(client.read(type, wide(type, range)))
                                .as("%s of %s, seed %s, day %s", type, vendor.source(), seed, day)
                                .isEqualTo(Set.copyOf(vendor.truth(type, range, clock.instant())));
                    }
                }
            }
        }
    }

    private static TimeRange wide(DataType type, TimeRange range) {
        return type.equals(ArchiveType.PROFILE) ? new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST) : range;
    }

    @Test
    void whatItHasOfAMomentIsFinalOnceAnAnswerMaySettle() {
        for (long seed = 0; seed < 40; seed++) {
            for (Supplier<FakeVendor> supplier : vendors(seed)) {
                FakeVendor vendor = supplier.get();
                // The day after which nothing changes: 14 or 7 days, and late days and uploads of a watch.
                TimeRange old = days(NOW, 10);
                for (DataType type : vendor.types()) {
                    if (!type.equals(ArchiveType.PROFILE)) {
                        assertThat(vendor.truth(type, old, NOW.plus(Duration.ofDays(22))))
                                .as("%s of %s, seed %s", type, vendor.source(), seed)
                                .isEqualTo(vendor.truth(type, old, NOW.plus(Duration.ofDays(50))));
                    }
                }
            }
        }
    }

    @Test
    void onlyWholeEmptyDaysChangeAfterSevenDays() {
        for (long seed = 0; seed < 60; seed++) {
            RangeFeed vendor = new RangeFeed(seed, clock);
            for (int day = 20; day < 30; day++) {
                TimeRange date = days(Instant.parse("2026-06-01T00:00:00Z").plus(Duration.ofDays(day)), 1);
                for (DataType type : vendor.types()) {
                    List<TrueItem> then = vendor.truth(type, date, date.end().plus(Duration.ofDays(7)));
                    List<TrueItem> late = vendor.truth(type, date, date.end().plus(Duration.ofDays(30)));
                    assertThat(then.isEmpty() || then.equals(late)).isTrue();
                }
            }
        }
    }

    @Test
    void everyKindOfChangeHappens() {
        int late = 0;
        int corrected = 0;
        int deleted = 0;
        int open = 0;
        for (long seed = 0; seed < 20; seed++) {
            for (Supplier<FakeVendor> supplier : vendors(seed)) {
                FakeVendor vendor = supplier.get();
                TimeRange range = days(NOW, 5);
                for (DataType type : vendor.types()) {
                    Set<TrueItem> soon = new HashSet<>(vendor.truth(type, range, NOW.plus(Duration.ofDays(1))));
                    Set<TrueItem> end = new HashSet<>(vendor.truth(type, range, NOW.plus(Duration.ofDays(40))));
                    Set<String> soonNames = names(soon);
                    Set<String> endNames = names(end);
                    late += (int) endNames.stream()
                            .filter(name -> !soonNames.contains(name))
                            .count();
                    deleted += (int) soonNames.stream()
                            .filter(name -> !endNames.contains(name))
                            .count();
                    corrected += (int) soon.stream()
                            .filter(item -> !end.contains(item) && endNames.contains(name(item)))
                            .count();
                    open += (int) soon.stream()
                            .filter(item -> item.content().startsWith("open"))
                            .count();
                }
            }
        }
        assertThat(List.of(late, corrected, deleted, open)).allMatch(count -> count > 20);
    }

    private static Set<String> names(Set<TrueItem> items) {
        Set<String> names = new HashSet<>();
        items.forEach(item -> names.add(name(item)));
        return names;
    }

    private static String name(TrueItem item) {
        return item.identity().contains("|") ? item.toString() : item.identity();
    }

    @Test
    void aChangeThatIsSwitchedOffDoesNotHappen() {
        for (long seed = 0; seed < 20; seed++) {
            RangeFeed still = new RangeFeed(seed, clock).changing(Set.of());
            TimeRange range = days(NOW.minus(Duration.ofHours(1)), 5);
            for (DataType type : still.types()) {
                assertThat(still.truth(type, range, NOW))
                        .isEqualTo(still.truth(type, range, NOW.plus(Duration.ofDays(40))));
            }
        }
    }

    @Test
    void rangesThatAreTooLongAreNeverAnswered() throws Exception {
        RangeFeed vendor = new RangeFeed(1, clock).longestRange(Duration.ofHours(49));
        Client client = new Client(vendor.connector(), vendor.transport(), clock);
        FeedSpec feed = client.feed(DataTypes.STEPS);
        assertThatThrownBy(() -> client.all(feed, days(NOW, 3)))
                .isInstanceOfSatisfying(
                        FetchException.class, e -> assertThat(e.failure()).isInstanceOf(Failure.TimedOut.class));
        assertThat(client.all(feed, days(NOW, 2))).isInstanceOf(FetchResult.Page.class);
    }

    @Test
    void aRecordThatComesWhileTheListIsPagedShiftsNothing() throws Exception {
        for (long seed = 0; seed < 30; seed++) {
            clock.set(NOW);
            PagedListing vendor = new PagedListing(seed, clock).pageSize(3);
            Client client = new Client(vendor.connector(), vendor.transport(), clock);
            FeedSpec feed = client.feed(DataTypes.WORKOUT);
            TimeRange range = days(NOW.plus(Duration.ofDays(10)), 20);
            TimeRange old = days(NOW.minus(Duration.ofDays(6)), 4);
            FetchResult unused = client.one(feed, range, Optional.empty());
            Set<TrueItem> before = Set.copyOf(vendor.truth(DataTypes.WORKOUT, old, clock.instant()));
            while (!client.tokens.isEmpty()) {
                clock.advance(Duration.ofHours(9));
                FetchResult more = client.one(feed, range, Optional.of(client.tokens.remove(0)));
                assertThat(more).isInstanceOf(FetchResult.Page.class);
            }
            Set<TrueItem> after = Set.copyOf(vendor.truth(DataTypes.WORKOUT, old, clock.instant()));
            assertThat(client.read(DataTypes.WORKOUT, old))
                    .as("seed %s", seed)
                    .containsAll(before.stream().filter(after::contains).toList());
        }
    }

    @Test
    void callsBeyondTheAllowanceAreRefusedUntilTheMinuteIsOver() throws Exception {
        PagedListing vendor = new PagedListing(3, clock).allowing(4, 1000);
        Client client = new Client(vendor.connector(), vendor.transport(), clock);
        FeedSpec feed = client.feed(DataTypes.SLEEP);
        for (int i = 0; i < 4; i++) {
            FetchResult unused = client.one(feed, days(NOW, 1), Optional.empty());
        }
        clock.advance(Duration.ofSeconds(20));
        assertThatThrownBy(() -> client.one(feed, days(NOW, 1), Optional.empty()))
                .isInstanceOfSatisfying(
                        FetchException.class,
                        e -> assertThat(e.failure())
                                .isInstanceOfSatisfying(
                                        Failure.RateLimited.class,
                                        limit -> assertThat(limit.retryAfter()).contains(Duration.ofSeconds(40))));
        clock.advance(Duration.ofSeconds(40));
        assertThat(client.one(feed, days(NOW, 1), Optional.empty())).isInstanceOf(FetchResult.Page.class);
    }

    @Test
    void aLookupKnowsWhatIsThereAndWhatIsGone() throws Exception {
        int present = 0;
        int absent = 0;
        for (long seed = 0; seed < 30; seed++) {
            PagedListing vendor = new PagedListing(seed, clock).changing(Set.of(Change.DELETIONS));
            Client client = new Client(vendor.connector(), vendor.transport(), clock);
            Set<TrueItem> now = Set.copyOf(vendor.truth(DataTypes.WORKOUT, days(NOW, 14), NOW));
            for (TrueItem item : vendor.truth(DataTypes.WORKOUT, days(NOW, 14), NOW.minus(Duration.ofDays(5)))) {
                RecordKey key = RecordKey.uuid(item.identity().substring("uuid:".length()));
                Presence answer = vendor.connector().lookup(DataTypes.WORKOUT, key, client.context());
                assertThat(answer).isEqualTo(names(now).contains(item.identity()) ? Presence.PRESENT : Presence.ABSENT);
                present += answer == Presence.PRESENT ? 1 : 0;
                absent += answer == Presence.ABSENT ? 1 : 0;
            }
        }
        assertThat(present).isPositive();
        assertThat(absent).isPositive();
    }

    @Test
    void oldDatesAreCalledBackAndSomeAreLost() throws Exception {
        int lost = 0;
        for (long seed = 0; seed < 10; seed++) {
            LocalDateArchive vendor = new LocalDateArchive(seed, clock);
            Client client = new Client(vendor.connector(), vendor.transport(), clock);
            FeedSpec feed = client.feed(DataTypes.STEPS);
            TimeRange old = TimeRange.of(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-21T00:00:00Z"));
            FetchResult first = client.all(feed, old);
            assertThat(first).isInstanceOfSatisfying(FetchResult.NotReady.class, later -> clock.set(later.retryAt()));
            assertThat(client.all(feed, old)).isInstanceOf(FetchResult.Page.class);
            lost += (int) client.claims.stream()
                    .filter(claim -> claim.held() == org.healthwarehouse.coverage.Held.UNAVAILABLE)
                    .count();
        }
        assertThat(lost).isPositive();
    }

    @Test
    void theArchiveTellsHowLongEachDateWas() throws Exception {
        Set<Long> hours = new HashSet<>();
        for (long seed = 0; seed < 5; seed++) {
            LocalDateArchive vendor = new LocalDateArchive(seed, clock).changing(Set.of());
            Client client = new Client(vendor.connector(), vendor.transport(), clock);
            FetchResult unused =
                    client.all(client.feed(DataTypes.STEPS), days(Instant.parse("2026-06-15T00:00:00Z"), 300));
            client.days.forEach(day -> hours.add(day.interval().duration().toHours()));
        }
        assertThat(hours)
                .contains(23L, 24L, 25L)
                .anyMatch(length -> length < 20)
                .anyMatch(length -> length > 30);
    }

    @Test
    void theWatermarkRisesInJumpsAndWhatIsOlderIsThere() throws Exception {
        LocalDateArchive vendor = new LocalDateArchive(8, clock).changing(Set.of());
        Client client = new Client(vendor.connector(), vendor.transport(), clock);
        FeedSpec feed = client.feed(DataTypes.STEPS);
        Set<Instant> marks = new HashSet<>();
        Instant last = Instant.MIN;
        for (int hour = 0; hour < 24 * 8; hour++) {
            Instant mark =
                    vendor.connector().watermark(feed.id(), client.context()).orElseThrow();
            assertThat(mark).isBetween(last, clock.instant());
            TimeRange day = days(mark, 1);
            assertThat(vendor.truth(DataTypes.STEPS, day, clock.instant()))
                    .filteredOn(item -> !item.end().isAfter(mark))
                    .isEqualTo(
                            vendor.truth(DataTypes.STEPS, day, clock.instant().plus(Duration.ofDays(30))).stream()
                                    .filter(item -> !item.end().isAfter(mark))
                                    .toList());
            marks.add(mark);
            last = mark;
            clock.advance(Duration.ofHours(1));
        }
        assertThat(marks).hasSizeBetween(3, 12);
    }

    @Test
    void everyFaultIsToldAsWhatItIs() throws Exception {
        Map<Fault, Class<? extends Failure>> expected = Map.of(
                new Fault.RateLimited(Optional.of(Duration.ofSeconds(5))), Failure.RateLimited.class,
                new Fault.RateLimitedUntil(Duration.ofSeconds(5)), Failure.RateLimited.class,
                new Fault.ServerError(), Failure.Unreachable.class,
                new Fault.ConnectionReset(), Failure.Unreachable.class,
                new Fault.SlowBody(), Failure.TimedOut.class,
                new Fault.NotFound(), Failure.DataNotFound.class);
        for (Supplier<FakeVendor> supplier : vendors(5)) {
            for (Map.Entry<Fault, Class<? extends Failure>> fault : expected.entrySet()) {
                FakeVendor vendor = supplier.get();
                vendor.faults(FaultPlan.at(Map.of(1, fault.getKey())));
                assertThatThrownBy(() -> ask(vendor, days(Instant.parse("2026-06-15T00:00:00Z"), 1)))
                        .isInstanceOfSatisfying(
                                FetchException.class,
                                e -> assertThat(e.failure()).isInstanceOf(fault.getValue()));
            }
        }
    }

    @Test
    void anExpiredTokenIsReplacedByTheOneThatIsValid() throws Exception {
        for (Supplier<FakeVendor> supplier : vendors(5)) {
            FakeVendor vendor = supplier.get();
            vendor.faults(FaultPlan.at(Map.of(1, new Fault.TokenExpired())));
            Client client = ask(vendor, days(Instant.parse("2026-06-15T00:00:00Z"), 1));
            assertThat(client.claims).isNotEmpty();
            assertThat(vendor.log().get(0).status()).isEqualTo(401);
        }
    }

    @Test
    void theHttpFormAnswersTheSame() throws Exception {
        TimeRange range = days(Instant.parse("2026-06-15T00:00:00Z"), 6);
        for (Supplier<FakeVendor> supplier : vendors(9)) {
            try (FakeVendor vendor = supplier.get()) {
                URI base = vendor.start();
                Client remote =
                        new Client(vendor.connector(base), VendorHttp.builder().build(), clock);
                for (FeedSpec feed : vendor.connector().feeds(remote.context())) {
                    FetchResult unused = remote.all(feed, range);
                }
                assertThat(remote.items).isEqualTo(ask(vendor, range).items);
            }
        }
    }

    @Test
    void sourcesAndStreamsAreNamed() {
        for (Supplier<FakeVendor> supplier : vendors(1)) {
            FakeVendor vendor = supplier.get();
            SourceId source = vendor.source();
            assertThat(vendor.connector().source()).isEqualTo(source);
            assertThat(vendor.connector().toString()).doesNotContain(vendor.token());
            assertThat(vendor.types())
                    .allSatisfy(type -> assertThat(new StreamId(UserId.LOCAL, source, type).toString())
                            .contains(source.value()));
        }
    }
}
