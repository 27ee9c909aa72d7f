package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;

class OvertrainingRiskTest {
    private static final HrvBaseline USUAL = new HrvBaseline(4.0, 7, new Baseline(4.0, 0.2, 60));
    private static final HrvBaseline LOW = new HrvBaseline(3.8, 7, new Baseline(4.0, 0.2, 60));

    private static RiskInputs ratio(double ratio) {
        return RiskInputs.none().workload(new WorkloadRatio(ratio, 1));
    }

    private static TrainingWeek week(double monotony) {
        return new TrainingWeek(Some.START, 7 * monotony, monotony, 1);
    }

    private static Optional<RiskLevel> level(RiskInputs inputs) {
        return OvertrainingRisk.of(inputs).level();
    }

    @Test
    void whereNothingIsKnownThereIsNoLevel() {
        OvertrainingRisk risk = OvertrainingRisk.of(RiskInputs.none());
        assertThat(risk.level()).isEmpty();
        assertThat(risk.reasons()).isEmpty();
        assertThat(risk.missing()).containsExactlyInAnyOrder(RiskIndicator.values());
    }

    @Test
    void noSignIsLowAndSaysWhatIsMissing() {
        OvertrainingRisk risk = OvertrainingRisk.of(ratio(1.0).variability(USUAL));
        assertThat(risk.level()).contains(RiskLevel.LOW);
        assertThat(risk.missing())
                .isEqualTo(EnumSet.of(
                        RiskIndicator.MONOTONY,
                        RiskIndicator.STRAIN,
                        RiskIndicator.FORM,
                        RiskIndicator.RESTING_HEART_RATE));
    }

    @Test
    void theWorkloadRatioWarnsAboveOnePointThreeAndAlarmsFromOnePointFive() {
        assertThat(OvertrainingRisk.of(ratio(1.3)).reasons()).isEmpty();
        assertThat(OvertrainingRisk.of(ratio(1.4)).reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.alarm()).isFalse());
        assertThat(OvertrainingRisk.of(ratio(1.5)).reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.alarm()).isTrue();
            assertThat(reason.indicator()).isEqualTo(RiskIndicator.WORKLOAD_RATIO);
            assertThat(reason.value()).isEqualTo(1.5);
            assertThat(reason.border()).isEqualTo(1.5);
        });
        assertThat(level(ratio(1.5))).contains(RiskLevel.MODERATE);
    }

    @Test
    void aRatioThatIsUndefinedIsMissing() {
        OvertrainingRisk risk = OvertrainingRisk.of(RiskInputs.none().workload(new WorkloadRatio(50, 0)));
        assertThat(risk.missing()).contains(RiskIndicator.WORKLOAD_RATIO);
        assertThat(risk.level()).isEmpty();
    }

    @Test
    void monotonyWarnsAboveTwoAndForAUniformWeek() {
        assertThat(level(RiskInputs.none().week(week(2.0)))).contains(RiskLevel.LOW);
        assertThat(level(RiskInputs.none().week(week(2.1)))).contains(RiskLevel.MODERATE);
        TrainingWeek uniform = new TrainingWeek(Some.START, 700, 100, 0);
        assertThat(level(RiskInputs.none().week(uniform))).contains(RiskLevel.MODERATE);
        TrainingWeek rest = new TrainingWeek(Some.START, 0, 0, 0);
        assertThat(level(RiskInputs.none().week(rest))).contains(RiskLevel.LOW);
    }

    @Test
    void strainIsOnlyJudgedByThePersonsOwnBorder() {
        TrainingWeek week = new TrainingWeek(Some.START, 2000, 285.7, 234);
        assertThat(OvertrainingRisk.of(RiskInputs.none().week(week)).missing()).contains(RiskIndicator.STRAIN);
        OvertrainingRisk risk = OvertrainingRisk.of(RiskInputs.none().week(week).strainBorder(2400));
        assertThat(risk.reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.alarm()).isTrue());
        assertThat(level(RiskInputs.none().week(week).strainBorder(2500))).contains(RiskLevel.LOW);
    }

    @Test
    void formVariabilityAndRestingHeartRateHaveTheirBorders() {
        assertThat(level(RiskInputs.none().form(-30))).contains(RiskLevel.LOW);
        assertThat(level(RiskInputs.none().form(-30.1))).contains(RiskLevel.MODERATE);
        assertThat(level(RiskInputs.none().variability(LOW))).contains(RiskLevel.MODERATE);
        assertThat(level(RiskInputs.none().restingRise(4.9))).contains(RiskLevel.LOW);
        assertThat(level(RiskInputs.none().restingRise(5))).contains(RiskLevel.MODERATE);
        assertThat(OvertrainingRisk.of(RiskInputs.none().restingRise(10)).reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.alarm()).isTrue());
    }

    @Test
    void anAlarmWithAnotherSignIsHighAndSoAreThreeCautions() {
        assertThat(level(ratio(1.6).restingRise(6))).contains(RiskLevel.HIGH);
        assertThat(level(ratio(1.4).restingRise(6))).contains(RiskLevel.MODERATE);
        assertThat(level(ratio(1.4).restingRise(6).variability(LOW))).contains(RiskLevel.HIGH);
    }

    @Property
    void moreLoadNeverLowersTheRisk(
            @ForAll @DoubleRange(min = 0, max = 3) double ratio,
            @ForAll @DoubleRange(min = 0, max = 3) double more,
            @ForAll @DoubleRange(min = -5, max = 15) double rise) {
        RiskLevel before = level(ratio(ratio).restingRise(rise)).orElseThrow();
        RiskLevel after = level(ratio(ratio + more).restingRise(rise)).orElseThrow();
        assertThat(after).isGreaterThanOrEqualTo(before);
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThatThrownBy(() -> RiskInputs.none().form(Double.NaN)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> RiskInputs.none().strainBorder(0)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> new WorkloadRatio(-1, 1)).isInstanceOf(InvalidParameterException.class);
    }
}
