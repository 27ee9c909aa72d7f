package org.healthwarehouse.sync;

import java.time.Instant;
import org.healthwarehouse.Interleavings;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** However threads interleave, the breaker opens once and lets one probe through. */
@Param(name = "minute", gen = IntGen.class, conf = "1:3")
public class CircuitBreakerLincheckTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final CircuitBreaker breaker = new CircuitBreaker(2);

    private static Instant at(int minute) {
        return NOW.plusSeconds(60L * minute);
    }

    @Operation
    public String pass(@Param(name = "minute") int minute) {
        return breaker.pass(at(minute)).name();
    }

    @Operation
    public int failed(@Param(name = "minute") int minute) {
        return breaker.failed(at(minute), at(minute));
    }

    @Operation
    public void answered() {
        breaker.answered();
    }

    @Operation
    public void allowProbe() {
        breaker.allowProbe();
    }

    @Operation
    public boolean isOpen() {
        return breaker.isOpen();
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
