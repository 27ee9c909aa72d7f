package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Fitness, fatigue and form of the Performance Management Chart: {@code today = yesterday + (load - yesterday) / tau}
 * with tau = 42 days for fitness (CTL) and 7 days for fatigue (ATL), and {@code form = fitness - fatigue} of the day
 * before (TSB).
 *
 * <p>Source: Allen, Coggan, McGregor 2019, "Training and racing with a power meter", 3rd edition, VeloPress; the
 * publisher of the chart prints the same three equations (TrainingPeaks help, "Fitness (CTL)", "Fatigue (ATL)", "Form
 * (TSB)"). The impulse-response model behind it (Banister, Calvert, Savage, Bach 1975) decays by {@code exp(-1/tau)} a
 * day, that is a factor {@code 1 - exp(-1/tau)} instead of {@code 1/tau}; the chart as published uses {@code 1/tau},
 * and so does this. The two differ by 1 % of the factor for 42 days and by 7 % for 7 days.
 *
 * <p>The source's load is TSS; any other daily load gives numbers on its own scale. Days of rest count as 0; an unknown
 * day leaves fitness and fatigue as they were, which is ours.
 *
 * @param days one for each date of the history, in their order
 */
public record PerformanceChart(List<PerformanceDay> days) {
    /** Time constant of fitness, in days. */
    public static final int FITNESS_DAYS = 42;
    /** Time constant of fatigue, in days. */
    public static final int FATIGUE_DAYS = 7;

    /** Copies the list. */
    public PerformanceChart {
        days = List.copyOf(days);
    }

    /**
     * The chart of a history that begins without any fitness or fatigue. Fitness is too low until about three time
     * constants have passed; whoever knows better gives the values to begin with.
     */
    public static PerformanceChart of(DailyLoads loads) {
        return of(loads, 0, 0);
    }

    /**
     * The chart of a history.
     *
     * @param fitness on the day before the history begins, arbitrary units per day
     * @param fatigue on the day before the history begins, arbitrary units per day
     * @throws InvalidParameterException if one is negative or not finite
     */
    public static PerformanceChart of(DailyLoads loads, double fitness, double fatigue) {
        double chronic = Rules.notNegative("fitness to begin with", fitness);
        double acute = Rules.notNegative("fatigue to begin with", fatigue);
        List<PerformanceDay> days = new ArrayList<>();
        for (LocalDate date = loads.first(); !date.isAfter(loads.last()); date = date.plusDays(1)) {
            double form = chronic - acute;
            chronic = Smoothing.step(chronic, 1.0 / FITNESS_DAYS, loads.on(date));
            acute = Smoothing.step(acute, 1.0 / FATIGUE_DAYS, loads.on(date));
            days.add(new PerformanceDay(date, chronic, acute, form, unknown(loads, date, days.size() + 1)));
        }
        return new PerformanceChart(days);
    }

    private static int unknown(DailyLoads loads, LocalDate date, int soFar) {
        int window = Math.min(FITNESS_DAYS, soFar);
        return window - loads.knownIn(date, window).length;
    }

    /** The day of this date; empty outside of the history. */
    public Optional<PerformanceDay> on(LocalDate date) {
        return days.stream().filter(day -> day.date().equals(date)).findFirst();
    }
}
