package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.storage.JobState;
import org.junit.jupiter.api.Test;

class RunLimitsTest {
    private static final Instant DEADLINE = Instant.parse("2026-01-01T00:00:00Z");

    private final RunLimits limits = new RunLimits(20, DEADLINE);

    @Test
    void aRunGoesOnBelowBothLimits() {
        assertThat(limits.reached(19, DEADLINE.minusMillis(1))).isNull();
    }

    @Test
    void aRunIsPausedWhenItsCallsAreUsedUp() {
        assertThat(limits.reached(20, DEADLINE.minusMillis(1)))
                .isEqualTo(new RunLimits.Stop(
                        JobState.PAUSED, new Failure.Cancelled("the budget of 20 calls is used up")));
    }

    @Test
    void aRunIsPausedAtItsDeadline() {
        assertThat(limits.reached(0, DEADLINE))
                .isEqualTo(new RunLimits.Stop(
                        JobState.PAUSED, new Failure.Cancelled("the time limit of the run was reached")));
    }

    @Test
    void withoutABudgetNoCallIsMade() {
        assertThat(new RunLimits(0, DEADLINE).reached(0, Instant.MIN)).isNotNull();
    }
}
