package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TrainingWeekTest {
    private static final LocalDate LAST = Some.START.plusDays(6);

    /**
     * Loads 400 0 300 500 0 600 200: sum 2000, mean 285.71; squares of the differences add up to 328571.43, divided by
     * 6 and rooted 234.01; monotony 1.2209, strain 2441.87.
     */
    @Test
    void monotonyAndStrainByHand() {
        TrainingWeek week = TrainingWeek.endingOn(DailyLoads.of(Some.START, 400, 0, 300, 500, 0, 600, 200), LAST)
                .orElseThrow();
        assertThat(week.load()).isEqualTo(2000);
        assertThat(week.mean()).isEqualTo(285.71, within(0.005));
        assertThat(week.standardDeviation()).isEqualTo(234.01, within(0.005));
        assertThat(week.monotony().orElseThrow()).isEqualTo(1.2209, within(5e-5));
        assertThat(week.strain().orElseThrow()).isEqualTo(2441.87, within(0.005));
        assertThat(week.uniform()).isFalse();
    }

    @Test
    void equalDaysHaveNoMonotonyNumberButAreUniform() {
        TrainingWeek week = TrainingWeek.endingOn(DailyLoads.of(Some.START, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1), LAST)
                .orElseThrow();
        assertThat(week.monotony()).isEmpty();
        assertThat(week.strain()).isEmpty();
        assertThat(week.uniform()).isTrue();
    }

    @Test
    void aWeekOfRestIsNotUniform() {
        TrainingWeek week = TrainingWeek.endingOn(DailyLoads.of(Some.START, new double[7]), LAST)
                .orElseThrow();
        assertThat(week.uniform()).isFalse();
        assertThat(week.monotony()).isEmpty();
    }

    @Test
    void oneUnknownDayLeavesTheWeekWithoutAnswer() {
        DailyLoads loads = DailyLoads.unknown(Some.START, LAST).known(Some.START, LAST.minusDays(1));
        assertThat(TrainingWeek.endingOn(loads, LAST)).isEmpty();
        assertThat(TrainingWeek.endingOn(loads.known(LAST, LAST), LAST)).isPresent();
    }

    @Property
    void monotonyIsItsDefinition(@ForAll long seed) {
        Double[] loads = Some.loads(seed, 0);
        if (loads.length < 7) {
            return;
        }
        double sum = 0;
        for (int i = 0; i < 7; i++) {
            sum += loads[i];
        }
        double squares = 0;
        for (int i = 0; i < 7; i++) {
            squares += Math.pow(loads[i] - sum / 7, 2);
        }
        double expected = sum / 7 / Math.sqrt(squares / 6);
        TrainingWeek week = TrainingWeek.endingOn(Some.history(loads), LAST).orElseThrow();
        if (week.monotony().isPresent()) {
            assertThat(week.monotony().getAsDouble()).isEqualTo(expected, within(1e-9 * expected));
            assertThat(week.strain().orElseThrow()).isEqualTo(expected * sum, within(1e-9 * (1 + expected * sum)));
        }
    }
}
