package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Test
    void waitsOneSecondThenTwoThenFourUpToTheCeiling() {
        assertThat(IntStream.rangeClosed(1, 9)
                        .mapToObj(attempt -> Backoff.DEFAULT.delay(attempt, 0).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void theDefaultTriesThreeTimes() {
        assertThat(RetryPolicy.exponential()).isSameAs(Backoff.DEFAULT);
        assertThat(Backoff.DEFAULT.attempts()).isEqualTo(3);
    }

    @Test
    void jitterAddsUpToItsShare() {
        assertThat(Backoff.DEFAULT.delay(1, 1)).isEqualTo(Duration.ofMillis(1_200));
        assertThat(Backoff.DEFAULT.delay(2, 0.5)).isEqualTo(Duration.ofMillis(2_200));
        assertThat(Backoff.DEFAULT.delay(20, 1)).isEqualTo(Duration.ofSeconds(72));
    }

    @Property
    void aWaitIsNeverShorterThanWithoutJitterNorLongerThanWithAll(
            @ForAll @IntRange(min = 1, max = 2_000) int attempt,
            @ForAll @DoubleRange(min = 0, max = 1) double random,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter) {
        Backoff backoff = new Backoff(3, SECOND, MINUTE, 2, jitter);

        assertThat(backoff.delay(attempt, random))
                .isBetween(backoff.delay(attempt, 0), backoff.delay(attempt, 1))
                .isBetween(SECOND, MINUTE.multipliedBy(2));
    }

    @Property
    void waitsNeverShrink(@ForAll @IntRange(min = 1, max = 2_000) int attempt) {
        assertThat(Backoff.DEFAULT.delay(attempt + 1, 0)).isGreaterThanOrEqualTo(Backoff.DEFAULT.delay(attempt, 0));
    }

    @Test
    void aMultiplierOfOneKeepsTheWait() {
        assertThat(new Backoff(3, SECOND, MINUTE, 1, 0).delay(7, 0.5)).isEqualTo(SECOND);
    }

    @Test
    void aFirstDelayAboveTheCeilingIsCutToIt() {
        assertThat(Backoff.DEFAULT.firstDelay(Duration.ofMinutes(5)).delay(1, 0))
                .isEqualTo(MINUTE);
    }

    @Test
    void noDelayAtAllIsPossible() {
        assertThat(Backoff.DEFAULT.firstDelay(Duration.ZERO).delay(5_000, 1)).isZero();
    }

    @Test
    void anotherFirstDelayChangesNothingElse() {
        assertThat(Backoff.DEFAULT.firstDelay(Duration.ofMillis(5)))
                .isEqualTo(new Backoff(3, Duration.ofMillis(5), MINUTE, 2, 0.2));
    }

    @ParameterizedTest(name = "{0} tries, {1} to {2}, times {3}, jitter {4}")
    @CsvSource({
        "0, PT1S, PT60S, 2, 0.2",
        "-1, PT1S, PT60S, 2, 0.2",
        "3, PT-1S, PT60S, 2, 0.2",
        "3, PT1S, PT-60S, 2, 0.2",
        "3, PT1S, PT60S, 0.99, 0.2",
        "3, PT1S, PT60S, NaN, 0.2",
        "3, PT1S, PT60S, Infinity, 0.2",
        "3, PT1S, PT60S, 2, -0.1",
        "3, PT1S, PT60S, 2, 1.1",
        "3, PT1S, PT60S, 2, NaN"
    })
    void refusesBadValues(int attempts, Duration first, Duration ceiling, double multiplier, double jitter) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> new Backoff(attempts, first, ceiling, multiplier, jitter))
                .withMessageContainingAll(
                        attempts + " tries, " + first + " to " + ceiling,
                        "must have at least one try",
                        "start from Backoff.DEFAULT");
    }

    @Test
    void acceptsTheExtremesThatMakeSense() {
        assertThatNoException().isThrownBy(() -> new Backoff(1, Duration.ZERO, Duration.ZERO, 1, 0));
        assertThatNoException().isThrownBy(() -> new Backoff(Integer.MAX_VALUE, SECOND, MINUTE, 10, 1));
    }

    @Test
    void retriesWhatMayPassByItself() {
        assertThat(Backoff.DEFAULT.retries(new Failure.TimedOut(""))).isTrue();
        assertThat(Backoff.DEFAULT.retries(new Failure.Unreachable("", Optional.of(500))))
                .isTrue();
        assertThat(Backoff.DEFAULT.retries(new Failure.RateLimited("", Optional.empty())))
                .isTrue();
    }

    @Test
    void retriesNothingElse() {
        assertThat(new Failure[] {
                    new Failure.AuthenticationFailed(""),
                    new Failure.DataNotFound(""),
                    new Failure.InvalidParameter(""),
                    new Failure.NoPermission(""),
                    new Failure.MalformedResponse("", ""),
                    new Failure.StorageFailed(""),
                    new Failure.QuotaExhausted(""),
                    new Failure.Cancelled(""),
                    new Failure.Unexpected("")
                })
                .noneMatch(Backoff.DEFAULT::retries);
    }
}
