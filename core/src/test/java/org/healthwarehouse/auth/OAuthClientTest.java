package org.healthwarehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthClientTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Secret OLD = Secret.of("old-refresh");
    private static final URI REDIRECT = URI.create("app://back?x=1");

    private final ScriptedServer server = new ScriptedServer();
    private final OAuthClient client = client(ScriptedServer.SETTINGS);

    private OAuthClient client(OAuthSettings settings) {
        return new OAuthClient(settings, server, InstantSource.fixed(NOW));
    }

    @Test
    void aRenewalIsAskedForAsTheStandardSays() throws Exception {
        server.then(200, ScriptedServer.grant("a-2", "r-2", 3600));
        TokenGrant grant = client(ScriptedServer.SETTINGS
                        .secret(Secret.of("client&secret"))
                        .refreshScopes("offline"))
                .refresh(OLD);

        assertThat(server.forms.get(0))
                .isEqualTo(Map.of(
                        "grant_type", "refresh_token",
                        "client_id", "client-1",
                        "client_secret", "client&secret",
                        "refresh_token", "old-refresh",
                        "scope", "offline"));
        assertThat(server.requests.get(0).method()).isEqualTo("POST");
        assertThat(server.requests.get(0).uri()).isEqualTo(ScriptedServer.TOKEN);
        assertThat(server.requests.get(0).headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
        assertThat(grant.access().reveal()).isEqualTo("a-2");
        assertThat(grant.refresh().orElseThrow().reveal()).isEqualTo("r-2");
        assertThat(grant.lifetime()).contains(Duration.ofHours(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"access_token\": \"a\"}; ",
                "{\"access_token\": \"a\", \"refresh_token\": null, \"expires_in\": null}; ",
                "{\"access_token\": \"a\", \"refresh_token\": \"\", \"expires_in\": 0}; ",
                "{\"access_token\": \"a\", \"expires_in\": -5}; ",
                "{\"access_token\": \"a\", \"expires_in\": \"soon\"}; ",
                "{\"access_token\": \"a\", \"expires_in\": []}; ",
                "{\"access_token\": \"a\", \"expires_in\": \"3600\", \"token_type\": \"BEARER\"}; PT1H",
                "{\"access_token\": \"a\", \"expires_in\": 3600.9}; PT1H",
                "{\"access_token\": \"a\", \"expires_in\": 1e300}; PT8784H",
            })
    void whatIsMissingOrSenselessInAGrantIsUnknown(String body, String lifetime) throws Exception {
        server.then(200, body);
        TokenGrant grant = client.refresh(OLD);
        assertThat(grant.refresh()).isEmpty();
        assertThat(grant.lifetime()).isEqualTo(Optional.ofNullable(lifetime).map(Duration::parse));
        assertThat(grant.scopes()).isEmpty();
    }

    @Test
    void grantedScopesAreRead() throws Exception {
        server.then(200, "{\"access_token\": \"a\", \"scope\": \" read  offline read \"}");
        assertThat(client.refresh(OLD).scopes()).containsExactlyInAnyOrder("read", "offline");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "CANARY",
                "<html>CANARY</html>",
                "{\"access_token\": \"CANARY\"",
                "{}",
                "{\"access_token\": 5}",
                "{\"access_token\": \"CANARY\\r\\nX: 1\"}",
                "{\"access_token\": \"a\", \"refresh_token\": {\"CANARY\": 1}}",
                "{\"access_token\": \"CANARY\", \"token_type\": \"mac\"}",
            })
    void anAnswerThatGrantsNothingUsableIsMalformedAndNotShown(String body) {
        server.then(200, body);
        assertFailure(() -> client.refresh(OLD), Failure.MalformedResponse.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "400; {\"error\": \"invalid_grant\"}; AuthenticationFailed",
                "403; {\"error\": \"invalid_grant\", \"error_description\": \"CANARY\"}; AuthenticationFailed",
                "401; {\"error\": \"access_denied\"}; AuthenticationFailed",
                "400; {\"error\": \"invalid_client\"}; AuthenticationFailed",
                "400; {\"error\": \"CANARY secret\"}; AuthenticationFailed",
                "401; <html>CANARY</html>; AuthenticationFailed",
                "302; CANARY; Unexpected",
                "404; CANARY; Unexpected",
                "408; CANARY; TimedOut",
                "429; {\"error\": \"invalid_grant\"}; RateLimited",
                "500; {\"error\": \"invalid_grant\"}; Unreachable",
                "503; CANARY; Unreachable",
                "504; CANARY; TimedOut",
            })
    void everyOtherStatusHasItsFailure(int status, String body, String failure) {
        server.then(status, body);
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> client.refresh(OLD))
                .satisfies(e -> assertThat(e.failure().type()).isEqualTo(failure))
                .satisfies(e -> assertThat(e.getMessage()).contains("Example").doesNotContain("CANARY", "old-refresh"));
    }

    @ParameterizedTest
    @CsvSource({"7,PT7S", "0,PT0S", "999999999,PT24H", "31536000,PT24H", "nonsense,", "-1,", "1e3,"})
    void aWaitIsReadOffTheHeader(String header, String wait) {
        server.then(429, Map.of("Retry-After", List.of(header)), "");
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(() -> client.refresh(OLD))
                .satisfies(e -> assertThat(((Failure.RateLimited) e.failure()).retryAfter())
                        .isEqualTo(Optional.ofNullable(wait).map(Duration::parse)));
    }

    @Property(tries = 500)
    void noNonsenseCausesAnythingButAFetchException(
            @ForAll @IntRange(min = 100, max = 599) int status, @ForAll String body) throws Exception {
        ScriptedServer nonsense =
                new ScriptedServer().then(status, body).then(status, body).then(status, body);
        OAuthClient any = new OAuthClient(ScriptedServer.SETTINGS, nonsense, InstantSource.fixed(NOW));
        DevicePrompt prompt = new DevicePrompt("A", ScriptedServer.TOKEN, Optional.empty(), NOW);
        DeviceCode code = new DeviceCode(OLD, prompt, Duration.ofSeconds(5));
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> any.refresh(OLD), any::beginDeviceLogin, () -> any.pollDeviceLogin(code))) {
            assertThatThrownBy(call).isInstanceOf(FetchException.class);
        }
    }

    @Test
    void aDeviceLoginBeginsWithACodeForThePerson() throws Exception {
        server.then(
                200,
                "{\"device_code\": \"d-1\", \"user_code\": \"ABCD-EFGH\", \"expires_in\": 900, \"interval\": 7,"
                        + " \"verification_uri\": \"https://login.example/activate\","
                        + " \"verification_uri_complete\": \"https://login.example/activate?user_code=ABCD-EFGH\"}");
        DeviceCode code =
                client(ScriptedServer.SETTINGS.audience("https://api.example/")).beginDeviceLogin();

        assertThat(server.forms.get(0))
                .isEqualTo(
                        Map.of("client_id", "client-1", "audience", "https://api.example/", "scope", "read offline"));
        assertThat(code.interval()).isEqualTo(Duration.ofSeconds(7));
        assertThat(code.prompt())
                .isEqualTo(new DevicePrompt(
                        "ABCD-EFGH",
                        URI.create("https://login.example/activate"),
                        Optional.of(URI.create("https://login.example/activate?user_code=ABCD-EFGH")),
                        NOW.plusSeconds(900)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"device_code\": \"d\", \"user_code\": \"A\", \"verification_uri\": \"https://x.example\"}",
                "{\"device_code\": \"d\", \"user_code\": \"A\", \"expires_in\": 9}",
                "{\"device_code\": \"d\", \"user_code\": \"A\", \"expires_in\": 9, \"verification_uri\":"
                        + " \"javascript:CANARY\"}",
                "{\"device_code\": \"d\", \"user_code\": \"A\", \"expires_in\": 9, \"verification_uri\": \"not a uri\"}",
                "{\"device_code\": \"d\", \"user_code\": \"\", \"expires_in\": 9, \"verification_uri\":"
                        + " \"https://x.example\"}",
                "{\"user_code\": \"A\", \"expires_in\": 9, \"verification_uri\": \"https://x.example\"}",
            })
    void aBeginningThatLacksSomethingIsMalformed(String body) {
        server.then(200, body);
        assertFailure(client::beginDeviceLogin, Failure.MalformedResponse.class);
    }

    @Test
    void theAuthorizePageCarriesWhatTheVendorNeeds() {
        assertThat(client.authorizePage("12345678", REDIRECT))
                .isEqualTo(URI.create("https://login.example/authorize?response_type=code&client_id=client-1"
                        + "&redirect_uri=app%3A%2F%2Fback%3Fx%3D1&scope=read+offline&state=12345678"));
        assertThatThrownBy(() -> client.authorizePage("1234567", REDIRECT))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageNotContaining("1234567");
    }

    @Test
    void aCodeIsTurnedIntoTokens() throws Exception {
        server.then(200, ScriptedServer.grant("a-1", "r-1", 60));
        assertThat(client.exchangeCode(Secret.of("code-1"), REDIRECT).access().reveal())
                .isEqualTo("a-1");
        assertThat(server.forms.get(0))
                .isEqualTo(Map.of(
                        "grant_type", "authorization_code",
                        "code", "code-1",
                        "redirect_uri", "app://back?x=1",
                        "client_id", "client-1"));
        server.thenError("invalid_grant");
        assertFailure(() -> client.exchangeCode(Secret.of("used"), REDIRECT), Failure.AuthenticationFailed.class);
    }

    @Test
    void tokensTravelEncryptedOnly() {
        assertThatThrownBy(() -> OAuthSettings.of("X", URI.create("http://login.example/token"), "c"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("https");
        assertThat(OAuthSettings.of("X", URI.create("http://127.0.0.1:8080/token"), "c")
                        .clientId())
                .isEqualTo("c");
    }

    @Test
    void aLoginThatTheSettingsDoNotHaveIsRefused() {
        OAuthClient bare = client(OAuthSettings.of("Bare", ScriptedServer.TOKEN, "c"));
        assertThatThrownBy(bare::beginDeviceLogin).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> bare.authorizePage("12345678", REDIRECT))
                .isInstanceOf(InvalidParameterException.class);
    }

    private static void assertFailure(ThrowingCallable call, Class<? extends Failure> kind) {
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.failure()).isInstanceOf(kind))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("CANARY", "old-refresh"));
    }
}
