package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Budget.Allowance;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.VendorResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaHeadersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Budget BUDGET = new Budget(
            "app",
            List.of(new Allowance(100, Duration.ofMinutes(1)), new Allowance(10_000, Duration.ofDays(1))),
            Duration.ZERO,
            3,
            0);

    private static QuotaHeaders.Read read(String limit, String remaining, String reset) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("X-RateLimit-Limit", List.of(limit));
        headers.put("X-RateLimit-Remaining", List.of(remaining));
        headers.put("X-RateLimit-Reset", List.of(reset));
        return QuotaHeaders.read(new VendorResponse(200, headers, RawBody.of(new byte[0])), BUDGET, NOW);
    }

    @Test
    void readsTheWindowThatIsNearestToItsEnd() {
        QuotaHeaders.Read read = read("100, 100;window=60, 10000;window=86400", "98", "3");

        assertThat(read.counts()).contains(new QuotaHeaders(100, 98, NOW.plusSeconds(3)));
        assertThat(read.contradiction()).isEmpty();
    }

    @Test
    void namesWithoutTheXAndInAnyCaseMeanTheSame() {
        Map<String, List<String>> headers = Map.of(
                "ratelimit-LIMIT",
                List.of("10000"),
                "RateLimit-Remaining",
                List.of("0"),
                "RATELIMIT-reset",
                List.of("77"));

        assertThat(QuotaHeaders.read(new VendorResponse(429, headers, RawBody.of(new byte[0])), BUDGET, NOW)
                        .counts())
                .contains(new QuotaHeaders(10_000, 0, NOW.plusSeconds(77)));
    }

    @Test
    void anAnswerThatSaysNothingTeachesNothing() {
        assertThat(QuotaHeaders.read(new VendorResponse(200, Map.of(), RawBody.of(new byte[0])), BUDGET, NOW))
                .isEqualTo(QuotaHeaders.Read.NOTHING);
    }

    @Test
    void aNumberWithoutAnEndTeachesNothing() {
        Map<String, List<String>> headers = Map.of("X-RateLimit-Remaining", List.of("0"));

        assertThat(QuotaHeaders.read(new VendorResponse(200, headers, RawBody.of(new byte[0])), BUDGET, NOW))
                .isEqualTo(QuotaHeaders.Read.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 101, 3",
        "100, -1, 3",
        "0, 0, 3",
        "-5, 0, 3",
        "many, 4, 3",
        "100, some, 3",
        "100, 1e9, 3",
        "100, 99999999999999999999, 3",
        "100, 5, -3",
        "100, 5, soon",
        "100, 5, 86401",
        "100, 5, 1767225600"
    })
    void numbersThatContradictAreNotBelievedAndRemarked(String limit, String remaining, String reset) {
        QuotaHeaders.Read read = read(limit, remaining, reset);

        assertThat(read.counts()).isEmpty();
        assertThat(read.contradiction()).isPresent();
    }

    @Test
    void aLimitAboveTheDeclaredOneIsRemarkedAndTheCallsLeftStillBind() {
        QuotaHeaders.Read read = read("20000", "5", "60");

        assertThat(read.counts()).contains(new QuotaHeaders(0, 5, NOW.plusSeconds(60)));
        assertThat(read.contradiction().orElseThrow()).contains("20000", "10000");
    }

    @Property
    void whateverAVendorSendsNothingBreaks(@ForAll String limit, @ForAll String remaining, @ForAll String reset) {
        QuotaHeaders.Read read = read(limit, remaining, reset);

        read.counts().ifPresent(counts -> {
            assertThat(counts.left()).isNotNegative();
            assertThat(counts.resetsAt()).isBetween(NOW, NOW.plus(Duration.ofDays(1)));
        });
    }
}
