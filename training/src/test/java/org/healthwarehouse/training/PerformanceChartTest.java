package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;

class PerformanceChartTest {
    /** 100 a day from nothing: fitness 100 (1 - (41/42)^n), fatigue 100 (1 - (6/7)^n); form is the day before. */
    @Test
    void aWeekOfHundredsByHand() {
        List<PerformanceDay> days = PerformanceChart.of(DailyLoads.of(Some.START, 100, 100, 100, 100, 100, 100, 100))
                .days();
        assertThat(days.get(0).fitness()).isEqualTo(2.38, within(0.005));
        assertThat(days.get(0).fatigue()).isEqualTo(14.29, within(0.005));
        assertThat(days.get(0).form()).isZero();
        assertThat(days.get(1).form()).isEqualTo(-11.90, within(0.005));
        assertThat(days.get(6).fitness()).isEqualTo(15.52, within(0.005));
        assertThat(days.get(6).fatigue()).isEqualTo(66.01, within(0.005));
        assertThat(days.get(6).form()).isEqualTo(-46.88, within(0.005));
    }

    @Test
    void theFactorIsOneDividedByTheTimeConstantAndNotTheExponential() {
        PerformanceDay day =
                PerformanceChart.of(DailyLoads.of(Some.START, 42)).days().get(0);
        assertThat(day.fitness()).isEqualTo(1.0, within(1e-12));
        assertThat(day.fatigue()).isEqualTo(6.0, within(1e-12));
        assertThat(42 * (1 - Math.exp(-1.0 / 42))).isEqualTo(0.988, within(5e-4));
    }

    @Test
    void aSteadyLoadKeepsFitnessFatigueAndForm() {
        PerformanceDay last = PerformanceChart.of(DailyLoads.of(Some.START, 80, 80, 80), 80, 80)
                .on(Some.START.plusDays(2))
                .orElseThrow();
        assertThat(last).isEqualTo(new PerformanceDay(Some.START.plusDays(2), 80, 80, 0, 0));
    }

    @Test
    void restLetsFitnessDecayAndAnUnknownDayDoesNot() {
        DailyLoads rest = DailyLoads.of(Some.START, 0);
        DailyLoads unknown = DailyLoads.unknown(Some.START, Some.START);
        assertThat(PerformanceChart.of(rest, 42, 7).days().get(0).fitness()).isEqualTo(41, within(1e-12));
        assertThat(PerformanceChart.of(unknown, 42, 7).days().get(0))
                .isEqualTo(new PerformanceDay(Some.START, 42, 7, 35, 1));
    }

    @Property
    void fitnessAndFatigueAreTheirWeightedSums(@ForAll long seed) {
        Double[] loads = Some.loads(seed, 0);
        List<PerformanceDay> days =
                PerformanceChart.of(Some.history(loads), 10, 20).days();
        for (int day = 0; day < loads.length; day++) {
            assertThat(days.get(day).fitness()).isEqualTo(sum(loads, day, 42, 10), within(1e-9));
            assertThat(days.get(day).fatigue()).isEqualTo(sum(loads, day, 7, 20), within(1e-9));
            double form = day == 0 ? -10 : sum(loads, day - 1, 42, 10) - sum(loads, day - 1, 7, 20);
            assertThat(days.get(day).form()).isEqualTo(form, within(1e-9));
        }
    }

    private static double sum(Double[] loads, int day, int tau, double start) {
        double decay = 1 - 1.0 / tau;
        double sum = start * Math.pow(decay, day + 1);
        for (int i = 0; i <= day; i++) {
            sum += loads[i] / tau * Math.pow(decay, day - i);
        }
        return sum;
    }

    @Property
    void unknownDaysOfTheLastSixWeeksAreCounted(@ForAll long seed) {
        Double[] loads = Some.loads(seed, 0.3);
        List<PerformanceDay> days = PerformanceChart.of(Some.history(loads)).days();
        for (int day = 0; day < loads.length; day++) {
            long unknown = Arrays.stream(loads, Math.max(0, day - 41), day + 1)
                    .filter(load -> load == null)
                    .count();
            assertThat(days.get(day).unknownDays()).isEqualTo((int) unknown);
        }
    }

    @Test
    void wrongValuesToBeginWithAreRefused() {
        DailyLoads day = DailyLoads.of(Some.START, 1);
        assertThatThrownBy(() -> PerformanceChart.of(day, -1, 0)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> PerformanceChart.of(day, 0, Double.NaN)).isInstanceOf(InvalidParameterException.class);
        assertThat(PerformanceChart.of(day).on(Some.START.minusDays(1))).isEmpty();
    }
}
