package org.healthwarehouse.garmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockReadingTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 4, 27, 5, 37, 18);

    @Test
    void allFiveShapesSayTheSame() {
        assertThat(ClockReading.of(1_777_268_238_000L)).contains(TIME);
        assertThat(ClockReading.of("2026-04-27T05:37:18.0")).contains(TIME);
        assertThat(ClockReading.of("2026-04-27T05:37:18Z")).contains(TIME);
        assertThat(ClockReading.of("2026-04-27T07:37:18+02:00")).contains(TIME);
        assertThat(ClockReading.of(List.of(2026L, 4L, 27L, 5L, 37L, 18L, 0L))).contains(TIME);
        assertThat(ClockReading.of("2026-04-27")).contains(TIME.toLocalDate().atStartOfDay());
    }

    @Test
    void fractionsHaveAnyNumberOfDigitsOrNone() {
        assertThat(ClockReading.of("2026-04-27T05:37:18")).contains(TIME);
        assertThat(ClockReading.of("2026-04-27 05:37:18")).contains(TIME);
        assertThat(ClockReading.of("2026-04-27T05:37:18.85")).contains(TIME.plusNanos(850_000_000));
        assertThat(ClockReading.of("2026-04-27T05:37:18.564")).contains(TIME.plusNanos(564_000_000));
        assertThat(ClockReading.of(List.of(2026L, 4L, 27L, 5L, 37L))).contains(TIME.withSecond(0));
    }

    @Test
    void whatIsNoTimeIsNone() {
        assertThat(ClockReading.of("yesterday")).isEmpty();
        assertThat(ClockReading.of("2026-13-27")).isEmpty();
        assertThat(ClockReading.of(List.of(2026L, 4L))).isEmpty();
        assertThat(ClockReading.of(List.of("2026", "4", "27"))).isEmpty();
        assertThat(ClockReading.of(true)).isEmpty();
        assertThat(ClockReading.of(null)).isEmpty();
        assertThat(ClockReading.of(Long.MAX_VALUE)).isEmpty();
        assertThat(ClockReading.of("0001-01-01T00:00:00")).isEmpty();
    }
}
