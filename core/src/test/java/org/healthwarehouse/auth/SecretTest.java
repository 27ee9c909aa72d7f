package org.healthwarehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final Secret CANARY = Secret.of("CANARY");

    @Test
    void noDescriptionShowsASecret() {
        TokenGrant grant = new TokenGrant(CANARY, Optional.of(CANARY), Optional.of(Duration.ofHours(1)), Set.of("a"));
        URI page = URI.create("https://login.example/activate");
        DevicePrompt prompt = new DevicePrompt("ABCD", page, Optional.empty(), Instant.EPOCH);
        assertThat(CANARY).hasToString("***");
        assertThat(grant.toString()).doesNotContain("CANARY");
        assertThat(TokenSet.of(grant, Instant.EPOCH).toString()).doesNotContain("CANARY");
        assertThat(new DeviceAnswer.Granted(grant).toString()).doesNotContain("CANARY");
        assertThat(new DeviceCode(CANARY, prompt, Duration.ofSeconds(5)).toString())
                .doesNotContain("CANARY");
        assertThat(ScriptedServer.SETTINGS.secret(CANARY).toString()).doesNotContain("CANARY");
    }

    @Test
    void equalSecretsAreEqual() {
        assertThat(Secret.of("CANARY")).isEqualTo(CANARY).hasSameHashCodeAs(CANARY);
        assertThat(Secret.of("CANARIES")).isNotEqualTo(CANARY);
        assertThat(CANARY.reveal()).isEqualTo("CANARY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "CANARY\r\nX-Header: 1", "CANARY\u00e4", "CANARY with blank", "CANARY\u0000"})
    void whatCouldNotBeSentIsNoSecretAndIsNotShown(String text) {
        assertThatThrownBy(() -> Secret.of(text))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageNotContaining("CANARY");
    }
}
