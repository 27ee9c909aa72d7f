package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncRequestTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void aRangeInThePastIsTakenAsItIs() {
        TimeRange range = new TimeRange(NOW.minus(WEEK), NOW.minusMillis(1));

        assertThat(SyncRequest.everything().in(range).range(NOW)).isEqualTo(range);
    }

    @Test
    void whatLiesInTheFutureIsLeftOut() {
        assertThat(SyncRequest.everything()
                        .between(NOW.minus(WEEK), NOW.plus(WEEK))
                        .range(NOW))
                .isEqualTo(new TimeRange(NOW.minus(WEEK), NOW));
    }

    @Test
    void aRangeWhollyInTheFutureIsRefused() {
        SyncRequest tomorrow = SyncRequest.everything().between(NOW, NOW.plus(WEEK));

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> tomorrow.range(NOW))
                .withMessageContainingAll(
                        new TimeRange(NOW, NOW.plus(WEEK)).toString(),
                        "must not lie wholly in the future",
                        "choose a range that has begun");
    }

    @Test
    void aRequestWithoutARangeIsRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> SyncRequest.of(DataTypes.STEPS).range(NOW))
                .withMessageContainingAll("[steps] from all sources", "must say for which time", ".last(duration)");
    }

    @Test
    void aReversedRangeIsRefusedAtOnce() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> SyncRequest.everything().between(NOW, NOW.minus(WEEK)));
    }

    @Test
    void theLastDaysEndNow() {
        assertThat(SyncRequest.everything().last(WEEK).range(NOW)).isEqualTo(new TimeRange(NOW.minus(WEEK), NOW));
        assertThat(SyncRequest.everything().last(WEEK).range(NOW.plusSeconds(1)).end())
                .isEqualTo(NOW.plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void aDurationThatIsNotPositiveIsRefused(Duration duration) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> SyncRequest.everything().last(duration))
                .withMessageContainingAll(duration.toString(), "must be positive", "7 days");
    }

    @Test
    void aDurationThatReachesBackForCenturiesIsRefused() {
        for (Duration duration : new Duration[] {Duration.ofDays(182_500), Duration.ofSeconds(Long.MAX_VALUE)}) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> SyncRequest.everything().last(duration))
                    .withMessageContaining(duration.toString());
        }
    }

    @Test
    void theRangeThatWasGivenLastCounts() {
        assertThat(SyncRequest.everything()
                        .between(NOW.minus(WEEK), NOW)
                        .last(Duration.ofDays(1))
                        .range(NOW))
                .isEqualTo(new TimeRange(NOW.minus(Duration.ofDays(1)), NOW));
        assertThat(SyncRequest.everything()
                        .last(Duration.ofDays(1))
                        .between(NOW.minus(WEEK), NOW)
                        .range(NOW))
                .isEqualTo(new TimeRange(NOW.minus(WEEK), NOW));
    }

    @Test
    void everyMethodAnswersAChangedCopy() {
        SyncRequest original = SyncRequest.of(DataTypes.STEPS);

        SyncRequest changed =
                original.user(UserId.of("anna")).from("whoop").last(WEEK).forced();

        assertThat(changed.user()).isEqualTo(UserId.of("anna"));
        assertThat(changed.sources()).containsExactly(SourceId.of("whoop"));
        assertThat(changed.isForced()).isTrue();
        assertThat(changed.types()).containsExactly(DataTypes.STEPS);
        assertThat(original.user()).isEqualTo(UserId.LOCAL);
        assertThat(original.sources()).isEmpty();
        assertThat(original.isForced()).isFalse();
        assertThat(original).hasToString("[steps] from all sources");
    }

    @Test
    void keepsItsOwnSetsAndGivesNoneAway() {
        Set<DataType> types = new HashSet<>(Set.of(DataTypes.STEPS));
        SyncRequest request = SyncRequest.of(types);

        types.clear();

        assertThat(request.types()).containsExactly(DataTypes.STEPS);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> request.types().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> request.from("whoop").sources().clear());
    }

    @Test
    void noTypesMeansEveryType() {
        assertThat(SyncRequest.everything().types()).isEmpty();
        assertThat(SyncRequest.of(Set.of()).types()).isEmpty();
    }

    @Test
    void severalTypesAreTakenTogether() {
        assertThat(SyncRequest.of(DataTypes.STEPS, DataTypes.HEART_RATE, DataTypes.STEPS)
                        .types())
                .containsExactlyInAnyOrder(DataTypes.STEPS, DataTypes.HEART_RATE);
    }

    @Test
    void aSourceWithoutANameIsRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> SyncRequest.everything().from(" "));
    }

    @Test
    void textSaysWhatIsAskedFor() {
        assertThat(SyncRequest.of(DataTypes.STEPS, DataTypes.HEART_RATE)
                        .from("whoop", "fulcra")
                        .last(WEEK)
                        .forced())
                .hasToString("[heart_rate, steps] from [fulcra, whoop] of the last PT168H, forced");
        assertThat(SyncRequest.everything().between(NOW.minus(WEEK), NOW))
                .hasToString("everything from all sources in 2026-05-25T12:00:00Z/2026-06-01T12:00:00Z");
    }
}
