package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.model.Failure;
import org.junit.jupiter.api.Test;

class RateLimitPauseTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final RateLimitPause pause = new RateLimitPause();

    private void begin(Optional<Duration> told, Instant now) {
        pause.begin(new Failure.RateLimited("429", told), RetryPolicy.exponential(), 0, now);
    }

    @Test
    void nobodyWaitsAtFirst() {
        assertThat(pause.until(NOW)).isBefore(NOW);
    }

    @Test
    void ofWhatIsToldAndTheBackOffTheLongerWins() {
        begin(Optional.of(Duration.ofSeconds(30)), NOW);
        assertThat(pause.until(NOW)).isEqualTo(NOW.plusSeconds(30));

        Instant later = NOW.plusSeconds(100);
        begin(Optional.of(Duration.ZERO), later);
        assertThat(pause.until(later)).isEqualTo(later.plusSeconds(2));
    }

    @Test
    void withoutAWordTheBackOffGrowsUntilAnAnswerComes() {
        begin(Optional.empty(), NOW);
        begin(Optional.empty(), NOW);
        begin(Optional.empty(), NOW);
        assertThat(pause.until(NOW)).isEqualTo(NOW.plusSeconds(4));

        pause.answered();
        begin(Optional.empty(), NOW.plusSeconds(10));
        assertThat(pause.until(NOW.plusSeconds(10))).isEqualTo(NOW.plusSeconds(11));
    }

    @Test
    void aPauseNeverBecomesShorter() {
        begin(Optional.of(Duration.ofSeconds(30)), NOW);
        begin(Optional.of(Duration.ofSeconds(1)), NOW.plusSeconds(5));
        pause.answered();

        assertThat(pause.until(NOW)).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void aClockThatIsSetBackDoesNotMakeAPauseLonger() {
        begin(Optional.of(Duration.ofSeconds(60)), NOW.plus(Duration.ofDays(3)));

        assertThat(pause.until(NOW)).isEqualTo(NOW.plusSeconds(60));
        assertThat(pause.until(NOW.plusSeconds(59))).isEqualTo(NOW.plusSeconds(60));
    }
}
