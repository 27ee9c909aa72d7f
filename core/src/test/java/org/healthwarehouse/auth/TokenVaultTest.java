package org.healthwarehouse.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.Test;

class TokenVaultTest {
    private static final UserId ANN = UserId.of("ann");
    private static final SourceId VENDOR = SourceId.of("vendor");
    private static final String LOGIN = "{\"access\": \"CANARY\"}";

    private final TokenVault vault = vault((byte) 1);

    private static TokenVault vault(byte fill) {
        return new TokenVault(KeyProvider.of(key(fill)), new SecureRandom());
    }

    private static byte[] key(byte fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, fill);
        return key;
    }

    @Property(tries = 200)
    void whatIsSealedIsOpened(@ForAll @StringLength(max = 3_000) String login) throws Exception {
        assertThat(vault.open(ANN, VENDOR, vault.seal(ANN, VENDOR, login))).isEqualTo(clean(login));
    }

    /** A lone half of a pair of characters has no bytes of its own. */
    private static String clean(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Property(tries = 2_000)
    void everyFlippedBitIsRefused(@ForAll("positions") int position, @ForAll @IntRange(max = 7) int bit) {
        byte[] sealed = vault.seal(ANN, VENDOR, LOGIN);
        sealed[position % sealed.length] ^= (byte) (1 << bit);
        refused(vault, ANN, VENDOR, sealed);
    }

    @Provide
    Arbitrary<Integer> positions() {
        return Arbitraries.integers().between(0, vault.seal(ANN, VENDOR, LOGIN).length - 1);
    }

    @Property(tries = 200)
    void everyShorterOrLongerTextIsRefused(@ForAll @IntRange(max = 200) int length) {
        byte[] sealed = vault.seal(ANN, VENDOR, LOGIN);
        if (length != sealed.length) {
            refused(vault, ANN, VENDOR, Arrays.copyOf(sealed, length));
        }
    }

    @Test
    void aLoginIsOfNoUseInAnotherRow() {
        byte[] sealed = vault.seal(ANN, VENDOR, LOGIN);
        refused(vault, UserId.of("bob"), VENDOR, sealed);
        refused(vault, ANN, SourceId.of("other"), sealed);
        refused(vault, UserId.of("b:c"), SourceId.of("a"), vault.seal(UserId.of("c"), SourceId.of("a:b"), LOGIN));
    }

    @Test
    void anotherKeyIsToldFromChangedBytes() {
        byte[] sealed = vault.seal(ANN, VENDOR, LOGIN);
        assertThatExceptionOfType(UnreadableLoginException.class)
                .isThrownBy(() -> vault((byte) 2).open(ANN, VENDOR, sealed))
                .withMessageContaining("another key");
    }

    @Test
    void withoutAKeyNothingIsOpened() {
        KeyProvider lost = new KeyProvider() {
            @Override
            public Optional<byte[]> find() {
                return Optional.empty();
            }

            @Override
            public byte[] findOrCreate() {
                throw new AssertionError("opening must not make a key");
            }
        };
        byte[] sealed = vault.seal(ANN, VENDOR, LOGIN);
        assertThatExceptionOfType(UnreadableLoginException.class)
                .isThrownBy(() -> new TokenVault(lost, new SecureRandom()).open(ANN, VENDOR, sealed))
                .withMessageContaining("is gone");
    }

    @Test
    void theSameLoginIsNeverSealedTwiceInTheSameWay() {
        assertThat(vault.seal(ANN, VENDOR, LOGIN)).isNotEqualTo(vault.seal(ANN, VENDOR, LOGIN));
    }

    @Test
    void nothingOfTheLoginIsVisible() {
        byte[] sealed = vault.seal(ANN, VENDOR, LOGIN);
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("CANARY", "access");
        assertThat(sealed).hasSize(1 + 4 + 12 + LOGIN.length() + 16).startsWith(1);
    }

    private static void refused(TokenVault vault, UserId user, SourceId source, byte[] sealed) {
        assertThatExceptionOfType(UnreadableLoginException.class)
                .isThrownBy(() -> vault.open(user, source, sealed))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("CANARY"));
    }
}
