package org.healthwarehouse.training;

import java.time.Duration;
import java.util.List;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Training impulse (TRIMP): the load of one session as one number in arbitrary units. Loads of the two formulas are not
 * comparable with each other; a history keeps to one.
 */
public final class TrainingImpulse {
    private TrainingImpulse() {}

    /**
     * Banister's training impulse, {@code sum of D x f x k e^(b f)}, with D in minutes, f the part of the heart rate
     * reserve, and k, b as in {@link BanisterWeighting}.
     *
     * <p>Source: Banister EW 1991, "Modeling elite athletic performance", in MacDougall, Wenger, Green (editors),
     * "Physiological testing of the high-performance athlete", Human Kinetics; the form with the factor as in Morton,
     * Fitz-Clarke, Banister 1990, "Modeling human performance in running", J Appl Physiol 69:1171-1177. Published for a
     * session with its mean heart rate; over several stretches it is the sum, which is never less.
     *
     * @param profile resting and maximum heart rate
     * @param weighting which of the two published curves
     * @param stretches the session; an empty list is a load of 0
     * @return arbitrary units, at least 0
     */
    public static double banister(
            HeartRateProfile profile, BanisterWeighting weighting, List<TimeAtHeartRate> stretches) {
        double impulse = 0;
        for (TimeAtHeartRate stretch : stretches) {
            double fraction = profile.reserveFraction(stretch.rate());
            impulse += stretch.minutes() * fraction * weighting.weight(fraction);
        }
        return impulse;
    }

    /**
     * {@link #banister(HeartRateProfile, BanisterWeighting, List)} of a session with its mean heart rate.
     *
     * @param duration of the session
     * @param meanRate beats per minute
     * @throws InvalidParameterException if the duration is negative or the rate not positive
     */
    public static double banister(
            HeartRateProfile profile, BanisterWeighting weighting, Duration duration, double meanRate) {
        return banister(profile, weighting, List.of(new TimeAtHeartRate(duration, meanRate)));
    }

    /**
     * Edwards' training impulse: minutes in the zones 50-60, 60-70, 70-80, 80-90 and from 90 % of the maximum heart
     * rate, multiplied by 1, 2, 3, 4 and 5 and added up. Less than 50 % counts nothing.
     *
     * <p>Source: Edwards S 1993, "The heart rate monitor book", Polar Electro Oy. A rate on a border belongs to the
     * higher zone; the source leaves that open.
     *
     * @param maximum maximum heart rate, beats per minute
     * @param stretches the session; an empty list is a load of 0
     * @return arbitrary units, at least 0
     * @throws InvalidParameterException if the maximum is not positive
     */
    public static double edwards(double maximum, List<TimeAtHeartRate> stretches) {
        HeartRateZones zones = HeartRateZones.ofMaximum(maximum);
        double impulse = 0;
        for (TimeAtHeartRate stretch : stretches) {
            impulse += stretch.minutes() * zones.indexOf(stretch.rate()).orElse(0);
        }
        return impulse;
    }
}
