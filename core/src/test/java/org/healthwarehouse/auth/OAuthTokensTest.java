package org.healthwarehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.ConnectionState;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthTokensTest {
    private static final Instant START = Instant.parse("2026-06-15T12:00:00Z");
    private static final UserId ANN = UserId.of("ann");
    private static final SourceId VENDOR = SourceId.of("vendor");
    private static final long HOUR = 3600;

    private final MemoryStorage storage = new MemoryStorage();
    private final ScriptedServer server = new ScriptedServer();
    private final SourceLogins logins = logins(1);
    private final AccessTokens tokens = logins.tokens(ANN);
    private volatile Instant now = START;

    /** As another process would have it: nothing in memory but the same store. */
    private SourceLogins logins(int keyByte) {
        byte[] key = new byte[32];
        key[0] = (byte) keyByte;
        return Logins.in(storage)
                .keys(KeyProvider.of(key))
                .clock(() -> now)
                .random(new SecureRandom())
                .build()
                .at(VENDOR, new OAuthClient(ScriptedServer.SETTINGS, server, () -> now));
    }

    private void connect(String refresh) {
        logins.connect(
                ANN,
                new TokenGrant(
                        Secret.of("a-1"),
                        Optional.of(refresh).filter(text -> !text.isEmpty()).map(Secret::of),
                        Optional.of(Duration.ofSeconds(HOUR)),
                        Set.of()),
                Optional.of("v-1"));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private ConnectionState state() {
        return storage.connections.find(ANN, VENDOR).orElseThrow().state();
    }

    @Test
    void aLoginIsUsedWithoutAskingTheVendor() throws Exception {
        connect("r-1");
        assertThat(logins.tokens(ANN).current()).isEqualTo("a-1");
        assertThat(logins(1).tokens(ANN).current()).isEqualTo("a-1");
        assertThat(server.forms).isEmpty();
        assertThat(storage.connections.find(ANN, VENDOR).orElseThrow().scopes())
                .containsExactlyInAnyOrder("read", "offline");
    }

    @Test
    void aTokenIsRenewedMinutesBeforeItsEnd() throws Exception {
        connect("r-1");
        server.then(200, ScriptedServer.grant("a-2", "r-2", HOUR));
        pass(Duration.ofMinutes(54));
        assertThat(tokens.current()).isEqualTo("a-1");
        pass(Duration.ofMinutes(1));
        assertThat(tokens.current()).isEqualTo("a-2");
        assertThat(tokens.current()).isEqualTo("a-2");
        assertThat(server.forms).hasSize(1);
        assertThat(server.forms.get(0)).containsEntry("refresh_token", "r-1");
    }

    @Test
    void aShortLivedTokenIsNotRenewedForEveryCall() throws Exception {
        server.then(200, ScriptedServer.grant("a-2", "r-2", 60)).then(200, ScriptedServer.grant("a-3", "r-3", 60));
        connect("r-1");
        pass(Duration.ofHours(1));
        assertThat(tokens.current()).isEqualTo("a-2");
        pass(Duration.ofSeconds(53));
        assertThat(tokens.current()).isEqualTo("a-2");
        pass(Duration.ofSeconds(1));
        assertThat(tokens.current()).isEqualTo("a-3");
    }

    @Test
    void aRejectedTokenIsReplacedOnceForAllWhoWereRejected() throws Exception {
        connect("r-1");
        server.then(200, ScriptedServer.grant("a-2", "r-2", HOUR));
        assertThat(tokens.replace("a-1")).isEqualTo("a-2");
        assertThat(tokens.replace("a-1")).isEqualTo("a-2");
        assertThat(logins(1).tokens(ANN).replace("a-1")).isEqualTo("a-2");
        assertThat(server.forms).hasSize(1);
    }

    @Test
    void anAnswerWithoutRefreshTokenKeepsTheOldOne() throws Exception {
        connect("r-1");
        server.then(200, "{\"access_token\": \"a-2\", \"expires_in\": 3600}").then(200, "{\"access_token\": \"a-3\"}");
        assertThat(tokens.replace("a-1")).isEqualTo("a-2");
        assertThat(tokens.replace("a-2")).isEqualTo("a-3");
        assertThat(server.forms.get(1)).containsEntry("refresh_token", "r-1");
    }

    @Test
    void aTokenOfUnknownLifetimeIsRenewedOnlyWhenRejected() throws Exception {
        connect("r-1");
        server.then(200, "{\"access_token\": \"a-2\", \"expires_in\": -1}");
        assertThat(tokens.replace("a-1")).isEqualTo("a-2");
        pass(Duration.ofDays(1000));
        assertThat(tokens.current()).isEqualTo("a-2");
    }

    @Test
    void eightThreadsWithOneExpiredTokenCauseOneRenewal() throws Exception {
        connect("r-1");
        pass(Duration.ofHours(2));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        server.then(() -> {
            asked.countDown();
            answer.await();
            return new VendorResponse(
                    200,
                    java.util.Map.of(),
                    RawBody.of(ScriptedServer.grant("a-2", "r-2", HOUR)
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> got = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Callable<String> call = i % 2 == 0 ? tokens::current : () -> tokens.replace("a-1");
                got.add(threads.submit(call));
            }
            asked.await();
            answer.countDown();
            Set<String> all = new HashSet<>();
            for (Future<String> each : got) {
                all.add(each.get());
            }
            assertThat(all).containsExactly("a-2");
            assertThat(server.forms).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoMeetsTheRenewalOfAnotherProcessIsToldToWaitASecond() throws Exception {
        connect("r-1");
        pass(Duration.ofHours(2));
        storage.leasedByAnother = true;
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(tokens::current)
                .satisfies(e -> assertThat(((Failure.RateLimited) e.failure()).retryAfter())
                        .contains(Duration.ofSeconds(1)));

        storage.leasedByAnother = false;
        server.then(200, ScriptedServer.grant("a-2", "r-2", HOUR));
        assertThat(logins(1).tokens(ANN).current()).isEqualTo("a-2");
        assertThat(tokens.current()).isEqualTo("a-2");
        assertThat(server.forms).hasSize(1);
    }

    @Test
    void whileAnotherProcessRenewsEarlyTheGoodTokenIsUsed() throws Exception {
        connect("r-1");
        pass(Duration.ofMinutes(56));
        storage.leasedByAnother = true;
        assertThat(tokens.current()).isEqualTo("a-1");
        assertThat(tokens.current()).isEqualTo("a-1");
        assertThat(storage.leases).isEqualTo(1);
    }

    @Test
    void anEarlyRenewalThatFailsDoesNoHarmUntilTheEnd() throws Exception {
        connect("r-1");
        pass(Duration.ofMinutes(56));
        server.then(503, "").thenFail(new Failure.TimedOut("slow")).then(503, "");
        assertThat(tokens.current()).isEqualTo("a-1");
        assertThat(tokens.current()).isEqualTo("a-1");
        pass(Duration.ofSeconds(30));
        assertThat(tokens.current()).isEqualTo("a-1");
        pass(Duration.ofMinutes(5));
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(tokens::current)
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(Failure.Unreachable.class));
        assertThat(state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void aDeadLoginNeedsAReconnectAndIsNotTriedAgain() {
        connect("r-1");
        server.thenError("invalid_grant");
        assertAuthenticationFailed(() -> tokens.replace("a-1"), "log in again");
        assertAuthenticationFailed(() -> tokens.replace("a-1"), "log in again");
        assertThat(server.forms).hasSize(1);
        assertThat(state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
    }

    @Test
    void aNewLoginMendsADeadOneAlsoInTheObjectsThatSawItDie() throws Exception {
        connect("r-1");
        server.thenError("invalid_grant").then(200, ScriptedServer.grant("a-3", "r-3", HOUR));
        assertAuthenticationFailed(() -> tokens.replace("a-1"), "log in again");
        connect("r-2");
        assertThat(state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(tokens.replace("a-1")).isEqualTo("a-3");
        assertThat(server.forms.get(1)).containsEntry("refresh_token", "r-2");
    }

    @Test
    void aLoginWithoutRefreshTokenEndsWithItsAccessToken() throws Exception {
        connect("");
        assertThat(tokens.current()).isEqualTo("a-1");
        pass(Duration.ofHours(2));
        assertAuthenticationFailed(tokens::current, "cannot be renewed");
        assertThat(state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
    }

    @Test
    void aRefusalIsNotBelievedIfSomebodyElseWasQuicker() throws Exception {
        connect("r-1");
        server.then(() -> {
            connect("r-9");
            throw new FetchException(new Failure.AuthenticationFailed("used up"));
        });
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> tokens.replace("a-1"))
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(Failure.RateLimited.class));
    }

    @Test
    void aPairThatCannotBeStoredIsNotUsedAndIsStoredLaterWithoutAskingAgain() throws Exception {
        connect("r-1");
        server.then(200, ScriptedServer.grant("a-2", "r-2", HOUR));
        storage.fails = true;
        assertThatThrownBy(() -> tokens.replace("a-1")).isInstanceOf(StorageFailedException.class);
        assertThatThrownBy(() -> tokens.replace("a-1")).isInstanceOf(StorageFailedException.class);
        assertThat(storage.releases)
                .as("nobody else may burn the old one meanwhile")
                .isZero();
        storage.fails = false;
        assertThat(tokens.replace("a-1")).isEqualTo("a-2");
        assertThat(server.forms).hasSize(1);
        assertThat(logins(1).tokens(ANN).current()).isEqualTo("a-2");
    }

    @Test
    void anInterruptDoesNotBreakARenewalOff() throws Exception {
        connect("r-1");
        Thread caller = Thread.currentThread();
        server.then(() -> {
            caller.interrupt();
            return new VendorResponse(
                    200,
                    java.util.Map.of(),
                    RawBody.of(ScriptedServer.grant("a-2", "r-2", HOUR)
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        });
        assertThat(tokens.replace("a-1")).isEqualTo("a-2");
        assertThat(Thread.interrupted())
                .as("the interrupt is handed on afterwards")
                .isTrue();
        assertThat(logins(1).tokens(ANN).current()).isEqualTo("a-2");
    }

    @Test
    void whoNeverLoggedInIsNotConnected() {
        assertAuthenticationFailed(tokens::current, "not connected to vendor");
        assertThat(state()).isEqualTo(ConnectionState.NOT_CONNECTED);
    }

    @Test
    void whoLoggedOutIsNotConnected() throws Exception {
        connect("r-1");
        assertThat(tokens.current()).isEqualTo("a-1");
        logins.disconnect(ANN);
        assertAuthenticationFailed(() -> logins.tokens(ANN).current(), "not connected to vendor");
        assertThat(state()).isEqualTo(ConnectionState.NOT_CONNECTED);
    }

    @Test
    void anotherPersonIsRefusedAndTheLoginStays() throws Exception {
        connect("r-1");
        TokenGrant stranger = new TokenGrant(Secret.of("CANARY"), Optional.empty(), Optional.empty(), Set.of());
        assertThatThrownBy(() -> logins.connect(ANN, stranger, Optional.of("v-2")))
                .isInstanceOf(AccountMismatchException.class)
                .hasMessageContaining("another person")
                .hasMessageNotContaining("CANARY");
        assertThat(logins(1).tokens(ANN).current()).isEqualTo("a-1");
    }

    @Test
    void withAnotherKeyTheUserHasToReconnect() {
        connect("r-1");
        assertAuthenticationFailed(() -> logins(2).tokens(ANN).current(), "another key");
        assertThat(state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
        assertThat(server.forms).isEmpty();
    }

    @Test
    void changedBytesMeanAReconnect() {
        connect("r-1");
        byte[] bytes = storage.tokens.find(ANN, VENDOR).orElseThrow().bytes();
        bytes[40] ^= 1;
        storage.tokens.put(ANN, VENDOR, bytes, now);
        assertAuthenticationFailed(() -> logins(1).tokens(ANN).current(), "were changed");
        assertThat(state()).isEqualTo(ConnectionState.NEEDS_RECONNECT);
    }

    /** Only how long a token is good for comes from the server, never what time it is. */
    @ParameterizedTest
    @ValueSource(longs = {2, -2})
    void aClockThatJumpsDaysCostsNoMoreThanOneRenewalEachTime(long days) throws Exception {
        connect("r-1");
        server.then(200, ScriptedServer.grant("a-2", "r-2", HOUR)).then(200, ScriptedServer.grant("a-3", "r-3", HOUR));
        pass(Duration.ofDays(days));
        assertThat(days > 0 ? tokens.current() : tokens.replace("a-1")).isEqualTo("a-2");
        assertThat(tokens.current()).isEqualTo("a-2");
        pass(Duration.ofDays(-days));
        String later = days > 0 ? "a-2" : "a-3";
        assertThat(tokens.current()).isEqualTo(later);
        assertThat(tokens.current()).isEqualTo(later);
    }

    @Test
    void neitherLoginsNorTokensShowSecrets() {
        connect("CANARY");
        assertThat(tokens).hasToString("OAuthTokens[Example]");
        assertThat(storage.tokens.find(ANN, VENDOR).orElseThrow().toString()).doesNotContain("CANARY");
    }

    private static void assertAuthenticationFailed(ThrowingCallable call, String message) {
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(Failure.AuthenticationFailed.class));
    }
}
