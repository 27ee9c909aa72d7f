package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkLimitsTest {
    @ParameterizedTest(name = "window {0}, aligned to {1}, bridging {2}")
    @CsvSource({
        "PT0S, PT0S, PT0S",
        "PT-1H, PT0S, PT0S",
        "PT0.0001S, PT0S, PT0S",
        "PT36H, PT24H, PT0S",
        "PT24H, PT-24H, PT0S",
        "PT24H, PT0.0001S, PT0S",
        "PT24H, PT24H, PT-1S"
    })
    void refusesLimitsThatCannotBeKept(Duration window, Duration alignment, Duration bridge) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> new ChunkLimits(window, alignment, bridge))
                .withMessageContainingAll(
                        window + ", aligned to " + alignment + ", bridging " + bridge,
                        "must have a positive window that is a multiple of the alignment",
                        "7 days aligned to 1 day");
    }

    @Test
    void aWindowMayBridgeHalfOfItself() {
        assertThat(ChunkLimits.window(Duration.ofDays(7)))
                .isEqualTo(new ChunkLimits(Duration.ofDays(7), Duration.ZERO, Duration.ofHours(84)));
    }
}
