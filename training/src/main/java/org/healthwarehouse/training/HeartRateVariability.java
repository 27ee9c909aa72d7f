package org.healthwarehouse.training;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Heart rate variability in the time domain.
 *
 * <p>Source: Task Force of the European Society of Cardiology and the North American Society of Pacing and
 * Electrophysiology 1996, "Heart rate variability: standards of measurement, physiological interpretation, and clinical
 * use", Eur Heart J 17:354-381. Differences are only taken between two intervals that follow each other: never across a
 * gap or a removed beat.
 *
 * @param rmssd root of the mean square of successive differences, milliseconds; empty without a difference
 * @param sdnn standard deviation of the intervals (of a sample, divided by n - 1), milliseconds; empty below two
 * @param pnn50 percent of successive differences above 50 ms; empty without a difference. The source divides by the
 *     number of intervals; with gaps only the number of differences makes sense, and without any the two differ by one
 * @param intervals how many intervals were used
 * @param differences how many differences
 * @param removed how many intervals were removed as artefacts
 */
public record HeartRateVariability(
        OptionalDouble rmssd, OptionalDouble sdnn, OptionalDouble pnn50, int intervals, int differences, int removed) {
    private static final double NN50_MILLISECONDS = 50;

    /** Of the intervals that {@link ArtefactFilter#STANDARD} leaves. */
    public static HeartRateVariability of(BeatIntervals beats) {
        return of(beats, ArtefactFilter.STANDARD);
    }

    /** Of the intervals that this filter leaves. */
    public static HeartRateVariability of(BeatIntervals beats, ArtefactFilter filter) {
        BeatIntervals clean = filter.clean(beats);
        return ofNormal(clean, beats.count() - clean.count());
    }

    /** Of all intervals, for those that were cleaned elsewhere. */
    public static HeartRateVariability ofNormal(BeatIntervals beats) {
        return ofNormal(beats, 0);
    }

    private static HeartRateVariability ofNormal(BeatIntervals beats, int removed) {
        List<double[]> runs = beats.runs();
        int differences = 0;
        int large = 0;
        double squares = 0;
        for (double[] run : runs) {
            for (int i = 1; i < run.length; i++) {
                double difference = run[i] - run[i - 1];
                differences++;
                squares += difference * difference;
                large += Math.abs(difference) > NN50_MILLISECONDS ? 1 : 0;
            }
        }
        return new HeartRateVariability(
                present(differences > 0, Math.sqrt(squares / differences)),
                spread(runs),
                present(differences > 0, 100.0 * large / differences),
                beats.count(),
                differences,
                removed);
    }

    private static OptionalDouble spread(List<double[]> runs) {
        double[] all = runs.stream().flatMapToDouble(Arrays::stream).toArray();
        return present(all.length > 1, all.length > 1 ? Statistics.standardDeviation(all) : 0);
    }

    private static OptionalDouble present(boolean condition, double value) {
        return condition ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** Which part of all intervals was removed, 0 to 1; 0 where there were none. */
    public double removedFraction() {
        return removed == 0 ? 0 : (double) removed / (removed + intervals);
    }
}
