package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.healthwarehouse.auth.AccountMismatchException;
import org.healthwarehouse.auth.KeyProvider;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.fulcra.FulcraConnector;
import org.healthwarehouse.fulcra.FulcraUserInfo;
import org.healthwarehouse.model.Connection;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.fulcra.FulcraSimulator;
import org.healthwarehouse.testkit.fulcra.FulcraSimulatorBuilder;
import org.healthwarehouse.testkit.person.SyntheticPerson;
import org.healthwarehouse.testkit.simulation.CrashingStorage;
import org.healthwarehouse.testkit.simulation.SimulatedCrash;
import org.healthwarehouse.testkit.time.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the device login to the data, and everything that can happen to a login on the way. */
class FulcraLoginTest {
    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(LoginBench.NOW);
    private final FulcraSimulator vendor = simulator().build();

    private FulcraSimulatorBuilder simulator() {
        return FulcraSimulator.serving(SyntheticPerson.seeded(5)).clock(clock);
    }

    private Path database() {
        return folder.resolve("health.db");
    }

    private LoginBench bench() {
        return new LoginBench(database(), vendor, clock);
    }

    private void connected() throws InterruptedException {
        try (LoginBench bench = bench()) {
            assertThat(bench.connect(UserId.LOCAL, vendor)).isEqualTo(vendor.userId());
        }
    }

    @Test
    void whoLogsInIsConnectedAndSyncs() throws Exception {
        try (LoginBench bench = bench()) {
            assertThat(bench.connection().state()).isEqualTo(ConnectionState.NOT_CONNECTED);
            assertThat(bench.warehouse.connections())
                    .extracting(Connection::state)
                    .containsExactly(ConnectionState.NOT_CONNECTED);

            assertThat(bench.connect(UserId.LOCAL, vendor)).isEqualTo(vendor.userId());

            assertThat(bench.connection().state()).isEqualTo(ConnectionState.CONNECTED);
            assertThat(bench.connection().vendorUserId()).contains(vendor.userId());
            assertThat(bench.connection().scopes()).contains("offline_access");
            assertThat(bench.sync().isComplete()).isTrue();
        }
        try (LoginBench next = bench()) {
            clock.advance(Duration.ofHours(1));
            assertThat(next.warehouse.sync(LoginBench.WEEK.forced()).await().isComplete())
                    .isTrue();
        }
        assertThat(vendor.renewals()).isZero();
    }

    @Test
    void beforeTheFirstLoginASyncSaysSo() {
        try (LoginBench bench = bench()) {
            assertThatThrownBy(bench::sync)
                    .isInstanceOf(HealthWarehouseException.class)
                    .hasMessageContaining("not connected to fulcra");
            assertThat(bench.connection().state()).isEqualTo(ConnectionState.NOT_CONNECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anExpiredTokenIsRenewedOnceWhetherTheVendorRotatesOrNot(boolean rotating) throws Exception {
        FulcraSimulator other = simulator().rotatingRefreshTokens(rotating).build();
        try (LoginBench bench = new LoginBench(database(), other, clock)) {
            String unused = bench.connect(UserId.LOCAL, other);
            for (int renewals = 1; renewals <= 3; renewals++) {
                clock.advance(Duration.ofDays(2));
                assertThat(bench.warehouse
                                .sync(LoginBench.WEEK.forced())
                                .await()
                                .isComplete())
                        .isTrue();
                assertThat(other.renewals()).isEqualTo(renewals);
            }
        }
    }

    @Test
    void aTokenThatDiesBeforeItsTimeIsReplacedInTheMiddleOfASync() throws Exception {
        try (LoginBench bench = bench()) {
            String unused = bench.connect(UserId.LOCAL, vendor);
            String unusedToo = vendor.expireToken();
            assertThat(bench.sync().isComplete()).isTrue();
            assertThat(vendor.renewals()).isEqualTo(1);
        }
    }

    @Test
    void aLoginThatTheVendorEndsPausesTheJobAndANewOneResumesIt() throws Exception {
        try (LoginBench bench = bench()) {
            String unused = bench.connect(UserId.LOCAL, vendor);
            assertThat(bench.warehouse.plan(LoginBench.WEEK).chunks()).hasSize(7);
            vendor.revokeLogins();

            SyncReport.JobReport job = bench.sync().jobs().get(0);
            assertThat(job.state()).isEqualTo(JobState.PAUSED);
            assertThat(job.note()).contains("reconnect fulcra");
            assertThat(bench.connection().state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);

            String unusedToo = bench.connect(UserId.LOCAL, vendor);
            assertThat(bench.connection().state()).isEqualTo(ConnectionState.CONNECTED);
            assertThat(bench.warehouse.resume(job.job()).await().isComplete()).isTrue();
        }
    }

    @Test
    void aRejectedFixedTokenNeedsAReconnectToo() throws Exception {
        try (Bench bench = new Bench(
                database(),
                ScriptedVendor.heartRate(Duration.ofDays(1)).thenFail(new Failure.AuthenticationFailed("401")))) {
            SyncReport.JobReport job = bench.sync(SyncRequest.of(DataTypes.HEART_RATE)
                            .between(Bench.NOW.minus(Duration.ofDays(20)), Bench.NOW.minus(Duration.ofDays(18))))
                    .jobs()
                    .get(0);
            assertThat(bench.warehouse.connection("scripted").state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
            assertThat(bench.warehouse.resume(job.job()).await().isComplete()).isTrue();
            assertThat(bench.warehouse.connection("scripted").state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void whoRefusesOrComesTooLateIsNotConnected() {
        try (LoginBench bench = bench()) {
            assertThatThrownBy(() -> bench.login.connect(UserId.LOCAL, prompt -> vendor.refuseLogin(prompt.userCode())))
                    .isInstanceOf(HealthWarehouseException.class)
                    .hasMessageContaining("refused");
            assertThatThrownBy(() -> bench.login.connect(UserId.LOCAL, prompt -> {}))
                    .isInstanceOf(HealthWarehouseException.class)
                    .hasMessageContaining("not entered in time");
            assertThat(bench.connection().state()).isEqualTo(ConnectionState.NOT_CONNECTED);
        }
    }

    @Test
    void anotherPersonIsRefusedUntilTheyHaveAUserOfTheirOwn() throws Exception {
        connected();
        FulcraSimulator stranger = FulcraSimulator.serving(SyntheticPerson.seeded(6))
                .clock(clock)
                .userId("00000000-0000-4000-8000-000000000002")
                .build();
        try (LoginBench bench = new LoginBench(database(), stranger, clock)) {
            assertThatThrownBy(() -> bench.connect(UserId.LOCAL, stranger))
                    .isInstanceOf(AccountMismatchException.class);
            assertThat(bench.connection().vendorUserId()).contains(vendor.userId());
            assertThat(bench.connect(UserId.of("other"), stranger)).isEqualTo(stranger.userId());
            assertThat(bench.warehouse
                            .connection(UserId.of("other"), FulcraConnector.SOURCE)
                            .vendorUserId())
                    .contains(stranger.userId());
        }
        try (LoginBench bench = bench()) {
            assertThat(bench.sync().isComplete())
                    .as("the first login still works")
                    .isTrue();
        }
    }

    @Test
    void aLostKeyMeansAReconnectAndNothingElseIsLost() throws Exception {
        connected();
        Files.delete(folder.resolve("health.db.key"));
        assertNeedsReconnect("is gone");
        assertThat(folder.resolve("health.db.key"))
                .as("a lost key is not replaced behind its owner's back")
                .doesNotExist();
        connected();
        try (LoginBench bench = bench()) {
            assertThat(bench.sync().isComplete()).isTrue();
        }
    }

    @Test
    void anotherKeyMeansAReconnect() throws Exception {
        connected();
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try (SqliteStorage storage = SqliteStorage.open(database(), clock);
                LoginBench bench = new LoginBench(storage, vendor, clock, KeyProvider.of(key))) {
            assertThatThrownBy(bench::sync).hasMessageContaining("another key");
            assertThat(bench.connection().state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
        }
    }

    @Test
    void aTamperedRowOrKeyFileMeansAReconnect() throws Exception {
        connected();
        sql("UPDATE token SET sealed = CAST(substr(sealed, 1, 30) || x'00' || substr(sealed, 32) AS BLOB)");
        assertNeedsReconnect("were changed");

        connected();
        Files.write(folder.resolve("health.db.key"), new byte[7]);
        assertNeedsReconnect("7 bytes");
    }

    private void assertNeedsReconnect(String reason) {
        try (LoginBench bench = bench()) {
            assertThatThrownBy(bench::sync)
                    .isInstanceOf(HealthWarehouseException.class)
                    .hasMessageContaining(reason)
                    .hasMessageNotContaining("canary");
            assertThat(bench.connection().state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
        }
    }

    private void sql(String statement) throws Exception {
        try (java.sql.Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement sql = connection.createStatement()) {
            assertThat(sql.executeUpdate(statement)).isEqualTo(1);
        }
    }

    /** Killed between the vendor's answer and the first use of it. */
    @Test
    void aProcessThatEndsRightAfterTheCommitLeavesTheNewPair() throws Exception {
        crashWhileRenewing(true);
        try (LoginBench next = bench()) {
            assertThat(next.sync().isComplete()).isTrue();
            assertThat(vendor.renewals()).isEqualTo(1);
            assertThat(next.connection().state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    /** The one gap that no client can close: the vendor has rotated, and nobody has the answer. */
    @Test
    void aProcessThatEndsBeforeTheCommitNeedsAReconnectWhereTheVendorRotatesAtOnce() throws Exception {
        crashWhileRenewing(false);
        try (LoginBench next = bench()) {
            clock.advance(Duration.ofMinutes(2));
            assertThatThrownBy(next::sync).hasMessageContaining("log in again");
            assertThat(next.connection().state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
        }
        connected();
        try (LoginBench next = bench()) {
            assertThat(next.sync().isComplete()).isTrue();
        }
    }

    private void crashWhileRenewing(boolean committed) throws Exception {
        connected();
        clock.advance(Duration.ofDays(2));
        CrashingStorage storage = new CrashingStorage(SqliteStorage.open(database(), clock));
        try (LoginBench bench = new LoginBench(storage, vendor, clock)) {
            // The lease goes well; the next write is that of the new pair.
            storage.crashAfter(1, committed);
            assertThatThrownBy(() -> bench.login.tokens(UserId.LOCAL).current()).isInstanceOf(SimulatedCrash.class);
            assertThat(vendor.renewals()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, -2})
    void aClockTwoDaysOffTheServersDoesNotMatter(int days) throws Exception {
        ManualClock ours = new ManualClock(LoginBench.NOW.plus(Duration.ofDays(days)));
        try (LoginBench bench = new LoginBench(database(), vendor, ours)) {
            String unused = bench.connect(UserId.LOCAL, vendor);
            assertThat(bench.sync().isComplete()).isTrue();
            assertThat(vendor.renewals()).isZero();

            clock.advance(Duration.ofHours(30));
            ours.advance(Duration.ofHours(30));
            assertThat(bench.warehouse.sync(LoginBench.WEEK.forced()).await().isComplete())
                    .isTrue();
            assertThat(vendor.renewals()).isEqualTo(1);
        }
    }

    @Test
    void visitsAndAnnotationsAreStored() throws Exception {
        TimeRange month =
                new TimeRange(LoginBench.NOW.minus(Duration.ofDays(40)), LoginBench.NOW.minus(Duration.ofDays(10)));
        try (LoginBench bench = bench()) {
            String unused = bench.connect(UserId.LOCAL, vendor);
            var annotations = bench.warehouse.offeredTypes().stream()
                    .filter(type -> type.name().startsWith("fulcra.annotation."))
                    .map(RecordType.class::cast)
                    .toList();
            assertThat(annotations).hasSize(5);
            for (RecordType type : annotations) {
                assertThat(bench.warehouse
                                .sync(SyncRequest.of(type).in(month))
                                .await()
                                .isComplete())
                        .isTrue();
                assertThat(bench.warehouse
                                .records(type)
                                .between(month.start(), month.end())
                                .read()
                                .data())
                        .hasSize(30);
            }
            assertThat(bench.warehouse
                            .sync(SyncRequest.of(DataTypes.LOCATION_VISIT).in(month))
                            .await()
                            .isComplete())
                    .isTrue();
            var visits = bench.warehouse
                    .records(DataTypes.LOCATION_VISIT)
                    .between(month.start(), month.end())
                    .read()
                    .data();
            assertThat(visits).hasSize(31);
            assertThat(visits)
                    .filteredOn(visit -> visit.attributes().text("arrival").isEmpty())
                    .hasSize(1);
        }
    }

    @Test
    void theAccountTellsZoneAndAge() throws Exception {
        try (LoginBench bench = bench();
                FulcraConnector connector = FulcraConnector.builder()
                        .login(bench.login)
                        .baseUri(java.net.URI.create("http://127.0.0.1"))
                        .build()) {
            String unused = bench.connect(UserId.LOCAL, vendor);
            FulcraUserInfo info = connector.userInfo(new FetchContext(UserId.LOCAL, vendor.inMemory(), clock));
            SyntheticPerson person = SyntheticPerson.seeded(5);
            assertThat(info)
                    .isEqualTo(new FulcraUserInfo(
                            vendor.userId(),
                            Optional.of(person.firstInstant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS)),
                            Optional.of(person.homeZone())));
        }
    }
}
