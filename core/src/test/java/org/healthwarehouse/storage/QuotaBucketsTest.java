package org.healthwarehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.healthwarehouse.connector.Budget.Allowance;
import org.healthwarehouse.model.SourceId;
import org.junit.jupiter.api.Test;

class QuotaBucketsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final SourceId SOURCE = new SourceId("scripted");

    @Test
    void aDayHasBucketsOfAQuarterOfAnHourAndAMinuteOfASecond() {
        assertThat(QuotaBuckets.lengthMs(DAY)).isEqualTo(Duration.ofMinutes(15).toMillis());
        assertThat(QuotaBuckets.lengthMs(Duration.ofMinutes(1))).isEqualTo(1000);
        assertThat(QuotaBuckets.lengthMs(Duration.ofMillis(1))).isEqualTo(1000);
    }

    @Property(tries = 200)
    void noWindowEverHoldsMoreThanItMayAndWhoWaitsAsToldIsLetIn(
            @ForAll @IntRange(min = 1, max = 6) int calls,
            @ForAll @Size(max = 60) List<@IntRange(max = 700) Integer> minutes) {
        QuotaStore quota = QuotaStore.inMemory();
        List<Allowance> allowances = List.of(new Allowance(calls, DAY));
        List<Instant> made = new ArrayList<>();
        Instant at = NOW;
        for (int pause : minutes) {
            at = at.plus(Duration.ofMinutes(pause));
            if (quota.reserve(SOURCE, "app", allowances, at) instanceof QuotaStore.Reservation.NotBefore later) {
                assertThat(later.at()).isBetween(at, at.plus(DAY).plus(Duration.ofMinutes(15)));
                at = later.at();
                assertThat(quota.reserve(SOURCE, "app", allowances, at))
                        .isInstanceOf(QuotaStore.Reservation.Granted.class);
            }
            made.add(at);
        }
        for (int i = calls; i < made.size(); i++) {
            assertThat(Duration.between(made.get(i - calls), made.get(i))).isGreaterThanOrEqualTo(DAY);
        }
    }
}
