package org.healthwarehouse.examples;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.healthwarehouse.training.DailyLoads;
import org.healthwarehouse.training.HrvBaseline;
import org.healthwarehouse.training.PerformanceChart;
import org.healthwarehouse.training.PerformanceDay;
import org.healthwarehouse.training.ReadinessFactor;
import org.healthwarehouse.training.ReadinessInputs;
import org.healthwarehouse.training.RestingHeartRate;
import org.healthwarehouse.training.SleepNight;

/**
 * What is known of a day for its readiness, and what is missing where a factor cannot be told.
 *
 * @param inputs as the formula takes them
 * @param missing for each factor that is not known, of how many days it would need something
 */
record ReadinessFacts(ReadinessInputs inputs, Map<ReadinessFactor, String> missing) {
    private static final int WEEK = 7;
    private static final int USUAL = 60;

    /**
     * Gathers them.
     *
     * @param variability ms by local date
     * @param resting beats per minute by local date
     * @param kept form as the application has kept it
     * @param loads by which form is reckoned where none is kept
     */
    static ReadinessFacts of(
            LocalDate date,
            Map<LocalDate, Double> variability,
            Map<LocalDate, Double> resting,
            Optional<SleepNight> night,
            Optional<PerformanceDay> kept,
            DailyLoads loads) {
        Map<ReadinessFactor, String> missing = new EnumMap<>(ReadinessFactor.class);
        ReadinessInputs known = ReadinessInputs.none();
        Optional<HrvBaseline> baseline = HrvBaseline.on(variability, date);
        known = baseline.map(known::variability).orElse(known);
        if (baseline.isEmpty()) {
            missing.put(
                    ReadinessFactor.HEART_RATE_VARIABILITY,
                    String.format(
                            Locale.ROOT,
                            "%d of 7 days (3 are needed), %d of 60 (30 are needed)",
                            among(variability, date, WEEK),
                            among(variability, date, USUAL)));
        }
        OptionalDouble rise = RestingHeartRate.rise(resting, date);
        known = rise.isPresent() ? known.restingRise(rise.getAsDouble()) : known;
        if (rise.isEmpty()) {
            missing.put(
                    ReadinessFactor.RESTING_HEART_RATE,
                    String.format(
                            Locale.ROOT,
                            "%s, %d of the 60 days before it (30 are needed)",
                            resting.containsKey(date) ? "that day" : "not that day",
                            among(resting, date.minusDays(1), USUAL)));
        }
        known = night.map(known::sleep).orElse(known);
        if (night.isEmpty()) {
            missing.put(ReadinessFactor.SLEEP, "no night that ended that day");
        }
        // From nothing fitness rises slowly, so a whole time constant must be known.
        Optional<PerformanceDay> form =
                kept.or(() -> PerformanceChart.of(loads).on(date).filter(day -> day.unknownDays() == 0));
        known = form.map(known::performance).orElse(known);
        if (form.isEmpty()) {
            missing.put(ReadinessFactor.FORM, loadsOf(loads, date) + " of " + PerformanceChart.FITNESS_DAYS + " days");
        }
        return new ReadinessFacts(known, missing);
    }

    private static long among(Map<LocalDate, Double> values, LocalDate last, int days) {
        return last.minusDays(days - 1L)
                .datesUntil(last.plusDays(1))
                .filter(values::containsKey)
                .count();
    }

    private static long loadsOf(DailyLoads loads, LocalDate last) {
        return last.minusDays(PerformanceChart.FITNESS_DAYS - 1L)
                .datesUntil(last.plusDays(1))
                .filter(date -> loads.on(date).isPresent())
                .count();
    }
}
