package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.SLEEP;
import static org.healthwarehouse.model.DataTypes.STEPS;
import static org.healthwarehouse.model.DataTypes.WORKOUT;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.ForwardingPageSink;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.storage.RawPolicy;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.ReprocessRequest;
import org.healthwarehouse.sync.SyncEvent;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.sync.SyncRun;
import org.healthwarehouse.sync.SyncSettings;
import org.healthwarehouse.testkit.simulation.CrashingStorage;
import org.healthwarehouse.testkit.simulation.SimulatedCrash;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that are kept are read again by a newer parser. */
class ReprocessTest {
    private static final Instant END = Bench.NOW.minus(Duration.ofDays(40));
    private static final Instant START = END.minus(Duration.ofDays(20));
    private static final SyncRequest ALL = SyncRequest.of(HEART_RATE).between(START, END);
    private static final UnaryOperator<PageSink> WRONG = Misreadings::wrongValues;

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Bench.NOW);
    private final ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(5));

    private Bench bench(Connector connector) {
        return bench(connector, RawPolicy.KEEP_LATEST);
    }

    private Bench bench(Connector connector, RawPolicy policy) {
        return new Bench(
                folder.resolve("health.db"),
                connector,
                SyncSettings.DEFAULT.rawPolicy(policy),
                clock,
                new SeededScheduler(clock, new SplittableRandom(1)));
    }

    private Bench offline(Connector connector) {
        return new Bench(
                folder.resolve("health.db"),
                connector,
                SyncSettings.DEFAULT,
                clock,
                new SeededScheduler(clock, new SplittableRandom(1)),
                ReprocessWorldsTest.UNREACHABLE);
    }

    private Connector misread() {
        return new RereadConnector(vendor, 1, WRONG);
    }

    private static Set<Double> values(Bench bench) {
        return Set.copyOf(bench.stored(HEART_RATE, ALL.range(Bench.NOW)));
    }

    @Test
    void anEarlierSnapshotStillShowsWhatTheOldParserRead() {
        try (Bench bench = bench(misread())) {
            var unused = bench.sync(ALL);
        }
        try (Bench bench = offline(RereadConnector.rightly(vendor, 2))) {
            long before = bench.warehouse.lastCommit();
            List<Double> misread = read(bench, before);
            assertThat(read(bench, bench.warehouse.lastCommit())).contains(121.0);
            var unused = bench.warehouse.reprocess(HEART_RATE).await();
            assertThat(values(bench)).containsExactly(60.0);
            assertThat(bench.warehouse.lastCommit()).isGreaterThan(before);
            assertThat(read(bench, before)).isEqualTo(misread);
            assertThat(bench.query("SELECT DISTINCT reason FROM sample_revision"))
                    .containsExactly("REPARSED");
            assertThat(bench.warehouse
                            .samples(HEART_RATE)
                            .between(START, END)
                            .mode(ReadMode.LOCAL_ONLY)
                            .read()
                            .data()
                            .values())
                    .containsOnly(60.0);
        }
    }

    private static List<Double> read(Bench bench, long number) {
        List<Double> values = new ArrayList<>();
        for (double value : bench.warehouse
                .samples(HEART_RATE)
                .between(START, END)
                .asOf(number)
                .read()
                .data()
                .values()) {
            values.add(value);
        }
        return values;
    }

    @Test
    void whatTheParserOfTodayHasReadIsReadAgainOnlyOnDemand() {
        try (Bench bench = bench(misread())) {
            var unused = bench.sync(ALL);
            assertThat(bench.warehouse.reprocess(HEART_RATE).await().jobs()).isEmpty();
        }
        try (Bench bench = offline(RereadConnector.rightly(vendor, 2))) {
            assertThat(bench.warehouse.reprocess(HEART_RATE).await().jobs()).hasSize(1);
            long commit = bench.warehouse.lastCommit();
            assertThat(bench.warehouse.reprocess(HEART_RATE).await().jobs()).isEmpty();
            SyncReport again = bench.warehouse
                    .reprocess(ReprocessRequest.of(HEART_RATE).evenIfRead())
                    .await();
            assertThat(again.jobs()).hasSize(1);
            assertThat(bench.warehouse.lastCommit())
                    .as("nothing is written twice")
                    .isEqualTo(commit);
        }
    }

    @Test
    void rowsWhosePagesAreNotKeptStayAsTheyAre() {
        try (Bench bench = bench(misread(), RawPolicy.NONE)) {
            var unused = bench.sync(ALL);
            assertThat(bench.number("SELECT count(*) FROM raw_part")).isZero();
        }
        try (Bench bench = bench(misread())) {
            var unused = bench.sync(
                    ALL.between(START, START.plus(Duration.ofDays(5))).forced());
            var unusedToo = bench.sync(ALL.between(END, END.plus(Duration.ofDays(5))));
        }
        try (Bench bench = offline(RereadConnector.rightly(vendor, 2))) {
            List<String> before = StoreDump.rows(bench);
            var unused = bench.warehouse.reprocess(HEART_RATE).await();
            Instant first = START.plus(Duration.ofDays(5));
            assertThat(bench.stored(HEART_RATE, ALL.between(START, first).range(Bench.NOW)))
                    .as("a kept page names them")
                    .containsOnly(60.0);
            assertThat(bench.stored(HEART_RATE, ALL.between(first, END).range(Bench.NOW)))
                    .contains(121.0);
            assertThat(StoreDump.rows(bench)).hasSameSizeAs(before);
        }
    }

    @Test
    void aTypeThatIsUnderstoodOnlyNowGetsItsRowsAndItsLedger() {
        FeedSpec spec = FeedSpec.of(new FeedId("heart_rate"), HEART_RATE, FetchLimits.window(Duration.ofDays(5)))
                .types(Set.of(HEART_RATE, STEPS, WORKOUT), Set.of(HEART_RATE, STEPS, WORKOUT));
        vendor.feed(spec, HEART_RATE).reading("ok", ReprocessTest::stepsAndAWorkout);
        SyncRequest upToNow = ALL.between(START, Bench.NOW);
        try (Bench bench = bench(new RereadConnector(vendor, 1, sink -> sink, STEPS, WORKOUT))) {
            var unused = bench.sync(upToNow);
            assertThat(bench.query("SELECT name FROM data_type")).doesNotContain("steps", "workout");
        }
        List<String> rows;
        List<String> ledger;
        try (Bench bench = offline(RereadConnector.rightly(vendor, 2))) {
            SyncReport report = bench.warehouse.reprocess(STEPS).await();
            assertThat(report.calls()).isZero();
            rows = StoreDump.rows(bench);
            ledger = StoreDump.ledger(bench);
            assertThat(bench.warehouse
                            .plan(SyncRequest.of(STEPS).between(START, Bench.NOW.minus(Duration.ofDays(7))))
                            .isEmpty())
                    .isTrue();
        }
        ManualClock then = new ManualClock(Bench.NOW);
        try (Bench fresh =
                new Bench(folder.resolve("fresh.db"), RereadConnector.rightly(vendor, 2), SyncSettings.DEFAULT, then)) {
            var unused = fresh.sync(upToNow);
            assertThat(rows).isEqualTo(StoreDump.rows(fresh));
            assertThat(ledger).isEqualTo(StoreDump.ledger(fresh));
        }
    }

    private static void stepsAndAWorkout(PageSink sink) {
        try {
            long noon = START.plus(Duration.ofHours(100)).toEpochMilli();
            sink.samples(STEPS, Device.of("phone")).add(noon, noon + 60_000, 100);
        } catch (MalformedResponseException e) {
            throw new AssertionError(e);
        }
        sink.record(new ParsedRecord(
                WORKOUT,
                Set.of(RecordKey.uuid("one")),
                START,
                START.plusSeconds(60),
                java.util.Optional.empty(),
                false,
                Attributes.EMPTY));
        org.healthwarehouse.model.TimeRange all = new org.healthwarehouse.model.TimeRange(
                org.healthwarehouse.model.TimeRange.EARLIEST, org.healthwarehouse.model.TimeRange.LATEST);
        sink.claim(new Claim(STEPS, all));
        sink.claim(new Claim(WORKOUT, all));
    }

    @Test
    void aPageThatCouldNotBeReadIsHeldOnceAParserCanReadIt() {
        vendor.then((window, context) -> vendor.page(window, context, "ok"))
                .then((window, context) -> vendor.page(window, context, "odd"));
        UnaryOperator<PageSink> breaking = sink -> new ForwardingPageSink(sink) {
            @Override
            public void claim(Claim claim) {
                throw new IllegalStateException("an odd page");
            }
        };
        Connector odd = new RereadConnector(vendor, 1, breaking);
        try (Bench bench = bench(odd)) {
            assertThat(bench.sync(ALL).isComplete()).isFalse();
            assertThat(bench.number("SELECT count(*) FROM sample")).isZero();
        }
        try (Bench bench = offline(RereadConnector.rightly(vendor, 2))) {
            var unused = bench.warehouse.reprocess(HEART_RATE).await();
            assertThat(values(bench)).containsExactly(60.0);
            assertThat(bench.warehouse.plan(ALL).isEmpty()).isTrue();
            assertThat(bench.number("SELECT count(*) FROM fetch_failure")).isZero();
        }
    }

    @Test
    void whatIsDerivedFollowsTheSamples() {
        vendor.derivers = List.of(new DeriverTest.Echo(1));
        try (Bench bench = bench(misread())) {
            var unused = bench.sync(ALL);
        }
        try (Bench bench = offline(RereadConnector.rightly(vendor, 2))) {
            var unused = bench.warehouse.reprocess(SLEEP).await();
            assertThat(bench.warehouse
                            .records(SLEEP)
                            .between(START, END)
                            .mode(ReadMode.LOCAL_ONLY)
                            .read()
                            .data())
                    .isNotEmpty()
                    .allSatisfy(record ->
                            assertThat(record.attributes().number("asleep")).contains(60.0));
        }
    }

    @Test
    void itIsAJobWithProgressThatCanBeCancelledAndResumed() {
        for (int i = 0; i < 4; i++) {
            vendor.then(this::large);
        }
        try (Bench bench = bench(misread())) {
            var unused = bench.sync(ALL);
        }
        try (Bench bench = offline(RereadConnector.rightly(vendor, 2))) {
            List<SyncRun> running = new ArrayList<>();
            List<SyncEvent> events = new ArrayList<>();
            SyncRun run = bench.warehouse.reprocess(ReprocessRequest.of(HEART_RATE), event -> {
                events.add(event);
                if (event instanceof SyncEvent.ChunkDone && !running.isEmpty()) {
                    running.get(0).cancel();
                }
            });
            running.add(run);
            SyncReport.JobReport report = run.await().jobs().get(0);
            assertThat(report.state()).isEqualTo(JobState.CANCELLED);
            assertThat(report.chunksDone()).isPositive().isLessThan(report.chunksTotal());
            assertThat(events).anyMatch(SyncEvent.Started.class::isInstance);
            assertThat(bench.warehouse.jobs())
                    .first()
                    .satisfies(job -> assertThat(job.progress()).isBetween(0.1, 0.9));
            assertThat(values(bench)).contains(60.0, 121.0);

            assertThat(bench.warehouse.resume(report.job()).await().isComplete())
                    .isTrue();
            assertThat(values(bench)).containsExactly(60.0);
            assertThat(bench.warehouse.resume(report.job()).await().calls()).isZero();
            assertThat(bench.warehouse.reprocess(HEART_RATE).await().jobs()).isEmpty();
        }
    }

    /** So that there are several parts. */
    private FetchResult large(FetchRequest.Window window, FetchContext context) {
        RawPage page = vendor.page(window, context, "ok").page();
        return new FetchResult.Page(new RawPage(
                page.origin(),
                page.source(),
                page.feed(),
                page.request(),
                page.startedAt(),
                page.serverDate(),
                page.status(),
                page.mediaType(),
                RawBody.of(("ok 60 " + window + "x".repeat(5_000_000)).getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aTypeThatNobodyOffersIsRefused() {
        try (Bench bench = bench(vendor)) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> bench.warehouse.reprocess((DataType) WORKOUT))
                    .withMessageContaining("workout");
        }
    }

    @Test
    void onlyTheLatestWordIsKeptOnceItIsSettled() {
        ListingVendor listing = new ListingVendor(HEART_RATE).has("a", START, Duration.ofMinutes(1));
        SyncRequest request = SyncRequest.of(HEART_RATE).between(START, END);
        try (Bench bench = bench(listing)) {
            for (int i = 0; i < 3; i++) {
                clock.advance(Duration.ofHours(1));
                var unused = bench.sync(request.forced());
            }
            assertThat(bench.number("SELECT count(*) FROM fetch WHERE superseded = 1"))
                    .isEqualTo(2);
            assertThat(bench.number("SELECT count(*) FROM raw_page")).isEqualTo(1);
            assertThat(bench.number("SELECT count(*) FROM raw_part")).isEqualTo(1);
            assertThat(bench.warehouse.verify().findings()).isEmpty();
        }
    }

    @Test
    void everyPageIsKeptIfThatIsWanted() {
        ListingVendor listing = new ListingVendor(HEART_RATE).has("a", START, Duration.ofMinutes(1));
        try (Bench bench = bench(listing, RawPolicy.KEEP_ALL)) {
            for (int i = 0; i < 3; i++) {
                clock.advance(Duration.ofHours(1));
                var unused = bench.sync(
                        SyncRequest.of(HEART_RATE).between(START, END).forced());
            }
            assertThat(bench.number("SELECT count(*) FROM raw_page")).isEqualTo(3);
        }
    }

    @Test
    void whatMayStillChangeKeepsAllItsPages() {
        ListingVendor listing = new ListingVendor(HEART_RATE).has("a", START, Duration.ofMinutes(1));
        try (Bench bench = bench(listing)) {
            for (int i = 0; i < 3; i++) {
                clock.advance(Duration.ofHours(1));
                var unused = bench.sync(SyncRequest.of(HEART_RATE)
                        .between(Bench.NOW.minus(Duration.ofDays(3)), Bench.NOW)
                        .forced());
            }
            assertThat(bench.number("SELECT count(*) FROM raw_page")).isEqualTo(3);
        }
    }

    /** Crashes before and after each write, however many there are. */
    @Test
    void whereverItIsKilledItComesToTheSameWhenItIsResumed() throws Exception {
        for (int i = 0; i < 4; i++) {
            vendor.then(this::large);
        }
        try (Bench bench = bench(misread())) {
            var unused = bench.sync(ALL);
        }
        Path synced = Files.copy(folder.resolve("health.db"), folder.resolve("synced.db"));
        List<String> expected;
        try (Bench bench = offline(RereadConnector.rightly(vendor, 2))) {
            var unused = bench.warehouse.reprocess(HEART_RATE).await();
            expected = StoreDump.rows(bench);
            assertThat(values(bench)).containsExactly(60.0);
        }
        boolean crashed = true;
        int crashes = 0;
        for (int writes = 0; crashed; writes++) {
            Path file = Files.copy(synced, folder.resolve("health.db"), StandardCopyOption.REPLACE_EXISTING);
            crashed = crashes(file, writes);
            crashes += crashed ? 1 : 0;
            try (Bench bench = offline(RereadConnector.rightly(vendor, 2))) {
                for (SyncJob job : bench.warehouse.jobs()) {
                    if (job.plan().kind() == NewJob.Kind.REPROCESS) {
                        assertThat(bench.warehouse.resume(job.id()).await().isComplete())
                                .isTrue();
                    }
                }
                var unused = bench.warehouse.reprocess(HEART_RATE).await();
                assertThat(StoreDump.rows(bench)).isEqualTo(expected);
            }
        }
        assertThat(crashes).isGreaterThan(8);
    }

    private boolean crashes(Path file, int writes) {
        CrashingStorage storage = new CrashingStorage(SqliteStorage.open(file, clock));
        HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage(storage)
                .connector(RereadConnector.rightly(vendor, 2))
                .transport(ReprocessWorldsTest.UNREACHABLE)
                .clock(clock)
                .scheduler(new SeededScheduler(clock, new SplittableRandom(writes)))
                .random(new SplittableRandom(writes + 1000))
                .build();
        storage.crashAfter(writes, writes % 2 == 1);
        try {
            var unused = warehouse.reprocess(HEART_RATE).await();
            return false;
        } catch (SimulatedCrash crash) {
            return true;
        } finally {
            // What a dead process leaves behind; closing would tidy up.
            storage.close();
        }
    }
}
