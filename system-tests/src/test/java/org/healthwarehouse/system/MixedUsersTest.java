package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthwarehouse.Day;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ImportReport;
import org.healthwarehouse.ImportRequest;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.auth.AccountMismatchException;
import org.healthwarehouse.auth.Secret;
import org.healthwarehouse.auth.SourceLogins;
import org.healthwarehouse.auth.TokenGrant;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.export.ExportRequest;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.EventOutcome;
import org.healthwarehouse.sync.ReprocessRequest;
import org.healthwarehouse.sync.RunningSchedule;
import org.healthwarehouse.sync.SweepRequest;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncRun;
import org.healthwarehouse.sync.SyncSchedule;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people in one store, who must never see anything of one another, whatever method is used. */
class MixedUsersTest {
    private static final UserId ANN = UserId.of("ann");
    private static final UserId BOB = UserId.of("bob");
    private static final LocalDate SUNDAY = LocalDate.of(2026, 6, 14);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final TimeRange RANGE = new TimeRange(Bench.NOW.minus(WEEK), Bench.NOW);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Bench.NOW);
    private final SeededScheduler scheduler = new SeededScheduler(clock, new SplittableRandom(1));
    private final DayVendor days = new DayVendor();
    private final ScriptedVendor samples = ScriptedVendor.heartRate(Duration.ofDays(40));
    private final ListingVendor locations = new ListingVendor(DataTypes.LOCATION);
    private Storage storage;
    private HealthWarehouse warehouse;

    /** Bob has everything; Ann has nights and a heart rate of her own, and no locations. */
    @BeforeEach
    void begin() {
        storage = SqliteStorage.open(folder.resolve("health.db"), clock);
        warehouse = HealthWarehouse.builder()
                .storage(storage)
                .connector(days)
                .connector(samples)
                .connector(locations)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .scheduler(scheduler)
                .random(new SplittableRandom(1))
                .withoutFirstSync()
                .build();
        locations.has("home", Bench.NOW.minus(Duration.ofDays(1)), Duration.ZERO);
        fill(BOB, 90, "listing", "scripted", "whoop");
        fill(ANN, 60, "scripted", "whoop");
        storage.connections().move(BOB, SourceId.of("listing"), ConnectionState.NEEDS_RECONNECT, Bench.NOW);
    }

    private void fill(UserId user, double value, String... sources) {
        samples.value = value;
        days.of(user)
                .night(user.value(), "2026-06-13T23:00:00+02:00", "2026-06-14T07:00:00+02:00")
                .workout(user.value(), "2026-06-14T09:00:00+02:00", "2026-06-14T10:00:00+02:00");
        for (String source : sources) {
            assertThat(warehouse
                            .sync(SyncRequest.everything()
                                    .user(user)
                                    .from(source)
                                    .last(WEEK))
                            .await()
                            .isComplete())
                    .isTrue();
        }
    }

    @AfterEach
    void end() {
        warehouse.close();
    }

    /** A check of one method of the facade. */
    @FunctionalInterface
    private interface Check {
        void run() throws Exception;
    }

    @Test
    void noMethodOfTheFacadeShowsAnythingOfAnotherUser() throws Exception {
        Map<String, Check> checks = new TreeMap<>();
        reads(checks);
        syncs(checks);
        states(checks);
        wholeStore(checks);
        unasked(checks);
        assertThat(checks.keySet())
                .as("every public method has a check here; a new one needs one")
                .containsExactlyInAnyOrderElementsOf(methods());
        for (Map.Entry<String, Check> check : checks.entrySet()) {
            if (!check.getKey().equals("close()")) {
                check.getValue().run();
            }
        }
        checks.get("close()").run();
    }

    private static Set<String> methods() {
        return Arrays.stream(HealthWarehouse.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(MixedUsersTest::signature)
                .collect(Collectors.toSet());
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static void ofAnn(List<HealthRecord> records) {
        assertThat(records).isNotEmpty().allMatch(record -> record.user().equals(ANN));
    }

    private static void ofAnn(Stream<UserId> users) {
        assertThat(users).isNotEmpty().containsOnly(ANN);
    }

    private void reads(Map<String, Check> checks) {
        checks.put("records(RecordType)", () -> {
            ofAnn(warehouse.records(DataTypes.SLEEP).user(ANN).last(WEEK).read().data());
            assertThat(warehouse
                            .records(DataTypes.SLEEP)
                            .last(WEEK)
                            .mode(ReadMode.LOCAL_ONLY)
                            .read()
                            .data())
                    .isEmpty();
        });
        checks.put(
                "sleeps()",
                () -> ofAnn(warehouse.sleeps().user(ANN).last(WEEK).read().data().stream()
                        .map(each -> each.record())
                        .toList()));
        checks.put(
                "workouts()",
                () -> ofAnn(warehouse.workouts().user(ANN).last(WEEK).read().data().stream()
                        .map(each -> each.record())
                        .toList()));
        checks.put(
                "recoveries()",
                () -> ofAnn(warehouse.recoveries().user(ANN).last(WEEK).read().data().stream()
                        .map(each -> each.record())
                        .toList()));
        checks.put(
                "cycles()",
                () -> ofAnn(warehouse.cycles().user(ANN).last(WEEK).read().data().stream()
                        .map(each -> each.record())
                        .toList()));
        checks.put(
                "samples(SampleType)",
                () -> assertThat(warehouse
                                .samples(DataTypes.HEART_RATE)
                                .user(ANN)
                                .last(WEEK)
                                .mode(ReadMode.LOCAL_ONLY)
                                .read()
                                .data()
                                .values())
                        .isNotEmpty()
                        .containsOnly(60));
        checks.put(
                "locations(LocationType)",
                () -> assertThat(warehouse
                                .locations(DataTypes.LOCATION)
                                .user(ANN)
                                .last(WEEK)
                                .mode(ReadMode.LOCAL_ONLY)
                                .read()
                                .data())
                        .isEmpty());
        checks.put(
                "daily(LocalDate)",
                () -> ofAnn(records(
                        warehouse.daily(SUNDAY).from("whoop").user(ANN).read().data())));
        checks.put("daily(LocalDate, LocalDate)", () -> {
            ofAnn(records(warehouse
                    .daily(SUNDAY.minusDays(1), SUNDAY)
                    .from("whoop")
                    .user(ANN)
                    .read()
                    .data()
                    .get(1)));
            Day ofNobody = warehouse
                    .daily(SUNDAY)
                    .from("whoop")
                    .mode(ReadMode.LOCAL_ONLY)
                    .read()
                    .data();
            assertThat(ofNobody.hasData()).isFalse();
        });
    }

    private static List<HealthRecord> records(Day day) {
        return Stream.of(
                        day.sleep().value().map(each -> each.record()),
                        day.cycle().value().map(each -> each.record()),
                        day.recovery().value().map(each -> each.record()),
                        day.workouts().value().map(each -> each.get(0).record()))
                .map(Optional::orElseThrow)
                .toList();
    }

    private void syncs(Map<String, Check> checks) {
        SyncRequest again = SyncRequest.of(DataTypes.SLEEP).user(ANN).last(WEEK).forced();
        checks.put(
                "plan(SyncRequest)",
                () -> ofAnn(warehouse.plan(again).gaps().stream()
                        .map(gap -> gap.stream().user())));
        checks.put("sync(SyncRequest)", () -> onlyAnnIsAsked(() -> warehouse.sync(again)));
        checks.put("sync(SyncRequest, SyncListener)", () -> onlyAnnIsAsked(() -> warehouse.sync(again, event -> {})));
        checks.put("resume(JobId)", () -> resume());
        checks.put("resume(JobId, SyncListener)", () -> resume());
        checks.put("sweep(SweepRequest)", () -> {
            days.calls.clear();
            var unused = warehouse
                    .sweep(SweepRequest.everything().user(ANN).from("whoop").calls(5))
                    .await();
            assertThat(days.calls).allMatch(call -> call.user().equals(ANN));
        });
        checks.put("reopen(DataType, TimeRange)", () -> {
            String before = lines(BOB);
            var unused = warehouse.reopen(DataTypes.SLEEP, RANGE);
            assertThat(lines(BOB)).isEqualTo(before);
        });
        checks.put("reopen(UserId, Set, DataType, TimeRange)", () -> {
            String before = lines(BOB);
            assertThat(warehouse.reopen(ANN, Set.of(), DataTypes.SLEEP, RANGE).user())
                    .isEqualTo(ANN);
            assertThat(lines(BOB)).isEqualTo(before);
        });
        checks.put("schedule(SyncSchedule)", () -> {
            days.calls.clear();
            try (RunningSchedule running = warehouse.schedule(SyncSchedule.in(ZoneOffset.UTC)
                    .every(Duration.ofHours(3), DataTypes.SLEEP)
                    .users(ANN))) {
                for (int step = 0; step < 50; step++) {
                    var unused = scheduler.runOne();
                }
                assertThat(running.slots())
                        .extracting(slot -> slot.key().user())
                        .containsOnly(Optional.of(ANN));
            }
            assertThat(days.calls).isNotEmpty().allMatch(call -> call.user().equals(ANN));
        });
    }

    @FunctionalInterface
    private interface Start {
        SyncRun run();
    }

    private void onlyAnnIsAsked(Start start) {
        days.calls.clear();
        var unused = start.run().await();
        assertThat(days.calls).isNotEmpty().allMatch(call -> call.user().equals(ANN));
    }

    private void resume() {
        days.calls.clear();
        days.failure = new Failure.NoPermission("no");
        SyncRun run = warehouse.sync(
                SyncRequest.of(DataTypes.SLEEP).user(ANN).last(WEEK).forced());
        var failed = run.await();
        days.failure = null;
        assertThat(failed.isComplete()).isFalse();
        onlyAnnIsAsked(() -> warehouse.resume(run.jobs().get(0)));
    }

    private String lines(UserId user) {
        return warehouse.coverage(user, DataTypes.SLEEP, RANGE).toString();
    }

    private void states(Map<String, Check> checks) {
        checks.put("jobs()", () -> assertThat(warehouse.jobs()).isEmpty());
        checks.put(
                "jobs(UserId)",
                () -> ofAnn(warehouse.jobs(ANN).stream().map(job -> job.plan().user())));
        checks.put(
                "coverage(DataType, TimeRange)",
                () -> assertThat(warehouse.coverage(DataTypes.SLEEP, RANGE))
                        .allMatch(each -> each.stream().user().equals(UserId.LOCAL) && each.heldFraction() == 0));
        checks.put(
                "coverage(UserId, DataType, TimeRange)",
                () -> ofAnn(warehouse.coverage(ANN, DataTypes.SLEEP, RANGE).stream()
                        .map(each -> each.stream().user())));
        checks.put(
                "status()",
                () -> assertThat(warehouse.status().streams())
                        .allMatch(each -> each.stream().user().equals(UserId.LOCAL) && each.recordsInTotal() == 0));
        checks.put(
                "status(UserId)",
                () -> ofAnn(warehouse.status(ANN).streams().stream()
                        .map(each -> each.stream().user())));
        checks.put(
                "syncHistory(StreamId, int)",
                () -> ofAnn(warehouse.syncHistory(new StreamId(ANN, DayVendor.SOURCE, DataTypes.SLEEP), 10).stream()
                        .map(attempt -> attempt.stream().user())));
        checks.put(
                "connection(String)",
                () -> assertThat(warehouse.connection("listing").state()).isEqualTo(ConnectionState.NOT_CONNECTED));
        checks.put(
                "connection(UserId, SourceId)",
                () -> assertThat(warehouse
                                .connection(ANN, SourceId.of("listing"))
                                .state())
                        .isEqualTo(ConnectionState.NOT_CONNECTED));
        checks.put(
                "connections()",
                () -> assertThat(warehouse.connections())
                        .allMatch(each ->
                                each.user().equals(UserId.LOCAL) && each.state() == ConnectionState.NOT_CONNECTED));
        checks.put(
                "connections(UserId)",
                () -> ofAnn(warehouse.connections(ANN).stream().map(each -> each.user())));
        checks.put("openErrors(UserId, int)", () -> {
            days.failure = new Failure.NoPermission("no");
            var failed = warehouse
                    .sync(SyncRequest.of(DataTypes.CYCLE).user(BOB).last(Duration.ofDays(20)))
                    .await();
            days.failure = null;
            assertThat(failed.isComplete()).isFalse();
            assertThat(warehouse.openErrors(BOB, 10)).isNotEmpty();
            assertThat(warehouse.openErrors(ANN, 10))
                    .allMatch(each -> each.user().equals(ANN));
        });
        checks.put(
                "findings(UserId, int)",
                () -> assertThat(warehouse.findings(ANN, 10))
                        .extracting(seen -> seen.finding().user())
                        .allMatch(ANN::equals));
        checks.put("export(ExportRequest)", this::export);
    }

    private void export() throws IOException {
        Path into = folder.resolve("of-ann");
        var unused = warehouse.export(ExportRequest.csv(into).user(ANN));
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(into)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        assertThat(all.toString()).contains("sleep-ann").doesNotContain("sleep-bob", "bob");
    }

    /** What nobody asked for, and what is read again. */
    private void unasked(Map<String, Check> checks) {
        checks.put(
                "reprocess(DataType)",
                () -> bobStays(() -> assertThat(
                                warehouse.reprocess(DataTypes.SLEEP).await().jobs())
                        .isEmpty()));
        ReprocessRequest again = ReprocessRequest.everything().user(ANN).evenIfRead();
        checks.put("reprocess(ReprocessRequest)", () -> bobStays(() -> ofAnn(reread(warehouse.reprocess(again)))));
        checks.put(
                "reprocess(ReprocessRequest, SyncListener)",
                () -> bobStays(() -> ofAnn(reread(warehouse.reprocess(again, event -> {})))));
        checks.put(
                "handle(VendorEvent)",
                () -> bobStays(() -> {
                    var unused = storage.connections()
                            .connect(ANN, DayVendor.SOURCE, Optional.of("ann-there"), Set.of(), Bench.NOW);
                    assertThat(warehouse.handle(new VendorEvent(
                                    DayVendor.SOURCE,
                                    "ann-there",
                                    DataTypes.SLEEP,
                                    RecordKey.uuid("sleep-bob"),
                                    VendorEvent.Kind.DELETED,
                                    "t-1",
                                    Bench.NOW)))
                            .isEqualTo(new EventOutcome.Handled(0, 0, 0));
                }));
        checks.put(
                "ingest()",
                () -> bobStays(() -> {
                    FeedId feed = new FeedId(DataTypes.HEART_RATE.name());
                    FetchRequest ofBob = new FetchRequest.Window(BOB, feed, RANGE, Optional.empty());
                    RawPage page = new RawPage(
                            RawPage.Origin.PUSH,
                            ScriptedVendor.SOURCE,
                            feed,
                            Optional.of(ofBob),
                            Bench.NOW,
                            Optional.empty(),
                            0,
                            "text/plain",
                            RawBody.of(new byte[0]));
                    assertThatThrownBy(() -> warehouse.ingest().submit(ANN, page))
                            .isInstanceOf(InvalidParameterException.class);
                }));
        checks.put(
                "notes(UserId, SourceId)",
                () -> bobStays(() -> {
                    warehouse.notes(BOB, DayVendor.SOURCE).write("mine", "bob's");
                    assertThat(warehouse.notes(ANN, DayVendor.SOURCE).read("mine"))
                            .isEmpty();
                    warehouse.notes(ANN, DayVendor.SOURCE).write("mine", "ann's");
                    assertThat(warehouse.notes(BOB, DayVendor.SOURCE).read("mine"))
                            .contains("bob's");
                }));
        checks.put("importFrom(Path)", () -> bobStays(() -> nothingTaken(warehouse.importFrom(folder))));
        checks.put("importFrom(Path, UserId)", () -> bobStays(() -> nothingTaken(warehouse.importFrom(folder, ANN))));
        checks.put(
                "importFrom(ImportRequest)",
                () -> bobStays(() -> nothingTaken(
                        warehouse.importFrom(ImportRequest.of(folder).user(ANN)))));
    }

    private Stream<UserId> reread(SyncRun run) {
        Set<JobId> jobs = Set.copyOf(run.jobs());
        assertThat(run.await().isComplete()).isTrue();
        return warehouse.jobs(ANN).stream()
                .filter(job -> jobs.contains(job.id()))
                .map(job -> job.plan().user());
    }

    private static void nothingTaken(ImportReport report) {
        assertThat(report.taken()).isEmpty();
    }

    private void bobStays(Check check) throws Exception {
        String rows = "SELECT r.* FROM record r JOIN stream m USING (stream_id) JOIN user u USING (user_id)"
                + " WHERE u.name = 'bob' ORDER BY 1";
        List<String> before = StoreFile.query(folder.resolve("health.db"), rows);
        assertThat(before).isNotEmpty();
        check.run();
        assertThat(StoreFile.query(folder.resolve("health.db"), rows)).isEqualTo(before);
    }

    /** What is about the store as a whole and tells nothing of any user's rows, or has no user. */
    private void wholeStore(Map<String, Check> checks) {
        checks.put("builder()", () -> assertThat(HealthWarehouse.builder()).isNotNull());
        checks.put("lastCommit()", () -> assertThat(warehouse.lastCommit()).isPositive());
        checks.put("offeredTypes()", () -> assertThat(warehouse.offeredTypes()).contains(DataTypes.SLEEP));
        checks.put(
                "statistics()",
                () -> assertThat(warehouse.statistics().toString()).doesNotContain("sleep-"));
        checks.put("verify()", () -> assertThat(warehouse.verify().toString()).doesNotContain("sleep-"));
        checks.put(
                "verify(Predicate)",
                () -> assertThat(warehouse.verify(progress -> true).toString()).doesNotContain("sleep-"));
        checks.put(
                "resolveError(long)",
                () -> assertThat(warehouse.resolveError(-1)).isFalse());
        checks.put(
                "lastAutoExport()", () -> assertThat(warehouse.lastAutoExport()).isEmpty());
        checks.put("close()", () -> warehouse.close());
    }

    @Test
    void reconnectingAsAnotherAccountIsRefusedAndChangesNothing() {
        SourceLogins logins = FirstSyncTest.logins(storage);
        TokenGrant grant = new TokenGrant(
                Secret.of("access"), Optional.of(Secret.of("refresh")), Optional.of(Duration.ofHours(1)), Set.of());
        logins.connect(ANN, grant, Optional.of("account-of-ann"));
        long version =
                storage.tokens().find(ANN, DayVendor.SOURCE).orElseThrow().version();

        assertThatThrownBy(() -> logins.connect(ANN, grant, Optional.of("account-of-bob")))
                .isInstanceOf(AccountMismatchException.class);
        assertThat(warehouse.connection(ANN, DayVendor.SOURCE).vendorUserId()).contains("account-of-ann");
        assertThat(warehouse.connection(ANN, DayVendor.SOURCE).state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(storage.tokens().find(ANN, DayVendor.SOURCE).orElseThrow().version())
                .isEqualTo(version);
        ofAnn(records(warehouse.daily(SUNDAY).from("whoop").user(ANN).read().data()));

        logins.disconnect(ANN);
        assertThatThrownBy(() -> logins.connect(ANN, grant, Optional.of("account-of-bob")))
                .isInstanceOf(AccountMismatchException.class);
        assertThat(warehouse.connection(ANN, DayVendor.SOURCE).state()).isEqualTo(ConnectionState.ACCOUNT_MISMATCH);
        logins.connect(BOB, grant, Optional.of("account-of-bob"));
        assertThat(warehouse.connection(BOB, DayVendor.SOURCE).vendorUserId()).contains("account-of-bob");
    }
}
