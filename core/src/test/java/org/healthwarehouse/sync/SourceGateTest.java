package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SourceGateTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final SourceGate gate = new SourceGate();

    @Test
    void isOpenAtFirst() {
        assertThat(gate.opensAt()).isBefore(NOW);
    }

    @Test
    void staysClosedForTheWaitThatWasNamed() {
        gate.closeUntil(NOW, Duration.ofSeconds(30));

        assertThat(gate.opensAt()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void ofTwoWaitsTheOneThatEndsLaterCounts() {
        gate.closeUntil(NOW, Duration.ofSeconds(30));
        gate.closeUntil(NOW.plusSeconds(5), Duration.ofSeconds(1));

        assertThat(gate.opensAt()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void countsRateLimitsInARow() {
        assertThat(gate.rateLimited()).isEqualTo(1);
        assertThat(gate.rateLimited()).isEqualTo(2);
    }

    @Test
    void countsFailedConnectionsInARow() {
        assertThat(gate.disconnected()).isEqualTo(1);
        assertThat(gate.disconnected()).isEqualTo(2);
    }

    @Test
    void anAnswerEndsBothRows() {
        gate.rateLimited();
        gate.disconnected();

        gate.answered();

        assertThat(gate.rateLimited()).isEqualTo(1);
        assertThat(gate.disconnected()).isEqualTo(1);
    }

    @Test
    void forgettingFailedConnectionsLeavesTheRateLimits() {
        gate.rateLimited();
        gate.disconnected();

        gate.forgetConnectionErrors();

        assertThat(gate.rateLimited()).isEqualTo(2);
        assertThat(gate.disconnected()).isEqualTo(1);
    }

    @Test
    void anAnswerDoesNotOpenTheGateEarly() {
        gate.closeUntil(NOW, Duration.ofSeconds(30));

        gate.answered();

        assertThat(gate.opensAt()).isEqualTo(NOW.plusSeconds(30));
    }
}
