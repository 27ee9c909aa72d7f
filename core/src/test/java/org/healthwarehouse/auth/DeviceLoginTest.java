package org.healthwarehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.model.Failure;
import org.junit.jupiter.api.Test;

/** On a clock that only the pauses move. */
class DeviceLoginTest {
    private static final Instant START = Instant.parse("2026-06-15T12:00:00Z");
    private static final String BEGUN = "{\"device_code\": \"d-1\", \"user_code\": \"ABCD\", \"expires_in\": 60,"
            + " \"verification_uri\": \"https://login.example/activate\", \"interval\": 5}";

    private final ScriptedServer server = new ScriptedServer().then(200, BEGUN);
    private final List<Duration> pauses = new ArrayList<>();
    private final List<DevicePrompt> shown = new ArrayList<>();
    private Instant now = START;

    private TokenGrant run() throws Exception {
        OAuthClient client = new OAuthClient(ScriptedServer.SETTINGS, server, () -> now);
        return new DeviceLogin(client, () -> now, this::pause).run(shown::add);
    }

    private void pause(Duration time) {
        pauses.add(time);
        now = now.plus(time);
    }

    @Test
    void asksUntilThePersonHasAgreed() throws Exception {
        server.thenError("authorization_pending")
                .thenError("authorization_pending")
                .then(200, ScriptedServer.grant("a-1", "r-1", 60));

        assertThat(run().access().reveal()).isEqualTo("a-1");
        assertThat(pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
        assertThat(shown).extracting(DevicePrompt::userCode).containsExactly("ABCD");
        assertThat(server.forms.get(1))
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
                .containsEntry("device_code", "d-1");
    }

    @Test
    void asksFiveSecondsLessOftenWhenToldToSlowDown() throws Exception {
        server.thenError("slow_down")
                .thenError("slow_down")
                .thenError("authorization_pending")
                .then(200, ScriptedServer.grant("a-1", "r-1", 60));
        assertThat(run().access().reveal()).isEqualTo("a-1");
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(5L, 10L, 15L, 15L);
    }

    @Test
    void stopsWhenThePersonRefuses() {
        server.thenError("access_denied");
        assertRefused("refused");
    }

    @Test
    void stopsWhenTheServerSaysThatTheCodeIsTooOld() {
        server.thenError("expired_token");
        assertRefused("not entered in time");
    }

    @Test
    void stopsByItselfWhenTheCodeIsTooOld() {
        for (int i = 0; i < 12; i++) {
            server.thenError("authorization_pending");
        }
        assertRefused("not entered in time");
        assertThat(now).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void callsWithoutAnswerAreRepeatedEverLater() throws Exception {
        server.thenFail(new Failure.Unreachable("no route", Optional.empty()))
                .thenFail(new Failure.TimedOut("too slow"))
                .then(503, "")
                .then(200, ScriptedServer.grant("a-1", "r-1", 60));
        // 5 + 10 + 20 seconds have passed before the fourth question, which would come after the end.
        assertRefused("not entered in time");
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(5L, 10L, 20L);
    }

    @Test
    void anAnswerThatIsNoneEndsTheLogin() {
        server.then(200, "<html>");
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(this::run)
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(Failure.MalformedResponse.class));
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(this::run)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(Failure.AuthenticationFailed.class));
    }
}
