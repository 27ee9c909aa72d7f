package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Budget.Allowance;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static RateLimiter limiter(Budget budget) {
        return new RateLimiter(budget, budget.allowances());
    }

    private static Budget perMinute(int calls, double reserve) {
        return new Budget("app", List.of(new Allowance(calls, MINUTE)), Duration.ZERO, 100, reserve);
    }

    private static boolean starts(RateLimiter limiter, boolean live, Instant at) {
        return limiter.start(live, at, 0).isEmpty();
    }

    @Test
    void aWindowCountsBackFromNowAndNotFromTheFullMinute() {
        RateLimiter limiter = limiter(perMinute(2, 0));
        assertThat(starts(limiter, true, NOW.plusSeconds(50))).isTrue();
        assertThat(starts(limiter, true, NOW.plusSeconds(55))).isTrue();

        assertThat(limiter.start(true, NOW.plusSeconds(65), 0)).hasValueSatisfying(held -> {
            assertThat(held.at()).isEqualTo(NOW.plusSeconds(110));
            assertThat(held.full()).contains(new Allowance(2, MINUTE));
        });
        assertThat(starts(limiter, true, NOW.plusSeconds(110))).isTrue();
        assertThat(starts(limiter, true, NOW.plusSeconds(111))).isFalse();
    }

    @Test
    void ofSeveralWindowsTheOneThatOpensLastCounts() {
        RateLimiter limiter = limiter(new Budget(
                "app",
                List.of(new Allowance(1, Duration.ofSeconds(1)), new Allowance(1, MINUTE)),
                Duration.ZERO,
                100,
                0));
        assertThat(starts(limiter, true, NOW)).isTrue();

        assertThat(limiter.look(true, NOW).orElseThrow().at()).isEqualTo(NOW.plus(MINUTE));
    }

    @Test
    void syncsLeaveTheReserveToReads() {
        RateLimiter limiter = limiter(perMinute(10, 0.3));
        for (int i = 0; i < 7; i++) {
            assertThat(starts(limiter, false, NOW)).isTrue();
        }
        assertThat(starts(limiter, false, NOW)).isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(starts(limiter, true, NOW)).isTrue();
        }
        assertThat(starts(limiter, true, NOW)).isFalse();
    }

    @Test
    void theShareOfSyncsLosesNothingByRoundingAndIsNeverNothing() {
        assertThat(RateLimiter.share(new Allowance(100, MINUTE), false, 0.9)).isEqualTo(10);
        assertThat(RateLimiter.share(new Allowance(1, MINUTE), false, 0.9)).isEqualTo(1);
        assertThat(RateLimiter.share(new Allowance(100, MINUTE), true, 0.9)).isEqualTo(100);
    }

    @Test
    void callsStartSomeTimeApartAndChanceMakesItLonger() {
        Budget budget = new Budget("app", List.of(), Duration.ofSeconds(1), 100, 0);
        RateLimiter limiter = limiter(budget);
        assertThat(limiter.start(true, NOW, 0.5)).isEmpty();

        assertThat(limiter.look(true, NOW).orElseThrow())
                .isEqualTo(new RateLimiter.Held(NOW.plusMillis(1100), java.util.Optional.empty()));
        assertThat(starts(limiter, true, NOW.plusMillis(1100))).isTrue();
    }

    @Test
    void noMoreCallsAreOnTheirWayThanMayBe() {
        RateLimiter limiter = limiter(new Budget("app", List.of(), Duration.ZERO, 2, 0));
        assertThat(starts(limiter, true, NOW)).isTrue();
        assertThat(starts(limiter, true, NOW)).isTrue();
        assertThat(starts(limiter, true, NOW)).isFalse();

        limiter.ended();

        assertThat(starts(limiter, true, NOW)).isTrue();
        assertThat(limiter.onTheirWay()).isEqualTo(2);
    }

    @Test
    void aCallThatGoesAheadInAnyCaseIsCountedAllTheSame() {
        RateLimiter limiter = limiter(perMinute(2, 0));
        assertThat(starts(limiter, true, NOW)).isTrue();
        limiter.count(NOW, 0);
        limiter.count(NOW.plusSeconds(10), 0);

        assertThat(limiter.look(true, NOW.plusSeconds(10)).orElseThrow().at()).isEqualTo(NOW.plus(MINUTE));
        assertThat(limiter.look(true, NOW.plus(MINUTE))).isEmpty();
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyWaitingForLongerThanTheWindow() {
        RateLimiter limiter = limiter(perMinute(1, 0));
        assertThat(starts(limiter, true, NOW.plus(Duration.ofDays(2)))).isTrue();

        assertThat(limiter.look(true, NOW).orElseThrow().at()).isEqualTo(NOW.plus(MINUTE));
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyWaitingForLongerThanTheSpacing() {
        RateLimiter limiter = limiter(new Budget("app", List.of(), Duration.ofSeconds(1), 100, 0));
        assertThat(starts(limiter, true, NOW.plus(Duration.ofDays(1)))).isTrue();

        Instant start = limiter.look(true, NOW).orElseThrow().at();
        assertThat(start).isEqualTo(NOW.plusSeconds(1));
        assertThat(starts(limiter, true, start)).isTrue();
    }

    @Property(tries = 200)
    void whateverComesNoWindowEverHoldsMoreThanItMay(
            @ForAll @IntRange(min = 1, max = 5) int calls,
            @ForAll @Size(max = 60) List<@IntRange(max = 40) Integer> pauses) {
        RateLimiter limiter = limiter(perMinute(calls, 0));
        List<Instant> made = new java.util.ArrayList<>();
        Instant at = NOW;
        for (int pause : pauses) {
            at = at.plusSeconds(pause);
            if (starts(limiter, true, at)) {
                made.add(at);
            }
        }
        for (int i = calls; i < made.size(); i++) {
            assertThat(Duration.between(made.get(i - calls), made.get(i))).isGreaterThanOrEqualTo(MINUTE);
        }
    }
}
