package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final LocalDate LAST = Some.START.plusDays(34);

    /** Four weeks of 100 a day, then one of 200. */
    private static DailyLoads doubled() {
        double[] loads = new double[35];
        Arrays.fill(loads, 100);
        Arrays.fill(loads, 28, 35, 200);
        return DailyLoads.of(Some.START, loads);
    }

    /** Acute 200; coupled chronic (21 x 100 + 7 x 200) / 28 = 125, ratio 1.6; uncoupled chronic 100, ratio 2. */
    @Test
    void coupledAndUncoupledRatioByHand() {
        assertThat(WorkloadRatio.coupled(doubled(), LAST)).contains(new WorkloadRatio(200, 125));
        assertThat(WorkloadRatio.coupled(doubled(), LAST).orElseThrow().ratio()).hasValue(1.6);
        assertThat(WorkloadRatio.uncoupled(doubled(), LAST).orElseThrow().ratio())
                .hasValue(2.0);
    }

    /** 200 - 100 x 0.75^7 = 186.6516; 200 - 100 x (27/29)^7 = 139.3598; their ratio is 1.3394. */
    @Test
    void exponentialRatioByHand() {
        WorkloadRatio ratio = WorkloadRatio.exponential(doubled(), LAST).orElseThrow();
        assertThat(ratio.acute()).isEqualTo(186.6516, within(5e-5));
        assertThat(ratio.chronic()).isEqualTo(139.3598, within(5e-5));
        assertThat(ratio.ratio().orElseThrow()).isEqualTo(1.3394, within(5e-5));
    }

    /** The source's decay constants: 2 / 8 and 2 / 29. */
    @Test
    void lambdaIsTwoDividedByOneMoreThanTheDays() {
        assertThat(ExponentialLoad.lambda(7)).isEqualTo(0.25);
        assertThat(ExponentialLoad.lambda(28)).isEqualTo(0.069, within(5e-4));
    }

    @Test
    void withoutAnyChronicLoadThereIsNoRatio() {
        assertThat(new WorkloadRatio(0, 0).ratio()).isEmpty();
        assertThat(new WorkloadRatio(50, 0).ratio()).isEmpty();
        double[] loads = new double[28];
        assertThat(WorkloadRatio.coupled(DailyLoads.of(Some.START, loads), Some.START.plusDays(27)))
                .contains(new WorkloadRatio(0, 0));
        loads[27] = 70;
        WorkloadRatio restart = WorkloadRatio.uncoupled(DailyLoads.of(Some.START, loads), Some.START.plusDays(27))
                .orElseThrow();
        assertThat(restart).isEqualTo(new WorkloadRatio(10, 0));
        assertThat(restart.ratio()).isEmpty();
    }

    @Test
    void restCountsAndUnknownDaysDoNot() {
        DailyLoads rested = DailyLoads.of(Some.START, 70, 70, 70, 70, 70, 70, 0);
        DailyLoads unknown =
                DailyLoads.unknown(Some.START, Some.START.plusDays(6)).known(Some.START, Some.START.plusDays(5));
        for (int i = 0; i < 6; i++) {
            unknown = unknown.plus(Some.START.plusDays(i), 70);
        }
        LocalDate seventh = Some.START.plusDays(6);
        assertThat(RollingLoad.acute(rested, seventh)).contains(new RollingLoad(60, 7, 7));
        assertThat(RollingLoad.acute(unknown, seventh)).contains(new RollingLoad(70, 6, 7));
        assertThat(RollingLoad.acute(unknown, seventh).orElseThrow().complete()).isFalse();
        // 70 - 0.25 x 70 after the rest; the unknown day changes nothing.
        assertThat(ExponentialLoad.acute(rested, seventh).orElseThrow().mean()).isEqualTo(52.5);
        assertThat(ExponentialLoad.acute(unknown, seventh)).contains(new ExponentialLoad(70, 6, 7));
    }

    @Test
    void withTooFewKnownDaysThereIsNoAnswer() {
        DailyLoads five = DailyLoads.of(Some.START, 1, 1, 1, 1, 1);
        assertThat(RollingLoad.acute(five, Some.START.plusDays(4))).isEmpty();
        assertThat(ExponentialLoad.acute(five, Some.START.plusDays(4))).isEmpty();
        assertThat(RollingLoad.over(five, Some.START.plusDays(4), 5)).isPresent();
        DailyLoads three = DailyLoads.of(Some.START, new double[20]);
        assertThat(RollingLoad.chronic(three, Some.START.plusDays(19))).isEmpty();
        assertThat(WorkloadRatio.coupled(three, Some.START.plusDays(19))).isEmpty();
        assertThat(WorkloadRatio.exponential(three, Some.START.plusDays(19))).isEmpty();
        assertThatThrownBy(() -> RollingLoad.over(five, Some.START, 0)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> ExponentialLoad.of(five, Some.START, 0)).isInstanceOf(InvalidParameterException.class);
    }

    @Property
    void theRollingMeanIsTheNaiveLoop(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int days, @ForAll @IntRange(max = 160) int at) {
        Double[] loads = Some.loads(seed, 0.2);
        double sum = 0;
        int known = 0;
        for (int i = at - days + 1; i <= at; i++) {
            Double load = i >= 0 && i < loads.length ? loads[i] : null;
            if (load != null) {
                sum += load;
                known++;
            }
        }
        Optional<RollingLoad> found = RollingLoad.over(Some.history(loads), Some.START.plusDays(at), days);
        assertThat(found.isPresent()).isEqualTo(known >= 0.75 * days);
        if (found.isPresent()) {
            assertThat(found.get().mean()).isEqualTo(sum / known, within(1e-9));
            assertThat(found.get().knownDays()).isEqualTo(known);
        }
    }

    /** As a sum: the load of k known days ago weighs lambda (1 - lambda)^k, and the first what is left. */
    @Property
    void theExponentialMeanIsItsWeightedSum(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int days) {
        double[] known = Arrays.stream(Some.loads(seed, 0.1))
                .filter(load -> load != null)
                .mapToDouble(load -> load)
                .toArray();
        double lambda = 2.0 / (days + 1);
        double expected = 0;
        for (int ago = 0; ago < known.length; ago++) {
            boolean first = ago == known.length - 1;
            expected += known[known.length - 1 - ago] * Math.pow(1 - lambda, ago) * (first ? 1 : lambda);
        }
        Double[] loads = Some.loads(seed, 0.1);
        LocalDate last = Some.START.plusDays(loads.length - 1L);
        Optional<ExponentialLoad> found = ExponentialLoad.of(Some.history(loads), last, days);
        if (found.isPresent()) {
            assertThat(found.get().mean()).isEqualTo(expected, within(1e-9));
        } else {
            assertThat(Some.history(loads).knownIn(last, days).length).isLessThan(RollingLoad.enough(days));
        }
    }

    @Property
    void theCoupledRatioOfFullyKnownDaysIsAtMostFour(@ForAll long seed) {
        Double[] loads = Some.loads(seed, 0);
        LocalDate last = Some.START.plusDays(loads.length - 1L);
        if (loads.length >= 28) {
            WorkloadRatio.coupled(Some.history(loads), last)
                    .orElseThrow()
                    .ratio()
                    .ifPresent(ratio -> assertThat(ratio).isBetween(0.0, 4 + 1e-9));
        }
    }
}
