package org.healthwarehouse.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.healthwarehouse.connector.Budget.Allowance;
import org.healthwarehouse.model.SourceId;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * However threads interleave, a window in memory never holds more calls than it may. Under stress only: following every
 * step of a sorted map takes minutes.
 */
@Param(name = "hour", gen = IntGen.class, conf = "1:3")
public class MemoryQuotaLincheckTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final SourceId SOURCE = new SourceId("scripted");
    private static final List<Allowance> TWO_IN_TWO_HOURS = List.of(new Allowance(2, Duration.ofHours(2)));

    private final MemoryQuota quota = new MemoryQuota();

    @Operation
    public String reserve(@Param(name = "hour") int hour) {
        return quota.reserve(SOURCE, "app", TWO_IN_TWO_HOURS, NOW.plus(Duration.ofHours(hour)))
                .toString();
    }

    @Operation
    public void count(@Param(name = "hour") int hour) {
        quota.count(SOURCE, "app", TWO_IN_TWO_HOURS, NOW.plus(Duration.ofHours(hour)));
    }

    @Test
    void threadsUnderStressAreLinearizable() {
        new StressOptions()
                .iterations(5)
                .invocationsPerIteration(200)
                .threads(3)
                .actorsPerThread(3)
                .check(getClass());
    }
}
