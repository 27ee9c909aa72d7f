package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class VendorCountsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant RESET = NOW.plusSeconds(30);

    private final VendorCounts counts = new VendorCounts(0.2);

    private void learn(int left) {
        counts.learn(new QuotaHeaders(10, left, RESET), 0, NOW);
    }

    @Test
    void nobodyWaitsWhoWasToldNothing() {
        assertThat(counts.opensAt(true, NOW)).isEmpty();
    }

    @Test
    void whatTheVendorSaysIsLeftIsUsedUpCallByCall() {
        learn(2);
        counts.count();
        assertThat(counts.opensAt(true, NOW)).isEmpty();
        counts.count();
        assertThat(counts.opensAt(true, NOW)).contains(RESET);
        assertThat(counts.opensAt(true, RESET)).isEmpty();
    }

    @Test
    void syncsLeaveTheReserve() {
        learn(2);

        assertThat(counts.opensAt(false, NOW)).contains(RESET);
        assertThat(counts.opensAt(true, NOW)).isEmpty();
    }

    @Test
    void callsOnTheirWayMayNotBeInTheNumberYet() {
        counts.learn(new QuotaHeaders(10, 2, RESET), 2, NOW);

        assertThat(counts.opensAt(true, NOW)).contains(RESET);
    }

    @Test
    void anAnswerThatWasOvertakenRaisesNothing() {
        learn(0);
        counts.learn(new QuotaHeaders(10, 6, RESET), 1, NOW);
        assertThat(counts.opensAt(true, NOW)).contains(RESET);

        counts.learn(new QuotaHeaders(10, 9, RESET.plusSeconds(60)), 0, RESET);
        assertThat(counts.opensAt(true, RESET)).isEmpty();
    }

    @Test
    void eachWindowHasItsOwnNumber() {
        learn(0);
        counts.learn(new QuotaHeaders(1000, 500, RESET.plusSeconds(1000)), 0, NOW);

        assertThat(counts.opensAt(true, NOW)).contains(RESET);
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyWaitingForLongerThanTheWindowWasToLast() {
        learn(0);
        Instant before = NOW.minusSeconds(86_400);

        assertThat(counts.opensAt(true, before)).contains(before.plusSeconds(30));
        assertThat(counts.opensAt(true, before.plusSeconds(30))).isEmpty();
    }

    @Test
    void aNumberThatRisesIsBelievedWhenNoOtherCallIsOnItsWay() {
        learn(0);
        learn(5);

        assertThat(counts.opensAt(true, NOW)).isEmpty();
    }

    @Test
    void aWindowThatMovedIsAnotherOne() {
        learn(0);
        counts.learn(new QuotaHeaders(10, 5, RESET.plusSeconds(3)), 1, NOW);
        assertThat(counts.opensAt(true, NOW)).isPresent();

        counts.learn(new QuotaHeaders(10, 5, RESET.plusSeconds(60)), 1, NOW);
        assertThat(counts.opensAt(true, NOW)).isEmpty();
    }
}
