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

    private Instant clock = NOW;

    /** A call that begins after everything before it has ended, and fails a second later. */
    private int disconnected() {
        Instant askedAt = clock;
        clock = clock.plusSeconds(1);
        return gate.disconnected(askedAt, clock);
    }

    @Test
    void callsThatWereOnTheirWayTogetherCountAsOneFailedConnection() {
        assertThat(gate.disconnected(NOW, NOW.plusSeconds(5))).isEqualTo(1);
        assertThat(gate.disconnected(NOW.plusSeconds(1), NOW.plusSeconds(6))).isEqualTo(1);
        assertThat(gate.disconnected(NOW.plusSeconds(6), NOW.plusSeconds(7))).isEqualTo(2);
    }

    @Test
    void countsFailedConnectionsInARow() {
        assertThat(disconnected()).isEqualTo(1);
        assertThat(disconnected()).isEqualTo(2);
    }

    @Test
    void anAnswerEndsBothRows() {
        gate.rateLimited();
        disconnected();

        gate.answered();

        assertThat(gate.rateLimited()).isEqualTo(1);
        assertThat(disconnected()).isEqualTo(1);
    }

    @Test
    void forgettingFailedConnectionsLeavesTheRateLimits() {
        gate.rateLimited();
        disconnected();

        gate.forgetConnectionErrors();

        assertThat(gate.rateLimited()).isEqualTo(2);
        assertThat(disconnected()).isEqualTo(1);
    }

    @Test
    void anAnswerDoesNotOpenTheGateEarly() {
        gate.closeUntil(NOW, Duration.ofSeconds(30));

        gate.answered();

        assertThat(gate.opensAt()).isEqualTo(NOW.plusSeconds(30));
    }
}
