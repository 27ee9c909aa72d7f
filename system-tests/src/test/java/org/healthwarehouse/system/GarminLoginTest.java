package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.auth.AccountMismatchException;
import org.healthwarehouse.auth.Logins;
import org.healthwarehouse.auth.Secret;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorRequest;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.garmin.GarminConnector;
import org.healthwarehouse.garmin.GarminLogin;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.SealedTokens;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.SyncReport;
import org.healthwarehouse.sync.SyncRequest;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.time.SeededScheduler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that an application hands over once, and that are renewed from then on, each refresh token for one time. */
class GarminLoginTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1/garmin");
    private static final String TOKENS = "/garmin/oauth/token";
    private static final SyncRequest WEEK =
            SyncRequest.of(DataTypes.TRAINING_READINESS).from("garmin").last(Duration.ofDays(3));

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Bench.NOW);
    private final GarminDesk desk = new GarminDesk();
    private final List<String> forms = new ArrayList<>();
    private String access = "canary-access-0";
    private String refresh = "canary-refresh-0";
    private int renewals;
    private long versionAtFirstUse;
    private @Nullable Storage open;

    /** One life of an application. */
    private final class Life implements AutoCloseable {
        final Storage storage = SqliteStorage.open(folder.resolve("health.db"), clock);
        final GarminLogin login = GarminLogin.with(
                        Logins.in(storage).clock(clock).build())
                .clientId("client")
                .addresses(NOWHERE, URI.create("http://127.0.0.1" + TOKENS))
                .transport(desk)
                .build();
        final HealthWarehouse warehouse = HealthWarehouse.builder()
                .storage(storage)
                .connector(GarminConnector.builder().login(login).build())
                .transport(desk)
                .clock(clock)
                .scheduler(new SeededScheduler(clock, new SplittableRandom(1)))
                .random(new SecureRandom())
                .withoutFirstSync()
                .build();

        Life() {
            open = storage;
        }

        @Override
        public void close() {
            warehouse.close();
        }
    }

    private void begin() {
        desk.replies("/garmin", request -> {
            if (!("Bearer " + access).equals(request.headers().get("Authorization"))) {
                return new VendorResponse(401, Map.of(), RawBody.of(new byte[0]));
            }
            versionAtFirstUse = versionAtFirstUse == 0 ? version() : versionAtFirstUse;
            return json(
                    request.uri().getPath().endsWith("socialProfile") ? "{'displayName':'a','profileId':12}" : "[]");
        });
        desk.replies(TOKENS, this::renew);
    }

    private long version() {
        return Objects.requireNonNull(open)
                .tokens()
                .find(UserId.LOCAL, GarminConnector.SOURCE)
                .map(SealedTokens::version)
                .orElse(-1L);
    }

    private VendorResponse renew(VendorRequest request) {
        Map<String, String> form = form(request);
        forms.add(form.get("grant_type") + " " + form.get("client_id") + " "
                + request.headers().get("Authorization"));
        if (!refresh.equals(form.get("refresh_token"))) {
            return new VendorResponse(400, Map.of(), RawBody.of(bytes("{'error':'invalid_grant'}")));
        }
        renewals++;
        access = "canary-access-" + renewals;
        refresh = "canary-refresh-" + renewals;
        versionAtFirstUse = 0;
        return json("{'access_token':'%s','refresh_token':'%s','expires_in':3600,'token_type':'Bearer'}"
                .formatted(access, refresh));
    }

    private static Map<String, String> form(VendorRequest request) {
        try (var in = request.body().open()) {
            Map<String, String> form = new HashMap<>();
            for (String pair : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("&", -1)) {
                String[] parts = pair.split("=", 2);
                form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            return form;
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static VendorResponse json(String body) {
        return new VendorResponse(200, Map.of("content-type", List.of("application/json")), RawBody.of(bytes(body)));
    }

    private String adopt(Life life) throws InterruptedException {
        return life.login.adopt(UserId.LOCAL, Secret.of(access), Secret.of(refresh));
    }

    @Test
    void theNewPairIsInTheStoreBeforeItIsUsedAndOutlivesTheProcess() throws Exception {
        begin();
        try (Life life = new Life()) {
            assertThat(adopt(life)).isEqualTo("12");
            assertThat(life.warehouse.sync(WEEK).await().isComplete()).isTrue();
            long before = version();
            access = "canary-other";

            clock.advance(Duration.ofDays(1));
            assertThat(life.warehouse.sync(WEEK).await().isComplete()).isTrue();

            assertThat(renewals).isOne();
            assertThat(versionAtFirstUse).isGreaterThan(before);
            assertThat(forms)
                    .containsExactly("refresh_token client Basic "
                            + Base64.getEncoder().encodeToString("client:".getBytes(StandardCharsets.UTF_8)));
        }
        clock.advance(Duration.ofDays(1));
        try (Life later = new Life()) {
            assertThat(later.warehouse.sync(WEEK).await().isComplete()).isTrue();
            assertThat(renewals).isEqualTo(2);
        }
    }

    @Test
    void aRefreshTokenThatSomebodyElseHasUsedNeedsAReconnect() throws Exception {
        begin();
        try (Life life = new Life()) {
            var unused = adopt(life);
            access = "canary-elsewhere";
            refresh = "canary-elsewhere";

            SyncReport report = life.warehouse.sync(WEEK).await();

            assertThat(report.isComplete()).isFalse();
            assertThat(life.warehouse.connection("garmin").state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
        }
    }

    @Test
    void aLoginOfAnotherPersonIsRefusedAndSoIsATokenThatIsNotGood() throws Exception {
        begin();
        try (Life life = new Life()) {
            var unused = adopt(life);
            assertThatThrownBy(() -> life.login.adopt(UserId.LOCAL, Secret.of("old"), Secret.of(refresh)))
                    .isInstanceOf(HealthWarehouseException.class)
                    .hasMessageNotContaining("canary");
            desk.replies("/garmin", request -> json("{'displayName':'b','profileId':13}"));
            assertThatThrownBy(() -> adopt(life)).isInstanceOf(AccountMismatchException.class);
        }
    }
}
