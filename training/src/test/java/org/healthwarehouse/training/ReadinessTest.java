package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static HrvBaseline variability(double deviations) {
        return new HrvBaseline(4 + 0.2 * deviations, 7, new Baseline(4, 0.2, 60));
    }

    private static SleepNight night(double hours) {
        return new SleepNight(Duration.ofMinutes(Math.round(60 * hours)), Duration.ofHours(8));
    }

    private static PerformanceDay form(double form) {
        return new PerformanceDay(Some.START, 100, 100 - form, form, 0);
    }

    private static ReadinessInputs usual() {
        return ReadinessInputs.none()
                .variability(variability(0))
                .restingRise(0)
                .sleep(night(7))
                .performance(form(0));
    }

    private static Readiness of(ReadinessInputs inputs) {
        return Readiness.of(inputs).orElseThrow();
    }

    @Test
    void whereNothingIsKnownThereIsNoScore() {
        assertThat(Readiness.of(ReadinessInputs.none())).isEmpty();
        OvertrainingRisk high = OvertrainingRisk.of(
                RiskInputs.none().workload(new WorkloadRatio(2, 1)).restingRise(12));
        assertThat(high.level()).contains(RiskLevel.HIGH);
        assertThat(Readiness.of(ReadinessInputs.none().risk(high))).isEmpty();
    }

    @Test
    void aUsualDayIsSeventyFiveAndAllowsAHardSession() {
        Readiness readiness = of(usual());
        assertThat(readiness.score()).isEqualTo(75, within(1e-9));
        assertThat(readiness.recommendation()).isEqualTo(Recommendation.HIGH_INTENSITY);
        assertThat(readiness.confidence()).isEqualTo(1, within(1e-9));
        assertThat(readiness.missing()).isEmpty();
        assertThat(readiness.flags()).isEmpty();
    }

    /**
     * Variability 0.4 deviations below: 55 points; 2 beats above: 65; 6.5 of 8 hours: 62.5; form -20 of 100: 55. Score
     * 0.35 x 55 + 0.20 x 65 + 0.25 x 62.5 + 0.20 x 55 = 19.25 + 13 + 15.625 + 11 = 58.875.
     */
    @Test
    void theScoreByHand() {
        Readiness readiness = of(ReadinessInputs.none()
                .variability(variability(-0.4))
                .restingRise(2)
                .sleep(night(6.5))
                .performance(form(-20)));
        assertThat(readiness.score()).isEqualTo(58.875, within(1e-9));
        assertThat(readiness.contributions().stream().map(Contribution::factor))
                .containsExactly(ReadinessFactor.values());
        assertThat(readiness.contributions().get(2).points()).isEqualTo(15.625, within(1e-9));
        assertThat(readiness.recommendation()).isEqualTo(Recommendation.MODERATE);
    }

    /** Sleep and form are left: 0.25 and 0.20 of 0.45. 62.5 x 0.25 / 0.45 + 55 x 0.20 / 0.45 = 59.1667. */
    @Test
    void missingFactorsAreLeftOutAndSaid() {
        Readiness readiness = of(ReadinessInputs.none().sleep(night(6.5)).performance(form(-20)));
        assertThat(readiness.score()).isEqualTo(59.1667, within(5e-5));
        assertThat(readiness.missing())
                .containsExactlyInAnyOrder(ReadinessFactor.HEART_RATE_VARIABILITY, ReadinessFactor.RESTING_HEART_RATE);
        assertThat(readiness.confidence()).isEqualTo(0.45, within(1e-9));
    }

    @Test
    void littleConfidenceAllowsNoHardSession() {
        Readiness readiness = of(ReadinessInputs.none().sleep(night(8)));
        assertThat(readiness.score()).isEqualTo(100);
        assertThat(readiness.recommendation()).isEqualTo(Recommendation.MODERATE);
    }

    @Test
    void oneRedFlagAllowsEasyTrainingAndTwoAllowRest() {
        Readiness one = of(usual().variability(variability(-0.6)));
        assertThat(one.flags()).isEqualTo(Set.of(RedFlag.LOW_HEART_RATE_VARIABILITY));
        assertThat(one.recommendation()).isEqualTo(Recommendation.EASY);
        Readiness two = of(usual().restingRise(5).sleep(night(5.9)));
        assertThat(two.flags()).containsExactlyInAnyOrder(RedFlag.RAISED_RESTING_HEART_RATE, RedFlag.SHORT_SLEEP);
        assertThat(two.recommendation()).isEqualTo(Recommendation.REST);
    }

    @Test
    void aHighOvertrainingRiskIsARedFlagAndAModerateOneIsNot() {
        OvertrainingRisk high = new OvertrainingRisk(Optional.of(RiskLevel.HIGH), List.of(), Set.of());
        OvertrainingRisk moderate = new OvertrainingRisk(Optional.of(RiskLevel.MODERATE), List.of(), Set.of());
        assertThat(of(usual().risk(high)).flags()).containsExactly(RedFlag.HIGH_OVERTRAINING_RISK);
        assertThat(of(usual().risk(moderate)).flags()).isEmpty();
    }

    @Test
    void theScoreAloneRecommends() {
        assertThat(of(usual().performance(form(-70)).sleep(night(6))).recommendation())
                .isEqualTo(Recommendation.MODERATE);
        Readiness tired = of(ReadinessInputs.none()
                .variability(variability(-0.5))
                .restingRise(4.9)
                .sleep(night(6))
                .performance(form(-60)));
        assertThat(tired.flags()).isEmpty();
        assertThat(tired.recommendation()).isEqualTo(Recommendation.EASY);
        assertThat(of(ReadinessInputs.none().performance(form(-60))).recommendation())
                .isEqualTo(Recommendation.REST);
    }

    @Test
    void formWithoutFitnessIsMissing() {
        PerformanceDay beginner = new PerformanceDay(Some.START, 0, 0, 0, 0);
        assertThat(of(usual().performance(beginner)).missing()).containsExactly(ReadinessFactor.FORM);
    }

    @Test
    void theWeightsAddUpToOne() {
        assertThat(Arrays.stream(ReadinessFactor.values())
                        .mapToDouble(ReadinessFactor::weight)
                        .sum())
                .isEqualTo(1, within(1e-12));
    }

    @Property
    void pointsAddUpToTheScoreWhateverIsKnown(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ReadinessInputs inputs = ReadinessInputs.none();
        inputs = random.nextBoolean() ? inputs.variability(variability(random.nextDouble(-3, 3))) : inputs;
        inputs = random.nextBoolean() ? inputs.restingRise(random.nextDouble(-20, 20)) : inputs;
        inputs = random.nextBoolean() ? inputs.sleep(night(random.nextDouble(0, 14))) : inputs;
        inputs = random.nextBoolean() ? inputs.performance(form(random.nextDouble(-200, 200))) : inputs;
        Readiness.of(inputs).ifPresent(readiness -> {
            List<Contribution> parts = readiness.contributions();
            assertThat(readiness.score()).isBetween(0.0, 100 + 1e-9);
            assertThat(parts.stream().mapToDouble(Contribution::points).sum())
                    .isEqualTo(readiness.score(), within(1e-9));
            assertThat(parts.stream().mapToDouble(Contribution::weight).sum()).isEqualTo(1, within(1e-9));
            assertThat(parts.size() + readiness.missing().size()).isEqualTo(ReadinessFactor.values().length);
            assertThat(readiness.flags().size() > 1 && readiness.recommendation() != Recommendation.REST)
                    .isFalse();
        });
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThatThrownBy(() -> ReadinessInputs.none().restingRise(Double.NaN))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> night(-1)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> new SleepNight(Duration.ZERO, Duration.ZERO))
                .isInstanceOf(InvalidParameterException.class);
    }
}
