package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * The mean of the last 7 days' ln RMSSD against the person's own band, the mean of 60 days plus and minus half a
 * standard deviation.
 *
 * <p>Sources: the 7-day mean of ln RMSSD is that of Plews, Laursen, Kilding, Buchheit 2012, "Heart rate variability in
 * elite triathletes, is variation in variability the key to effective training? A case comparison", Eur J Appl Physiol
 * 112:3729-3741; that three values a week are enough, Plews et al. 2014, "Monitoring training with heart-rate
 * variability: how much compliance is needed for valid assessment?", Int J Sports Physiol Perform 9:783-790; the band
 * of half a standard deviation as smallest worthwhile change, Vesterinen et al. 2016, "Individual endurance training
 * prescription with heart rate variability", Med Sci Sports Exerc 48:1347-1354. The 60 days are those of common
 * practice; they end with the same day as the 7. That at least 30 of them must have a value is ours.
 *
 * @param week mean of the last 7 days, ln of milliseconds
 * @param weekDays how many of them have a value
 * @param usual the last 60 days, ln of milliseconds
 */
public record HrvBaseline(double week, int weekDays, Baseline usual) {
    private static final int WEEK_DAYS = 7;
    private static final int WEEK_MINIMUM = 3;
    private static final int USUAL_DAYS = 60;
    private static final int USUAL_MINIMUM = 30;
    private static final double HALF = 0.5;

    /** Where the week lies. */
    public enum Position {
        /** Below the band. */
        BELOW,
        /** In the band, bounds included. */
        WITHIN,
        /** Above the band. */
        ABOVE
    }

    /**
     * The baseline on a day.
     *
     * @param rmssd one RMSSD in milliseconds for each local date that has one, measured the same way each day
     * @param day the day to judge
     * @return empty if fewer than 3 of the last 7 or 30 of the last 60 days have a value
     * @throws InvalidParameterException if a value is not positive
     */
    public static Optional<HrvBaseline> on(Map<LocalDate, Double> rmssd, LocalDate day) {
        Map<LocalDate, Double> logarithms = new HashMap<>();
        rmssd.forEach((date, value) -> logarithms.put(date, Math.log(Rules.positive("RMSSD", value))));
        return Baseline.over(logarithms, day, WEEK_DAYS, WEEK_MINIMUM)
                .flatMap(week -> Baseline.over(logarithms, day, USUAL_DAYS, USUAL_MINIMUM)
                        .map(usual -> new HrvBaseline(week.mean(), week.days(), usual)));
    }

    /** Lower bound of the band, ln of milliseconds. */
    public double lower() {
        return usual.mean() - HALF * usual.standardDeviation();
    }

    /** Upper bound of the band, ln of milliseconds. */
    public double upper() {
        return usual.mean() + HALF * usual.standardDeviation();
    }

    /** Where the week lies against the band. */
    public Position position() {
        return week < lower() ? Position.BELOW : week > upper() ? Position.ABOVE : Position.WITHIN;
    }

    /** By how many standard deviations the week differs from the usual; 0 where there is no spread. */
    public double deviations() {
        return usual.standardDeviation() == 0 ? 0 : (week - usual.mean()) / usual.standardDeviation();
    }
}
