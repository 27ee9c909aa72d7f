package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthwarehouse.Day;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.Reading;
import org.healthwarehouse.auth.CodeLogin;
import org.healthwarehouse.auth.Logins;
import org.healthwarehouse.auth.Secret;
import org.healthwarehouse.model.Cycle;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.Recovery;
import org.healthwarehouse.model.Sleep;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.model.Workout;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncSchedule;
import org.healthwarehouse.testkit.fakes.StoreTruth;
import org.healthwarehouse.testkit.fakes.TrueItem;
import org.healthwarehouse.testkit.fulcra.Fault;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.fulcra.LoggedRequest;
import org.healthwarehouse.testkit.time.ElapsedScheduler;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.whoop.WhoopSimulator;
import org.healthwarehouse.whoop.WhoopConnector;
import org.healthwarehouse.whoop.WhoopLogin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three members of a simulated WHOOP, the usual schedule, and a dashboard at which each looks 24 times a day. */
class WhoopMonthTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 10);
    private static final int DAYS = 30;
    private static final int LOOKS = 24;
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Set<DataType> LISTED =
            Set.of(DataTypes.SLEEP, DataTypes.WORKOUT, DataTypes.RECOVERY, DataTypes.CYCLE);
    /** What is no older than two days is asked again after that, the rest of two weeks daily. */
    private static final Map<DataType, Duration> FRESH_FOR = Map.of(
            DataTypes.SLEEP, Duration.ofHours(2),
            DataTypes.RECOVERY, Duration.ofHours(2),
            DataTypes.CYCLE, Duration.ofHours(2),
            DataTypes.WORKOUT, Duration.ofHours(1));

    private static final Duration DAILY = Duration.ofHours(24);

    private static final Map<UserId, Long> MEMBERS = new TreeMap<>(Comparator.comparing(UserId::value));

    static {
        MEMBERS.put(UserId.of("ann"), 10_129L);
        MEMBERS.put(UserId.of("bob"), 10_130L);
        MEMBERS.put(UserId.of("eve"), 10_131L);
    }

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(FIRST.atStartOfDay(ZONE).toInstant());
    private final ElapsedScheduler scheduler = new ElapsedScheduler(clock);
    private final WhoopSimulator vendor = vendor(100, 10_000);
    /** The same lives; for the other client, whose calls must not use up the allowance of this one. */
    private final WhoopSimulator others = vendor(1_000_000, 10_000_000);

    private Storage storage;
    private WhoopLogin login;
    private HealthWarehouse health;

    private record Look(Instant at, UserId user) {}

    private WhoopSimulator vendor(int perMinute, int perDay) {
        var simulator = WhoopSimulator.seeded(7)
                .clock(clock)
                .memberSince(Instant.parse("2026-01-01T00:00:00Z"))
                .allowing(perMinute, perDay);
        MEMBERS.values().forEach(simulator::member);
        return simulator.build();
    }

    @BeforeEach
    void open() {
        storage = SqliteStorage.open(folder.resolve("health.db"), clock);
        login = WhoopLogin.with(Logins.in(storage).clock(clock).build())
                .clientId(vendor.clientId())
                .clientSecret(Secret.of(vendor.clientSecret()))
                .redirect(URI.create("https://dashboard.invalid/whoop"))
                .transport(vendor.inMemory())
                .build();
        health = HealthWarehouse.builder()
                .storage(storage)
                .connector(WhoopConnector.builder().login(login).build())
                .transport(vendor.inMemory())
                .clock(clock)
                .scheduler(scheduler)
                .random(new SplittableRandom(1))
                .build();
    }

    @AfterEach
    void close() {
        health.close();
    }

    private void logIn(UserId user) throws InterruptedException {
        CodeLogin attempt = login.begin();
        String unused = login.finish(
                user, attempt, vendor.agree(attempt.page(), MEMBERS.get(user)).toString());
    }

    private void liveForAMonth(java.util.function.Consumer<Look> look) throws InterruptedException {
        for (UserId user : MEMBERS.keySet()) {
            logIn(user);
        }
        var unused = health.schedule(SyncSchedule.daily(ZONE).from("whoop"));
        for (int day = 0; day < DAYS; day++) {
            SplittableRandom random = new SplittableRandom(day);
            Instant up =
                    FIRST.plusDays(day).atTime(LocalTime.of(7, 0)).atZone(ZONE).toInstant();
            List<Look> looks = new ArrayList<>();
            for (UserId user : MEMBERS.keySet()) {
                for (int i = 0; i < LOOKS; i++) {
                    looks.add(new Look(
                            up.plusSeconds(random.nextLong(Duration.ofHours(16).toSeconds())), user));
                }
            }
            looks.sort(Comparator.comparing(Look::at));
            looks.forEach(each -> {
                scheduler.runUntil(each.at);
                look.accept(each);
            });
        }
    }

    private Reading<Day> read(UserId user) {
        return health.daily(clock.instant().atZone(ZONE).toLocalDate())
                .user(user)
                .from("whoop")
                .read();
    }

    /**
     * Calls for data on both sides: ours with the schedule, the first syncs of a month, the question after each login
     * who it is, and whatever fails; the other client's really made, page by page. Renewals of logins are printed and
     * on neither side: both need a good token around the clock.
     */
    @Test
    void aMonthOfDashboardsTakesAFifthOfTheCallsAndShowsNothingOlderThanItMay() throws Exception {
        OtherClient other = new OtherClient();
        int[] looks = new int[2];
        liveForAMonth(look -> {
            Reading<Day> reading = read(look.user);
            looks[0]++;
            looks[1] += reading.freshness().origin() == Freshness.Origin.LOCAL ? 1 : 0;
            requireFresh(look.user, reading);
            other.look(MEMBERS.get(look.user));
        });
        long ours = vendor.log().stream()
                .map(LoggedRequest::path)
                .filter(path -> path.startsWith("/developer/"))
                .count();
        long theirs = others.calls();
        double fewer = 100.0 * (theirs - ours) / theirs;
        System.out.printf(
                java.util.Locale.ROOT,
                "%d looks in %d days, %d of them without a call. Calls for data: %d; with 30 days fetched at each look:"
                        + " %d; %.1f %% fewer. Renewals of logins, on neither side: %d.%n",
                looks[0],
                DAYS,
                looks[1],
                ours,
                theirs,
                fewer,
                vendor.log().size() - ours);
        assertThat(looks[0]).isEqualTo(DAYS * LOOKS * MEMBERS.size());
        assertThat(fewer).isGreaterThanOrEqualTo(80);
        assertThat(vendor.log()).extracting(LoggedRequest::status).doesNotContain(429, 400);
        requireTruth();
    }

    /**
     * What somebody sees was true at some moment within the threshold, unless the answer says that it may not be. Where
     * the member is far to the east, the date of the clock in Berlin is over already, and asked for again once a day.
     */
    private void requireFresh(UserId user, Reading<Day> reading) {
        Freshness freshness = reading.freshness();
        if (freshness.status() != Freshness.Status.SUCCESS) {
            assertThat(freshness.warning()).isPresent();
            return;
        }
        assertThat(freshness.age().orElseThrow()).isLessThanOrEqualTo(freshness.threshold());
        boolean over = freshness.threshold().equals(DAILY);
        assertThat(over || freshness.threshold().equals(Duration.ofHours(2))).isTrue();
        Day day = reading.data();
        shown(
                user,
                over,
                DataTypes.SLEEP,
                Stream.concat(
                                day.sleep().value().stream(),
                                day.naps().value().stream().flatMap(List::stream))
                        .map(Sleep::record));
        shown(user, over, DataTypes.RECOVERY, day.recovery().value().stream().map(Recovery::record));
        shown(user, over, DataTypes.CYCLE, day.cycle().value().stream().map(Cycle::record));
        shown(
                user,
                over,
                DataTypes.WORKOUT,
                day.workouts().value().stream().flatMap(List::stream).map(Workout::record));
        Set<String> ids = Stream.concat(
                        day.sleep().value().stream(),
                        day.naps().value().stream().flatMap(List::stream))
                .map(sleep -> item(sleep.record()).identity())
                .collect(Collectors.toSet());
        Set<String> since = null;
        for (Set<TrueItem> truth : recentTruths(user, over, DataTypes.SLEEP)) {
            Set<String> there = truth.stream()
                    .filter(item -> item.content().contains("\"local_date\":\"" + day.date() + "\""))
                    .map(TrueItem::identity)
                    .collect(Collectors.toSet());
            if (since == null) {
                since = there;
            } else {
                since.retainAll(there);
            }
        }
        assertThat(ids).as("sleeps that have been there all the time").containsAll(since == null ? Set.of() : since);
    }

    private void shown(UserId user, boolean over, DataType type, Stream<HealthRecord> records) {
        List<TrueItem> items = records.map(WhoopMonthTest::item).toList();
        if (!items.isEmpty()) {
            Set<TrueItem> recent = new HashSet<>();
            recentTruths(user, over, type).forEach(recent::addAll);
            assertThat(recent)
                    .as(type + " of " + user + " at " + clock.instant())
                    .containsAll(items);
        }
    }

    /** The truth now and at every half hour back to the threshold; in between nothing changes twice. */
    private List<Set<TrueItem>> recentTruths(UserId user, boolean over, DataType type) {
        Instant now = clock.instant();
        Instant oldest = now.minus(over ? DAILY : FRESH_FOR.getOrDefault(type, Duration.ZERO));
        List<Set<TrueItem>> truths = new ArrayList<>();
        TimeRange around = new TimeRange(now.minus(Duration.ofDays(4)), now.plus(Duration.ofDays(1)));
        for (Instant at = now; !at.isBefore(oldest); at = at.minus(Duration.ofMinutes(30))) {
            truths.add(truth(user, type, around, at));
        }
        return truths;
    }

    private Set<TrueItem> truth(UserId user, DataType type, TimeRange range, Instant at) {
        return vendor.truth(MEMBERS.get(user), type, range, at).stream()
                .map(WhoopWorld::strong)
                .collect(Collectors.toSet());
    }

    private static TrueItem item(HealthRecord record) {
        return WhoopWorld.strong(
                TrueItem.record(record.keys(), record.start(), record.end(), record.open(), record.attributes()));
    }

    /**
     * A last sync asks for what is due, as any would. Then all that has not changed for a day is stored as it is,
     * nothing is stored that has not been true within a day, and what is older than two weeks is right to the letter.
     */
    private void requireTruth() {
        Instant now = clock.instant();
        for (UserId user : MEMBERS.keySet()) {
            assertThat(health.sync(SyncRequest.of(LISTED)
                                    .user(user)
                                    .from("whoop")
                                    .last(MONTH))
                            .await()
                            .isComplete())
                    .isTrue();
            TimeRange all = new TimeRange(FIRST.minusDays(25).atStartOfDay(ZONE).toInstant(), now);
            TimeRange settled = new TimeRange(all.start(), now.minus(Duration.ofDays(16)));
            for (DataType type : LISTED) {
                Set<TrueItem> everTrue = new HashSet<>();
                Set<TrueItem> alwaysTrue = new HashSet<>(truth(user, type, all, now));
                for (Instant at = now; !at.isBefore(now.minus(Duration.ofDays(1))); at = at.minusSeconds(1800)) {
                    Set<TrueItem> then = truth(user, type, all, at);
                    everTrue.addAll(then);
                    alwaysTrue.retainAll(then);
                }
                Set<TrueItem> stored = stored(user, type, all);
                assertThat(everTrue).as(user + " " + type).containsAll(stored);
                assertThat(stored).as(user + " " + type).hasSizeGreaterThan(20).containsAll(alwaysTrue);
                assertThat(stored(user, type, settled)).isEqualTo(truth(user, type, settled, now));
            }
        }
        assertThat(StoreFile.query(
                        folder.resolve("health.db"),
                        "SELECT reason FROM record_revision GROUP BY reason ORDER BY reason"))
                .contains("VENDOR_CHANGED", "VENDOR_DELETED");
    }

    private Set<TrueItem> stored(UserId user, DataType type, TimeRange range) {
        try (Snapshot snapshot = storage.snapshot()) {
            return StoreTruth.stored(snapshot, new StreamId(user, WhoopConnector.SOURCE, type), range).stream()
                    .map(WhoopWorld::strong)
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void whileTheSourceIsDownWhatIsStoredIsShownAsStaleWithTheCause() throws Exception {
        UserId ann = UserId.of("ann");
        logIn(ann);
        clock.advance(Duration.ofHours(9));
        assertThat(read(ann).freshness().origin()).isEqualTo(Freshness.Origin.VENDOR);
        vendor.faults(everyCall());
        clock.advance(Duration.ofHours(3));
        Reading<Day> stale = read(ann);
        assertThat(stale.freshness().origin()).isEqualTo(Freshness.Origin.STALE);
        assertThat(stale.freshness().error()).isPresent();
        assertThat(stale.freshness().warning().orElseThrow()).contains("whoop");
        assertThat(stale.freshness().age().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofHours(3));
        assertThat(stale.data().hasData()).isTrue();
        vendor.faults(FaultPlan.none());
        clock.advance(Duration.ofMinutes(30));
        assertThat(read(ann).freshness().origin()).isEqualTo(Freshness.Origin.VENDOR);
    }

    @Test
    void withNothingStoredAndTheSourceDownTheReadFailsAndTellsThePersonWhy() throws Exception {
        UserId ann = UserId.of("ann");
        logIn(ann);
        vendor.faults(everyCall());
        assertThatExceptionOfType(HealthWarehouseException.class)
                .isThrownBy(() -> read(ann))
                .satisfies(thrown -> assertThat(thrown.failure().userMessage(new Failure.Progress("WHOOP", 0, 4, "1")))
                        .contains("WHOOP"));
    }

    private static FaultPlan everyCall() {
        return number -> Optional.of(new Fault.ServerError());
    }

    /** Fetches 30 days of everything whenever somebody looks. */
    private final class OtherClient {
        void look(long member) {
            for (String path : List.of("/v2/cycle", "/v2/recovery", "/v2/activity/sleep", "/v2/activity/workout")) {
                try {
                    pages(path, others.token(member));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        }

        private void pages(String path, String token) throws Exception {
            String question = "http://127.0.0.1/developer" + path + "?limit=25&start="
                    + clock.instant().minus(MONTH);
            String next = "";
            do {
                var request = org.healthwarehouse.connector.VendorRequest.get(URI.create(question + next))
                        .header("Authorization", "Bearer " + token);
                var answer = others.inMemory().send(request);
                assertThat(answer.status()).isEqualTo(200);
                next = next(answer);
            } while (!next.isEmpty());
        }

        private String next(org.healthwarehouse.connector.VendorResponse answer) throws IOException {
            try (var in = answer.body().open()) {
                return org.healthwarehouse.model.Attributes.parse(
                                new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                        .text("next_token")
                        .filter(token -> !token.isEmpty())
                        .map(token -> "&nextToken="
                                + java.net.URLEncoder.encode(token, java.nio.charset.StandardCharsets.UTF_8))
                        .orElse("");
            }
        }
    }
}
