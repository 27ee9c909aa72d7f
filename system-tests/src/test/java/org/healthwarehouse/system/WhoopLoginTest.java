package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.healthwarehouse.auth.AccountMismatchException;
import org.healthwarehouse.auth.CodeLogin;
import org.healthwarehouse.auth.Logins;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.JobState;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.fulcra.Fault;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.whoop.WhoopSimulator;
import org.healthwarehouse.whoop.WhoopLogin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logins at WHOOP over HTTP, from the page on which a person agrees to the end of the access. */
class WhoopLoginTest {
    private static final SyncRequest WEEK = SyncRequest.of(DataTypes.SLEEP, DataTypes.WORKOUT)
            .between(WhoopBench.NOW.minus(Duration.ofDays(30)), WhoopBench.NOW.minus(Duration.ofDays(23)));

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(WhoopBench.NOW);
    private final WhoopSimulator vendor = WhoopSimulator.seeded(5)
            .clock(clock)
            .member(WhoopBench.ANN)
            .member(WhoopBench.BOB)
            .build();

    private WhoopBench bench() {
        return new WhoopBench(folder.resolve("health.db"), vendor, clock);
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    @Test
    void whoPastesTheAddressIsConnectedAndStaysSo() throws Exception {
        try (WhoopBench bench = bench()) {
            assertThat(bench.connect(UserId.LOCAL, vendor, WhoopBench.ANN)).isEqualTo("10129");
            assertThat(bench.connection(UserId.LOCAL).state()).isEqualTo(ConnectionState.CONNECTED);
            assertThat(bench.connection(UserId.LOCAL).vendorUserId()).contains("10129");
            assertThat(bench.warehouse.sync(WEEK).await().isComplete()).isTrue();
        }
        try (WhoopBench later = bench()) {
            clock.advance(Duration.ofDays(3));
            assertThat(later.warehouse.sync(WEEK.forced()).await().isComplete()).isTrue();
            assertThat(vendor.renewals()).isEqualTo(1);
        }
    }

    @Test
    void whoseBrowserComesBackToThisMachineIsConnected() throws Exception {
        try (WhoopBench bench = bench()) {
            HttpClient browser = HttpClient.newHttpClient();
            String member = bench.login.connect(UserId.LOCAL, page -> {
                var unused = browser.sendAsync(
                        HttpRequest.newBuilder(vendor.agree(page, WhoopBench.ANN))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
            });

            assertThat(member).isEqualTo("10129");
            assertThat(bench.warehouse.sync(WEEK).await().isComplete()).isTrue();
        }
    }

    @Test
    void whoRefusesIsNotConnected() throws Exception {
        try (WhoopBench bench = bench()) {
            CodeLogin attempt = bench.login.begin();
            assertThatThrownBy(() -> bench.login.finish(
                            UserId.LOCAL, attempt, vendor.refuse(attempt.page()).toString()))
                    .isInstanceOf(HealthWarehouseException.class)
                    .hasMessageContaining("access_denied");
            assertThat(bench.connection(UserId.LOCAL).state()).isEqualTo(ConnectionState.NOT_CONNECTED);
        }
    }

    @Test
    void anAnswerCannotBeUsedForAnotherLoginNorTwice() throws Exception {
        try (WhoopBench bench = bench()) {
            CodeLogin one = bench.login.begin();
            CodeLogin other = bench.login.begin();
            String address = vendor.agree(one.page(), WhoopBench.ANN).toString();

            assertThatThrownBy(() -> bench.login.finish(UserId.LOCAL, other, address))
                    .isInstanceOf(InvalidParameterException.class);
            assertThat(bench.login.finish(UserId.LOCAL, one, address)).isEqualTo("10129");
            assertThatThrownBy(() -> bench.login.finish(UserId.LOCAL, one, address))
                    .isInstanceOf(HealthWarehouseException.class)
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void aTokenIsRenewedBeforeItsHourIsOver() throws Exception {
        try (WhoopBench bench = bench()) {
            String unused = bench.connect(UserId.LOCAL, vendor, WhoopBench.ANN);
            String first = bench.login.tokens(UserId.LOCAL).current();
            clock.advance(Duration.ofMinutes(50));
            assertThat(bench.login.tokens(UserId.LOCAL).current()).isEqualTo(first);
            clock.advance(Duration.ofMinutes(6));
            assertThat(bench.login.tokens(UserId.LOCAL).current()).isNotEqualTo(first);
            assertThat(vendor.renewals()).isEqualTo(1);
        }
    }

    @Test
    void aTokenThatIsRejectedIsReplacedInTheMiddleOfASync() throws Exception {
        try (WhoopBench bench = bench()) {
            String unused = bench.connect(UserId.LOCAL, vendor, WhoopBench.ANN);
            vendor.expireTokens();

            assertThat(bench.warehouse.sync(WEEK).await().isComplete()).isTrue();
            assertThat(vendor.renewals()).isEqualTo(1);
        }
    }

    @Test
    void aLoginThatIsOverPausesTheJobsOfThatUserOnly() throws Exception {
        try (WhoopBench bench = bench()) {
            String unused = bench.connect(UserId.LOCAL, vendor, WhoopBench.ANN);
            unused = bench.connect(WhoopBench.BOBS, vendor, WhoopBench.BOB);
            vendor.revoke(WhoopBench.ANN);

            SyncReport.JobReport ann = bench.warehouse.sync(WEEK).await().jobs().get(0);
            assertThat(ann.state()).isEqualTo(JobState.PAUSED);
            assertThat(ann.note()).contains("reconnect whoop");
            assertThat(bench.connection(UserId.LOCAL).state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
            assertThat(bench.warehouse.sync(WEEK.user(WhoopBench.BOBS)).await().isComplete())
                    .isTrue();
            assertThat(bench.connection(WhoopBench.BOBS).state()).isEqualTo(ConnectionState.CONNECTED);

            unused = bench.connect(UserId.LOCAL, vendor, WhoopBench.ANN);
            assertThat(bench.warehouse.resume(ann.job()).await().isComplete()).isTrue();
        }
    }

    @Test
    void anotherMemberIsRefusedUntilTheyHaveAUserOfTheirOwn() throws Exception {
        try (WhoopBench bench = bench()) {
            String unused = bench.connect(UserId.LOCAL, vendor, WhoopBench.ANN);

            assertThatThrownBy(() -> bench.connect(UserId.LOCAL, vendor, WhoopBench.BOB))
                    .isInstanceOf(AccountMismatchException.class);
            assertThat(bench.connection(UserId.LOCAL).vendorUserId()).contains("10129");
            assertThat(bench.warehouse.sync(WEEK).await().isComplete()).isTrue();
            assertThat(bench.connect(WhoopBench.BOBS, vendor, WhoopBench.BOB)).isEqualTo("10130");
        }
    }

    @Test
    void revokingEndsTheAccessThereAndHere() throws Exception {
        try (WhoopBench bench = bench()) {
            String unused = bench.connect(UserId.LOCAL, vendor, WhoopBench.ANN);
            assertThat(bench.warehouse.sync(WEEK).await().isComplete()).isTrue();
            assertThat(vendor.hasGrant(WhoopBench.ANN)).isTrue();

            bench.login.revoke(UserId.LOCAL);

            assertThat(vendor.hasGrant(WhoopBench.ANN)).isFalse();
            assertThat(bench.connection(UserId.LOCAL).state()).isEqualTo(ConnectionState.NOT_CONNECTED);
            assertThat(bench.warehouse
                            .records(DataTypes.SLEEP)
                            .between(
                                    WhoopBench.NOW.minus(Duration.ofDays(30)),
                                    WhoopBench.NOW.minus(Duration.ofDays(23)))
                            .mode(org.healthwarehouse.ReadMode.LOCAL_ONLY)
                            .read()
                            .data())
                    .isNotEmpty();
        }
    }

    @Test
    void whatTheMemberHasRevokedAlreadyIsForgottenButNotWhatCouldNotBeTold() throws Exception {
        try (WhoopBench bench = bench()) {
            String unused = bench.connect(UserId.LOCAL, vendor, WhoopBench.ANN);
            vendor.faults(number -> java.util.Optional.of(new Fault.ServerError()));
            assertThatThrownBy(() -> bench.login.revoke(UserId.LOCAL)).isInstanceOf(HealthWarehouseException.class);
            assertThat(bench.connection(UserId.LOCAL).state()).isEqualTo(ConnectionState.CONNECTED);

            vendor.faults(FaultPlan.none());
            vendor.revoke(WhoopBench.ANN);
            bench.login.revoke(UserId.LOCAL);
            assertThat(bench.connection(UserId.LOCAL).state()).isEqualTo(ConnectionState.NOT_CONNECTED);
        }
    }

    @Test
    void neitherTokensNorTheSecretOfTheApplicationAreReadableInTheStore() throws Exception {
        try (WhoopBench bench = bench()) {
            String unused = bench.connect(UserId.LOCAL, vendor, WhoopBench.ANN);
            assertThat(bench.warehouse.sync(WEEK).await().isComplete()).isTrue();
            assertThat(bench.login.toString()).doesNotContain("canary");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("canary-whoop");
            }
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        try (Storage storage = SqliteStorage.open(folder.resolve("other.db"), clock)) {
            WhoopLogin.Builder builder =
                    WhoopLogin.with(Logins.in(storage).clock(clock).build());
            assertThatThrownBy(builder::build).hasMessageContaining("client id");
            assertThatThrownBy(() -> builder.clientId("c").build()).hasMessageContaining("client secret");
            assertThatThrownBy(() -> builder.clientId("c")
                            .clientSecret(org.healthwarehouse.auth.Secret.of("canary"))
                            .baseUri(URI.create("http://example.org"))
                            .build())
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageNotContaining("canary");
        }
    }
}
