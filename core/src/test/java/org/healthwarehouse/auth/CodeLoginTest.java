package org.healthwarehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeLoginTest {
    private static final URI REDIRECT = URI.create("https://app.example/back");

    private final ScriptedServer server = new ScriptedServer();
    private final OAuthClient client = new OAuthClient(
            ScriptedServer.SETTINGS, server, InstantSource.fixed(Instant.parse("2026-06-15T12:00:00Z")));
    private final CodeLogin login = CodeLogin.begin(client, REDIRECT, new Random(1));

    private String state() {
        String page = login.page().toString();
        return page.substring(page.indexOf("state=") + "state=".length());
    }

    @Test
    void theCodeThatComesBackBecomesALogin() throws Exception {
        server.then(200, ScriptedServer.grant("a-1", "r-1", 3600));

        TokenGrant grant = login.finish(" " + REDIRECT + "?code=c%2F1&scope=read&state=" + state() + "#_\n");

        assertThat(grant.access().reveal()).isEqualTo("a-1");
        assertThat(server.forms.get(0))
                .containsEntry("code", "c/1")
                .containsEntry("redirect_uri", REDIRECT.toString())
                .containsEntry("grant_type", "authorization_code");
    }

    @Test
    void everyLoginHasALongStateOfItsOwn() {
        assertThat(state()).hasSizeGreaterThanOrEqualTo(22);
        assertThat(CodeLogin.begin(client, REDIRECT, new Random(2)).page()).isNotEqualTo(login.page());
        assertThat(login.toString()).doesNotContain(state());
    }

    @Test
    void anAnswerToAnotherLoginIsRefusedWithoutACall() {
        for (String state : List.of("&state=" + state() + "x", "&state=", "")) {
            assertThatThrownBy(() -> login.finish(REDIRECT + "?code=canary-code" + state))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageNotContaining("canary");
        }
        assertThat(server.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "canary-code", "https://elsewhere.example/back?code=canary-code&state="})
    void whatIsNoAnswerIsRefusedWithoutACall(String text) {
        assertThatThrownBy(() -> login.finish(text.endsWith("=") ? text + state() : text))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("https://app.example/back")
                .hasMessageNotContaining("canary");
    }

    @Test
    void whoRefusesIsToldApartFromWhatIsBroken() {
        assertThatThrownBy(() -> login.finish(REDIRECT + "?error=access_denied&state=" + state()))
                .isInstanceOfSatisfying(
                        FetchException.class,
                        thrown -> assertThat(thrown.failure()).isInstanceOf(Failure.AuthenticationFailed.class))
                .hasMessageContaining("(access_denied)");
        assertThatThrownBy(() -> login.finish(REDIRECT + "?error=Canary+4&state=" + state()))
                .isInstanceOf(FetchException.class)
                .hasMessageNotContaining("Canary");
        assertThatThrownBy(() -> login.finish(REDIRECT + "?state=" + state()))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("brings no code");
    }

    @Test
    void aCodeThatIsUsedUpIsAFailedLogin() {
        server.thenError("invalid_grant");

        assertThatThrownBy(() -> login.finish(REDIRECT + "?code=canary-code&state=" + state()))
                .isInstanceOfSatisfying(
                        FetchException.class,
                        thrown -> assertThat(thrown.failure()).isInstanceOf(Failure.AuthenticationFailed.class))
                .hasMessageNotContaining("canary");
    }
}
