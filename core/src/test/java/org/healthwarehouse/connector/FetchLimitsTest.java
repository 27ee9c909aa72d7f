package org.healthwarehouse.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchLimitsTest {
    @ParameterizedTest(name = "preferred {0}, at most {1}, at least {2}")
    @CsvSource({
        "P8D, P7D, PT1H",
        "PT0S, P7D, PT1H",
        "PT-1H, P7D, PT1H",
        "P1D, P7D, PT0S",
        "P1D, P7D, PT-1H",
        "P1D, P7D, PT0.000001S",
        "P1D, PT1H, P1D"
    })
    void refusesWindowsThatContradictEachOther(Duration preferred, Duration longest, Duration shortest) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> new FetchLimits(Optional.of(preferred), longest, shortest, Optional.empty()))
                .withMessageContainingAll(
                        preferred.toString(), "none longer than the longest window", "give, for example, 1 day");
    }

    @Test
    void theWindowIsPreferredAndLongest() {
        FetchLimits limits = FetchLimits.window(Duration.ofDays(7));

        assertThat(limits.preferredWindow()).contains(Duration.ofDays(7));
        assertThat(limits.maxWindow()).isEqualTo(Duration.ofDays(7));
        assertThat(limits.minWindow()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aShortWindowIsNotSplitFurther() {
        assertThat(FetchLimits.window(Duration.ofMinutes(10)).minWindow()).isEqualTo(Duration.ofMinutes(10));
    }
}
