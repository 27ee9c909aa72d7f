package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;

class DailyLoadsTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    @Test
    void aKnownDayWithoutTrainingIsZeroAndAnUnknownDayIsNot() {
        DailyLoads loads = DailyLoads.unknown(MONDAY, MONDAY.plusDays(6)).known(MONDAY, MONDAY.plusDays(2));
        assertThat(loads.on(MONDAY)).hasValue(0);
        assertThat(loads.on(MONDAY.plusDays(3))).isEmpty();
        assertThat(loads.on(MONDAY.minusDays(1))).isEmpty();
        assertThat(loads.on(MONDAY.plusDays(7))).isEmpty();
    }

    @Test
    void sessionsOfOneDayAddUp() {
        DailyLoads loads =
                DailyLoads.of(MONDAY, 0, 0).plus(MONDAY.plusDays(1), 40).plus(MONDAY.plusDays(1), 2.5);
        assertThat(loads.on(MONDAY.plusDays(1))).hasValue(42.5);
    }

    @Test
    void aSessionOnADayThatNobodyCalledKnownIsNotTheWholeDay() {
        DailyLoads loads = DailyLoads.unknown(MONDAY, MONDAY).plus(MONDAY, 40);
        assertThat(loads.on(MONDAY)).isEmpty();
        assertThat(loads.known(MONDAY, MONDAY).on(MONDAY)).hasValue(40);
    }

    @Test
    void addingLeavesTheHistoryBeforeAsItWas() {
        DailyLoads before = DailyLoads.of(MONDAY, 1);
        DailyLoads after = before.plus(MONDAY, 1);
        assertThat(before.on(MONDAY)).hasValue(1);
        assertThat(after.on(MONDAY)).hasValue(2);
    }

    @Property
    void theOrderOfSessionsAndKnownDatesDoesNotMatter(@ForAll long seed) {
        Double[] loads = Some.loads(seed, 0.3);
        DailyLoads history = Some.history(loads);
        for (int i = 0; i < loads.length; i++) {
            Double load = loads[i];
            if (load == null) {
                assertThat(history.on(Some.START.plusDays(i))).isEmpty();
            } else {
                assertThat(history.on(Some.START.plusDays(i))).hasValue(load);
            }
        }
    }

    @Test
    void wrongLoadsAreRefusedWithoutRepeatingThem() {
        assertThatThrownBy(() -> DailyLoads.of(MONDAY, -87.65432))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("training load 'negative' must not be negative")
                .hasMessageNotContaining("87");
        DailyLoads day = DailyLoads.of(MONDAY, 1);
        assertThatThrownBy(() -> day.plus(MONDAY, Double.NaN)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> day.plus(MONDAY.plusDays(1), 1)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> DailyLoads.of(MONDAY)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> DailyLoads.unknown(MONDAY, MONDAY.minusDays(1)))
                .isInstanceOf(InvalidParameterException.class);
    }
}
