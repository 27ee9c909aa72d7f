package org.healthwarehouse.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Heart rate zones that follow each other without a hole. A rate on a border belongs to the higher zone, and bounds are
 * not rounded: 66.5 beats per minute stay 66.5.
 *
 * @param zones from the lowest to the highest
 */
public record HeartRateZones(List<HeartRateZone> zones) {
    private static final List<String> FIVE = List.of("1", "2", "3", "4", "5");
    private static final double[] TENTHS = {0.5, 0.6, 0.7, 0.8, 0.9};
    private static final List<String> FRIEL = List.of("1", "2", "3", "4", "5a", "5b", "5c");

    /** @throws InvalidParameterException if there is no zone, or one does not begin where the one before it ends */
    public HeartRateZones {
        zones = List.copyOf(zones);
        Rules.atLeast("number of zones", zones.size(), 1);
        for (int i = 1; i < zones.size(); i++) {
            if (zones.get(i).from() != zones.get(i - 1).below()) {
                throw new InvalidParameterException(
                        "heart rate zone", zones.get(i).name(), "must begin where the last ends", "leave no hole");
            }
        }
    }

    /**
     * Five zones that begin at 50, 60, 70, 80 and 90 % of the maximum heart rate (Edwards S 1993, "The heart rate
     * monitor book").
     *
     * @param maximum beats per minute
     * @throws InvalidParameterException if it is not positive
     */
    public static HeartRateZones ofMaximum(double maximum) {
        Rules.positive("maximum heart rate", maximum);
        return of(FIVE, Arrays.stream(TENTHS).map(part -> part * maximum).toArray());
    }

    /**
     * Five zones that begin at 50, 60, 70, 80 and 90 % of the heart rate reserve: {@code resting + part x (maximum -
     * resting)} (Karvonen, Kentala, Mustala 1957, Ann Med Exp Biol Fenn 35:307-315). The source has the reserve, the
     * five steps are the same usual tenths as above.
     */
    public static HeartRateZones ofReserve(HeartRateProfile profile) {
        return of(
                FIVE,
                Arrays.stream(TENTHS)
                        .map(part -> profile.resting() + part * profile.reserve())
                        .toArray());
    }

    /**
     * Friel's seven zones for running, in percent of the heart rate at the lactate threshold: 1 below 85, 2 from 85, 3
     * from 90, 4 from 95, 5a from 100, 5b from 103, 5c above 106 (Friel J 2009, "The triathlete's training bible", 3rd
     * edition, VeloPress). The bands are printed in whole percents; between two of them the lower one goes on, so that
     * 5c begins at 107 %.
     *
     * @param threshold beats per minute, measured while running
     * @throws InvalidParameterException if it is not positive
     */
    public static HeartRateZones ofRunningThreshold(double threshold) {
        return friel(threshold, 0.85, 0.90, 0.95);
    }

    /**
     * Friel's seven zones for cycling: 1 below 81 % of the threshold, 2 from 81, 3 from 90, 4 from 94, 5a, 5b and 5c as
     * in {@link #ofRunningThreshold(double)}, which names the source.
     *
     * @param threshold beats per minute, measured on the bicycle
     * @throws InvalidParameterException if it is not positive
     */
    public static HeartRateZones ofCyclingThreshold(double threshold) {
        return friel(threshold, 0.81, 0.90, 0.94);
    }

    private static HeartRateZones friel(double threshold, double second, double third, double fourth) {
        Rules.positive("threshold heart rate", threshold);
        double[] parts = {0, second, third, fourth, 1, 1.03, 1.07};
        return of(FRIEL, Arrays.stream(parts).map(part -> part * threshold).toArray());
    }

    private static HeartRateZones of(List<String> names, double[] starts) {
        List<HeartRateZone> zones = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            double below = i + 1 < starts.length ? starts[i + 1] : Double.POSITIVE_INFINITY;
            zones.add(new HeartRateZone(names.get(i), starts[i], below));
        }
        return new HeartRateZones(zones);
    }

    /**
     * In which zone a heart rate lies, counted from 1.
     *
     * @param rate beats per minute
     * @return empty below the first zone
     */
    public OptionalInt indexOf(double rate) {
        for (int i = zones.size(); i > 0; i--) {
            if (zones.get(i - 1).contains(rate)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * How long each zone was used.
     *
     * @param stretches of a session, in any order
     * @return one duration for each zone, in their order; what lies below the first zone is in none
     */
    public List<Duration> timeIn(List<TimeAtHeartRate> stretches) {
        Duration[] times = new Duration[zones.size()];
        Arrays.fill(times, Duration.ZERO);
        for (TimeAtHeartRate stretch : stretches) {
            indexOf(stretch.rate()).ifPresent(zone -> times[zone - 1] = times[zone - 1].plus(stretch.duration()));
        }
        return List.of(times);
    }
}
