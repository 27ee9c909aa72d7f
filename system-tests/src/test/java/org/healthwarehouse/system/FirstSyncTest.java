package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.healthwarehouse.Day;
import org.healthwarehouse.HealthWarehouseBuilder;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.auth.Logins;
import org.healthwarehouse.auth.OAuthClient;
import org.healthwarehouse.auth.OAuthSettings;
import org.healthwarehouse.auth.Secret;
import org.healthwarehouse.auth.SourceLogins;
import org.healthwarehouse.auth.TokenGrant;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.ScheduleStore.SlotKey;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.SyncJob;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncSchedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever logs in has the last month soon after, once. */
class FirstSyncTest {
    private static final UserId ANN = UserId.of("ann");
    private static final UserId BOB = UserId.of("bob");
    private static final TimeRange MONTH = new TimeRange(Bench.NOW.minus(Duration.ofDays(30)), Bench.NOW);

    @TempDir
    Path folder;

    private final DayVendor vendor = new DayVendor();
    private Bench bench;

    @BeforeEach
    void begin() {
        vendor.of(ANN).night("sunday", "2026-06-13T23:00:00+02:00", "2026-06-14T07:00:00+02:00");
        bench = start(UnaryOperator.identity());
    }

    @AfterEach
    void end() {
        bench.close();
    }

    private Bench start(UnaryOperator<HealthWarehouseBuilder> otherwise) {
        return new Bench(folder.resolve("health.db"), vendor, otherwise);
    }

    private void restart() {
        bench.close();
        bench = start(UnaryOperator.identity());
    }

    private static void logIn(Storage storage, UserId user) {
        logins(storage)
                .connect(
                        user,
                        new TokenGrant(
                                Secret.of("access"),
                                Optional.of(Secret.of("refresh")),
                                Optional.of(Duration.ofHours(1)),
                                Set.of()),
                        Optional.of("vendor-" + user));
    }

    static SourceLogins logins(Storage storage) {
        OAuthClient client = new OAuthClient(
                OAuthSettings.of("Whoop", URI.create("http://127.0.0.1/token"), "client"),
                request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])),
                () -> Bench.NOW);
        return Logins.in(storage).clock(() -> Bench.NOW).build().at(DayVendor.SOURCE, client);
    }

    private List<SyncJob> jobs(UserId user) {
        return bench.warehouse.jobs(user);
    }

    @Test
    void loggingInFetchesTheLastThirtyDaysOfEverything() {
        logIn(bench.storage, ANN);
        bench.scheduler.runAll();

        assertThat(vendor.calls)
                .extracting(DayVendor.Call::feed)
                .containsExactlyInAnyOrder("sleep", "cycle", "recovery", "workout");
        assertThat(vendor.calls)
                .allMatch(call -> call.user().equals(ANN) && call.range().equals(MONTH));
        assertThat(jobs(ANN)).hasSize(1);
        Day day = bench.warehouse
                .daily(java.time.LocalDate.of(2026, 6, 14))
                .user(ANN)
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data();
        assertThat(day.sleep().isPresent()).isTrue();
    }

    @Test
    void itIsNotDoneASecondTime() {
        logIn(bench.storage, ANN);
        bench.scheduler.runAll();
        vendor.calls.clear();
        logIn(bench.storage, ANN);
        bench.scheduler.runAll();
        restart();
        bench.scheduler.runAll();

        assertThat(vendor.calls).isEmpty();
        assertThat(jobs(ANN)).hasSize(1);
    }

    @Test
    void everybodyHasTheirOwn() {
        logIn(bench.storage, ANN);
        logIn(bench.storage, BOB);
        bench.scheduler.runAll();

        assertThat(jobs(ANN)).hasSize(1);
        assertThat(jobs(BOB)).hasSize(1);
        assertThat(vendor.calls).hasSize(8);
    }

    @Test
    void aProcessThatEndsRightAfterTheLoginLeavesItToTheNext() {
        bench.close();
        try (Storage storage = SqliteStorage.open(folder.resolve("health.db"), () -> Bench.NOW)) {
            logIn(storage, ANN);
        }
        bench = start(UnaryOperator.identity());
        bench.scheduler.runAll();

        assertThat(vendor.calls).hasSize(4);
        assertThat(jobs(ANN)).hasSize(1);
    }

    @Test
    void aProcessThatIsKilledMeanwhileLeavesItToTheNext() {
        bench.close();
        ClaimOwner here = ClaimOwner.ofThisProcess("next");
        ClaimOwner killed = new ClaimOwner(here.host(), Long.MAX_VALUE / 2, 1, "killed");
        try (Storage storage = SqliteStorage.open(folder.resolve("health.db"), () -> Bench.NOW)) {
            logIn(storage, ANN);
            assertThat(storage.schedules().begin(key(), Instant.EPOCH, killed, Bench.NOW))
                    .isTrue();
        }
        bench = start(UnaryOperator.identity());
        bench.scheduler.runAll();

        assertThat(vendor.calls).hasSize(4);
    }

    @Test
    void whatAnotherLivingProcessDoesIsNotDoneHere() {
        bench.close();
        try (Storage storage = SqliteStorage.open(folder.resolve("health.db"), () -> Bench.NOW)) {
            logIn(storage, ANN);
            assertThat(storage.schedules().begin(key(), Instant.EPOCH, ClaimOwner.ofThisProcess("other"), Bench.NOW))
                    .isTrue();
        }
        bench = start(UnaryOperator.identity());
        bench.scheduler.runAll();

        assertThat(vendor.calls).isEmpty();
    }

    private static SlotKey key() {
        return new SlotKey("first-sync", DayVendor.SOURCE.value(), Optional.of(ANN));
    }

    @Test
    void whatIsCutOffIsDoneAfterTheNextStart() {
        logIn(bench.storage, ANN);
        while (vendor.calls.isEmpty() && bench.scheduler.runOne()) {
            // Up to the first call.
        }
        restart();
        bench.scheduler.runAll();

        assertThat(vendor.calls).extracting(DayVendor.Call::feed).contains("sleep", "cycle", "recovery", "workout");
        vendor.calls.clear();
        restart();
        bench.scheduler.runAll();
        assertThat(vendor.calls).isEmpty();
    }

    @Test
    void whileTheSourceIsDownItIsTriedAgainLater() {
        vendor.failure = new Failure.Unreachable("the service is down", Optional.empty());
        logIn(bench.storage, ANN);
        while (vendor.calls.size() < 10 && bench.scheduler.runOne()) {
            // Some tries fail.
        }
        vendor.failure = null;
        bench.scheduler.runAll();

        TimeRange asked = new TimeRange(Bench.NOW.minus(Duration.ofDays(29)), Bench.NOW);
        assertThat(bench.warehouse.coverage(ANN, org.healthwarehouse.model.DataTypes.SLEEP, asked))
                .allMatch(coverage -> coverage.heldFraction() == 1);
    }

    @Test
    void itCanBeTurnedOff() {
        bench.close();
        bench = start(HealthWarehouseBuilder::withoutFirstSync);
        logIn(bench.storage, ANN);
        bench.scheduler.runAll();

        assertThat(vendor.calls).isEmpty();
    }

    @Test
    void howFarItLooksBackCanBeChosen() {
        bench.close();
        bench = start(builder -> builder.firstSync(Duration.ofDays(90)));
        logIn(bench.storage, ANN);
        bench.scheduler.runAll();

        assertThat(vendor.calls)
                .extracting(call -> call.range().start())
                .contains(Bench.NOW.minus(Duration.ofDays(90)));
    }

    @Test
    void aLoginThatAnotherProcessStoresIsNoticedWhenAScheduleLooks() {
        var unused = bench.warehouse.schedule(SyncSchedule.in(ZoneOffset.UTC).at(java.time.LocalTime.of(3, 0)));
        try (Storage other = SqliteStorage.open(folder.resolve("health.db"), () -> Bench.NOW)) {
            logIn(other, ANN);
        }
        Instant end = Bench.NOW.plus(Duration.ofMinutes(15));
        while (bench.clock.instant().isBefore(end) && bench.scheduler.runOne()) {
            // A schedule never ends.
        }

        assertThat(vendor.calls).hasSize(4).allMatch(call -> call.user().equals(ANN));
    }

    @Test
    void aUserOfAConnectorThatNeedsNoLoginIsNotSyncedUnasked() {
        var unused = bench.sync(org.healthwarehouse.sync.SyncRequest.of(org.healthwarehouse.model.DataTypes.SLEEP)
                .last(Duration.ofDays(1)));
        restart();
        bench.scheduler.runAll();

        assertThat(vendor.calls).hasSize(1);
    }
}
