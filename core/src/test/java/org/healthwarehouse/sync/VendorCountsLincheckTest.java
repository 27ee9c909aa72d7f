package org.healthwarehouse.sync;

import java.time.Instant;
import org.healthwarehouse.Interleavings;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** However threads interleave, no call that the vendor says is left is used twice. */
@Param(name = "left", gen = IntGen.class, conf = "0:3")
public class VendorCountsLincheckTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final VendorCounts counts = new VendorCounts(0.5);

    @Operation
    public void learn(@Param(name = "left") int left) {
        counts.learn(new QuotaHeaders(4, left, NOW.plusSeconds(left)), 1, NOW);
    }

    @Operation
    public void count() {
        counts.count();
    }

    @Operation
    public String opensForReads() {
        return counts.opensAt(true, NOW).toString();
    }

    @Operation
    public String opensForSyncs() {
        return counts.opensAt(false, NOW).toString();
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
