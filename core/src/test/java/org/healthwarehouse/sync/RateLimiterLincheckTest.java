package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.healthwarehouse.Interleavings;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Budget.Allowance;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** However threads interleave, no more calls are let in than if they had come one after the other. */
@Param(name = "second", gen = IntGen.class, conf = "1:3")
public class RateLimiterLincheckTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Budget BUDGET =
            new Budget("app", List.of(new Allowance(2, Duration.ofSeconds(2))), Duration.ZERO, 2, 0.5);

    private final RateLimiter limiter = new RateLimiter(BUDGET, BUDGET.allowances());

    @Operation
    public boolean start(@Param(name = "second") int second) {
        return limiter.start(true, NOW.plusSeconds(second), 0).isEmpty();
    }

    @Operation
    public boolean startForASync(@Param(name = "second") int second) {
        return limiter.start(false, NOW.plusSeconds(second), 0).isEmpty();
    }

    @Operation
    public void count(@Param(name = "second") int second) {
        limiter.count(NOW.plusSeconds(second), 0);
    }

    @Operation
    public void ended() {
        limiter.ended();
    }

    @Operation
    public int onTheirWay() {
        return limiter.onTheirWay();
    }

    @Test
    void everyInterleavingIsLinearizable() {
        Interleavings.inEveryOrder(getClass());
    }

    @Test
    void threadsUnderStressAreLinearizable() {
        Interleavings.underStress(getClass());
    }
}
