package org.healthwarehouse.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Removes intervals that are no normal heartbeat: those outside of a plausible range, then those that differ from the
 * median of their neighbours by more than a fraction of it. What is removed is not replaced; it leaves a gap.
 *
 * <p>Sources: comparing each interval with those around it is Karlsson, Hornsten, Rydberg, Wiklund 2012, "Automatic
 * filtering of outliers in RR intervals before analysis of heart rate variability in Holter recordings", BioMed Eng
 * OnLine 11:2, who tried limits of 10 to 50 %; the usual limit of 20 % is commonly traced to Malik et al. 1989, and
 * Peltola 2012, "Role of editing of R-R intervals in the analysis of heart rate variability", Front Physiol 3:148,
 * reviews it. Karlsson et al. take the mean and repeat; the median, which a single artefact does not pull, needs one
 * pass. It is ours, as are five neighbours on each side and the plausible range of 300 to 2000 ms. In people whose
 * heart rate follows their breath strongly such a filter may remove real beats, so the number removed is always told.
 *
 * @param fraction greatest difference from the median, as a part of it
 * @param neighbours how many intervals before and after are looked at, within the run
 * @param shortest shortest plausible interval, milliseconds
 * @param longest longest plausible interval, milliseconds
 */
public record ArtefactFilter(double fraction, int neighbours, double shortest, double longest) {
    /** 20 % of the median of five neighbours on each side, 300 to 2000 ms. */
    public static final ArtefactFilter STANDARD = new ArtefactFilter(0.20, 5, 300, 2000);

    /** @throws InvalidParameterException if a number is not positive or the plausible range is reversed */
    public ArtefactFilter {
        Rules.positive("fraction of the median", fraction);
        Rules.atLeast("number of neighbours", neighbours, 1);
        Rules.positive("shortest interval", shortest);
        if (!(longest >= shortest)) {
            throw new InvalidParameterException(
                    "longest interval", longest, "is below the shortest", "give the plausible range in order");
        }
    }

    /**
     * What is left. An interval that no neighbour can judge stays.
     *
     * @return the rest, cut into runs wherever something was removed
     */
    public BeatIntervals clean(BeatIntervals beats) {
        List<double[]> left = new ArrayList<>();
        for (double[] run : keep(beats.runs(), this::plausible)) {
            left.addAll(keep(List.of(run), this::normal));
        }
        return BeatIntervals.ofRuns(left);
    }

    private boolean plausible(double[] run, int i) {
        return run[i] >= shortest && run[i] <= longest;
    }

    private boolean normal(double[] run, int i) {
        int from = Math.max(0, i - neighbours);
        double[] around = Arrays.copyOfRange(run, from, Math.min(run.length, i + neighbours + 1));
        if (around.length == 1) {
            return true;
        }
        // The interval itself does not vote: the last one takes its place.
        around[i - from] = around[around.length - 1];
        double median = Statistics.median(Arrays.copyOf(around, around.length - 1));
        return Math.abs(run[i] - median) <= fraction * median;
    }

    private static List<double[]> keep(List<double[]> runs, Test test) {
        List<double[]> kept = new ArrayList<>();
        for (double[] run : runs) {
            int start = 0;
            for (int i = 0; i <= run.length; i++) {
                if (i == run.length || !test.passes(run, i)) {
                    if (i > start) {
                        kept.add(Arrays.copyOfRange(run, start, i));
                    }
                    start = i + 1;
                }
            }
        }
        return kept;
    }

    private interface Test {
        boolean passes(double[] run, int i);
    }
}
