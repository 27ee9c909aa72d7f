package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.healthwarehouse.sync.CircuitBreaker.Pass;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final CircuitBreaker breaker = new CircuitBreaker(3);
    private Instant clock = NOW;

    /** A call that begins after everything before it has ended, and fails a second later. */
    private int fail() {
        Instant askedAt = clock;
        clock = clock.plusSeconds(1);
        return breaker.failed(askedAt, clock);
    }

    private void open() {
        for (int i = 0; i < 3; i++) {
            int unused = fail();
        }
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void opensAfterSoManyFailedConnectionsInARow() {
        assertThat(fail()).isEqualTo(1);
        assertThat(fail()).isEqualTo(2);
        assertThat(breaker.pass(clock)).isEqualTo(Pass.FREE);
        assertThat(fail()).isEqualTo(3);
        assertThat(breaker.pass(clock)).isEqualTo(Pass.REFUSED);
    }

    @Test
    void anAnswerEndsTheRow() {
        assertThat(fail()).isEqualTo(1);
        breaker.answered();
        assertThat(fail()).isEqualTo(1);
        assertThat(breaker.inARow()).isEqualTo(1);
    }

    @Test
    void callsThatWereOnTheirWayTogetherCountAsOne() {
        assertThat(breaker.failed(NOW, NOW.plusSeconds(5))).isEqualTo(1);
        assertThat(breaker.failed(NOW.plusSeconds(1), NOW.plusSeconds(6))).isEqualTo(1);
        assertThat(breaker.failed(NOW.plusSeconds(6), NOW.plusSeconds(7))).isEqualTo(2);
    }

    @Test
    void afterHalfAMinuteOneCallProbesAndTheOthersWaitForIt() {
        open();
        assertThat(breaker.pass(clock.plusSeconds(29))).isEqualTo(Pass.REFUSED);
        Instant later = clock.plusSeconds(30);
        assertThat(breaker.look(later)).isEqualTo(Pass.PROBE);
        assertThat(breaker.pass(later)).isEqualTo(Pass.PROBE);
        assertThat(breaker.pass(later)).isEqualTo(Pass.WAIT);

        breaker.answered();

        assertThat(breaker.pass(later)).isEqualTo(Pass.FREE);
    }

    @Test
    void theDelayGrowsWithEveryProbeThatFailsUpToAQuarterOfAnHour() {
        open();
        for (int seconds : new int[] {30, 60, 120, 240, 480, 900, 900}) {
            assertThat(breaker.look(clock.plusSeconds(seconds).minusMillis(1))).isEqualTo(Pass.REFUSED);
            clock = clock.plusSeconds(seconds);
            assertThat(breaker.pass(clock)).isEqualTo(Pass.PROBE);
            int unused = fail();
        }
    }

    @Test
    void whoeverAsksForItMayProbeAtOnceButOnlyOnce() {
        open();
        breaker.allowProbe();
        assertThat(breaker.pass(clock)).isEqualTo(Pass.PROBE);
        int unused = fail();
        assertThat(breaker.pass(clock)).isEqualTo(Pass.REFUSED);
    }

    @Test
    void aProbeThatWasNotMadeIsLeftToTheNext() {
        open();
        breaker.allowProbe();
        assertThat(breaker.pass(clock)).isEqualTo(Pass.PROBE);

        breaker.probeEnded(breaker.lastProbe());

        assertThat(breaker.pass(clock)).isEqualTo(Pass.PROBE);
    }

    @Test
    void theEndOfAnEarlierProbeDoesNotEndALaterOne() {
        open();
        breaker.allowProbe();
        assertThat(breaker.pass(clock)).isEqualTo(Pass.PROBE);
        int first = breaker.lastProbe();
        int unused = fail();
        breaker.allowProbe();
        assertThat(breaker.pass(clock)).isEqualTo(Pass.PROBE);

        breaker.probeEnded(first);

        assertThat(breaker.pass(clock)).isEqualTo(Pass.WAIT);
    }

    @Test
    void aStragglerFromBeforeItOpenedDoesNotEndTheProbe() {
        open();
        breaker.allowProbe();
        assertThat(breaker.pass(clock)).isEqualTo(Pass.PROBE);

        int unused = breaker.failed(NOW, clock.plusSeconds(1));

        assertThat(breaker.pass(clock.plusSeconds(1))).isEqualTo(Pass.WAIT);
    }
}
