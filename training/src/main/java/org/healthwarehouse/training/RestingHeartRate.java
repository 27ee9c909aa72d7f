package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalDouble;
import org.healthwarehouse.model.InvalidParameterException;

/** The resting heart rate of a day against what is usual for the person. */
public final class RestingHeartRate {
    private static final int USUAL_DAYS = 60;
    private static final int USUAL_MINIMUM = 30;

    private RestingHeartRate() {}

    /**
     * By how much the resting heart rate of a day lies above the mean of the 60 days before it. The same span as that
     * of {@link HrvBaseline}; the day itself is not part of it, because one high morning shall not hide itself.
     *
     * @param rates one resting heart rate in beats per minute for each local date that has one
     * @param day the day to judge
     * @return beats per minute, negative below the usual; empty if the day has no value or fewer than 30 of the 60 have
     * @throws InvalidParameterException if a rate is not finite
     */
    public static OptionalDouble rise(Map<LocalDate, Double> rates, LocalDate day) {
        Double today = rates.get(day);
        if (today == null) {
            return OptionalDouble.empty();
        }
        Rules.finite("resting heart rate", today);
        return Baseline.over(rates, day.minusDays(1), USUAL_DAYS, USUAL_MINIMUM)
                .map(usual -> OptionalDouble.of(today - usual.mean()))
                .orElse(OptionalDouble.empty());
    }
}
