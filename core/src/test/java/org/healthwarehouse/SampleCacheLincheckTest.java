package org.healthwarehouse;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** However threads interleave, the cache answers as if they had come one after the other. */
@Param(name = "day", gen = IntGen.class, conf = "1:2")
@Param(name = "commit", gen = IntGen.class, conf = "1:3")
public class SampleCacheLincheckTest {
    /** Room for one answer only, so that answers also push one another out. */
    private final SampleCache cache = new SampleCache(100);

    /** The answer of a commit has as many rows as its number, so a wrong one would show. */
    @Operation
    public void keep(@Param(name = "day") int day, @Param(name = "commit") int commit) {
        cache.keep(SampleCacheTest.day(day), commit, SampleCacheTest.rows(commit));
    }

    @Operation
    public int find(@Param(name = "day") int day, @Param(name = "commit") int commit) {
        return cache.find(SampleCacheTest.day(day), commit)
                .map(series -> series.size())
                .orElse(-1);
    }

    @Operation
    public long weight() {
        return cache.weight();
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
