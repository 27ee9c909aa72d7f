package org.healthwarehouse.fulcra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {
    /** A token with that payload; neither header nor signature mean anything. */
    static String token(String payload) {
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(UTF_8)) + ".c2ln";
    }

    @Test
    void findsTheUserAmongOtherClaims() {
        String payload = "{\"iss\": \"x\", \"aud\": [\"a\", {\"fulcradynamics.com/userid\": \"no\"}],"
                + " \"fulcradynamics.com/userid\": \"yes\", \"exp\": 1}";
        assertThat(TokenClaims.userId(token(payload))).contains("yes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"fulcradynamics.com/userid\": 17}",
                "{\"fulcradynamics.com/userid\": \" \"}",
                "{\"fulcradynamics.com/userid\"",
                "",
            })
    void aTokenWithoutUserNamesNone(String payload) {
        assertThat(TokenClaims.userId(token(payload))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "opaque", "a.b", "a.%%%.c", "a.b.c.d", ".."})
    void whatIsNoJwtNamesNone(String token) {
        assertThat(TokenClaims.userId(token)).isEmpty();
    }

    @Property(tries = 500)
    void noTextMakesItFail(@ForAll String a, @ForAll String b) {
        assertThat(TokenClaims.userId(a + "." + b + ".")).isNotNull();
        assertThat(TokenClaims.userId(token(a))).isNotNull();
    }
}
