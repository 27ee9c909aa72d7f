package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final LocalDate DAY = Some.START.plusDays(59);

    /** ln RMSSD of 60 days: those before the last week 4.0 and 4.2 in turn, the last 7 all this. */
    private static Map<LocalDate, Double> days(double lastWeek) {
        Map<LocalDate, Double> rmssd = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            double ln = i >= 53 ? lastWeek : i % 2 == 0 ? 4.0 : 4.2;
            rmssd.put(Some.START.plusDays(i), Math.exp(ln));
        }
        return rmssd;
    }

    /**
     * Last week 3.9: the sum is 27 x 4.0 + 26 x 4.2 + 7 x 3.9 = 244.5, the mean 4.075; squares 27 x 0.005625 + 26 x
     * 0.015625 + 7 x 0.030625 = 0.7725, divided by 59 and rooted 0.114426; the band is 4.0178 to 4.1322.
     */
    @Test
    void theBandByHand() {
        HrvBaseline found = HrvBaseline.on(days(3.9), DAY).orElseThrow();
        assertThat(found.week()).isEqualTo(3.9, within(1e-12));
        assertThat(found.usual().mean()).isEqualTo(4.075, within(1e-12));
        assertThat(found.usual().standardDeviation()).isEqualTo(0.114426, within(5e-7));
        assertThat(found.lower()).isEqualTo(4.0178, within(5e-5));
        assertThat(found.upper()).isEqualTo(4.1322, within(5e-5));
        assertThat(found.deviations()).isEqualTo(-0.175 / 0.114426, within(1e-4));
        assertThat(found.position()).isEqualTo(HrvBaseline.Position.BELOW);
    }

    @Test
    void aUsualWeekIsWithinAndAHighOneAbove() {
        assertThat(HrvBaseline.on(days(4.1), DAY).orElseThrow().position()).isEqualTo(HrvBaseline.Position.WITHIN);
        assertThat(HrvBaseline.on(days(4.4), DAY).orElseThrow().position()).isEqualTo(HrvBaseline.Position.ABOVE);
    }

    @Property
    void withoutAnySpreadTheWeekIsWithin(@ForAll @DoubleRange(min = 5, max = 200) double rmssd) {
        Map<LocalDate, Double> same = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            same.put(Some.START.plusDays(i), rmssd);
        }
        HrvBaseline found = HrvBaseline.on(same, DAY).orElseThrow();
        assertThat(found.position()).isEqualTo(HrvBaseline.Position.WITHIN);
        assertThat(found.deviations()).isZero();
    }

    @Test
    void threeDaysOfTheWeekAreEnoughAndTwoAreNot() {
        Map<LocalDate, Double> some = days(4.1);
        for (int i = 53; i < 57; i++) {
            some.remove(Some.START.plusDays(i));
        }
        assertThat(HrvBaseline.on(some, DAY).orElseThrow().weekDays()).isEqualTo(3);
        some.remove(DAY);
        assertThat(HrvBaseline.on(some, DAY)).isEmpty();
    }

    @Test
    void halfOfTheSixtyDaysAreEnoughAndFewerAreNot() {
        Map<LocalDate, Double> some = days(4.1);
        for (int i = 0; i < 30; i++) {
            some.remove(Some.START.plusDays(i));
        }
        assertThat(HrvBaseline.on(some, DAY).orElseThrow().usual().days()).isEqualTo(30);
        some.remove(Some.START.plusDays(30));
        assertThat(HrvBaseline.on(some, DAY)).isEmpty();
    }

    @Test
    void anImpossibleValueIsRefused() {
        assertThatThrownBy(() -> HrvBaseline.on(Map.of(DAY, 0.0), DAY)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> Baseline.over(Map.of(DAY, Double.NaN), DAY, 7, 2))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> Baseline.over(Map.of(), DAY, 7, 1)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> Baseline.over(Map.of(), DAY, 2, 3)).isInstanceOf(InvalidParameterException.class);
    }

    @Property
    void aBaselineIsTheNaiveLoop(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<LocalDate, Double> values = new HashMap<>();
        double sum = 0;
        int count = 0;
        for (int i = -5; i < 65; i++) {
            if (random.nextInt(3) > 0) {
                double value = random.nextDouble() * 100;
                values.put(Some.START.plusDays(i), value);
                boolean counts = i >= 0 && i < 60;
                sum += counts ? value : 0;
                count += counts ? 1 : 0;
            }
        }
        Optional<Baseline> found = Baseline.over(values, DAY, 60, 30);
        assertThat(found.isPresent()).isEqualTo(count >= 30);
        if (found.isPresent()) {
            assertThat(found.get().mean()).isEqualTo(sum / count, within(1e-9));
            assertThat(found.get().days()).isEqualTo(count);
        }
    }

    @Test
    void theRestingHeartRateIsComparedWithTheDaysBeforeIt() {
        Map<LocalDate, Double> rates = new HashMap<>();
        for (int i = 1; i <= 40; i++) {
            rates.put(DAY.minusDays(i), i % 2 == 0 ? 50.0 : 52.0);
        }
        assertThat(RestingHeartRate.rise(rates, DAY)).isEmpty();
        rates.put(DAY, 58.0);
        assertThat(RestingHeartRate.rise(rates, DAY)).hasValue(7);
        rates.keySet().removeIf(date -> date.isBefore(DAY.minusDays(29)));
        assertThat(RestingHeartRate.rise(rates, DAY)).isEmpty();
    }
}
