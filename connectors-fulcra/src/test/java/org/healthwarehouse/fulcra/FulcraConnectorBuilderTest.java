package org.healthwarehouse.fulcra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.connector.ConnectorProvider;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FulcraConnectorBuilderTest {
    @Test
    void servesFulcra() {
        FulcraConnector connector = builder().build();
        assertThat(connector.source().value()).isEqualTo("fulcra");
        assertThat(connector).hasToString("FulcraConnector[https://api.fulcradynamics.com]");
    }

    @Test
    void exactlyOneSourceOfTokensIsNeeded() {
        refused(() -> FulcraConnector.builder().userId("u").build());
        refused(() -> builder().tokens(AccessTokens.fixed("t")).build());
    }

    @Test
    void aTokenWithoutUserNeedsAUserId() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> FulcraConnector.builder().token("opaque").build())
                .withMessageContaining("userId(...)")
                .withMessageNotContaining("opaque");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nX-Header: 1", "ä"})
    void whatCannotBeATokenIsRefusedAndNotRepeated(String token) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> FulcraConnector.builder().token(token))
                .withMessageNotContaining("X-Header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.org",
                "https://api.example.org/prefix/",
                "http://localhost:8080",
                "http://127.0.0.1:8080/",
                "http://[::1]:8080",
            })
    void encryptedAndLocalAddressesAreAccepted(String uri) {
        assertThatNoException().isThrownBy(() -> builder().baseUri(URI.create(uri)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.org",
                "http://localhost.example.org",
                "http://127.0.0.1.example.org",
                "ftp://localhost",
                "https:relative",
                "file:///etc/passwd",
                "https://user:password@api.example.org",
                "https://api.example.org?x=1",
                "https://api.example.org#x",
                "api.example.org",
            })
    void otherAddressesAreRefused(String uri) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> builder().baseUri(URI.create(uri)))
                .withMessageNotContaining("password");
    }

    @Test
    void userIdsAreChecked() {
        refused(() -> builder().userId(" "));
        refused(() -> builder().userId("x".repeat(201)));
    }

    @Test
    void isDiscovered() {
        assertThat(ServiceLoader.load(ConnectorProvider.class))
                .hasAtLeastOneElementOfType(FulcraConnectorProvider.class);
    }

    @Test
    void theProviderReadsItsSettings() {
        FulcraConnectorProvider provider = new FulcraConnectorProvider();
        Map<String, String> settings =
                Map.of("fulcra.token", "t", "fulcra.user-id", "u", "fulcra.base-uri", "http://localhost:1");
        assertThat(provider.create(name -> Optional.ofNullable(settings.get(name))))
                .hasValueSatisfying(
                        connector -> assertThat(connector).hasToString("FulcraConnector[http://localhost:1]"));
        assertThat(provider.create(name -> Optional.empty())).isEmpty();
        assertThat(provider.source()).isEqualTo(FulcraConnector.SOURCE);
        refused(() -> provider.create(name -> Optional.of(name.equals("fulcra.base-uri") ? "not a uri" : "x")));
    }

    private static FulcraConnectorBuilder builder() {
        return FulcraConnector.builder().token("t").userId("u");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(call);
    }
}
