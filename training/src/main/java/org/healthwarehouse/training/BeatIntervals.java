package org.healthwarehouse.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Times from one heartbeat to the next (RR intervals) in milliseconds, as runs without a gap: the second interval of a
 * run begins with the beat that ends the first. Immutable.
 */
public final class BeatIntervals {
    private final List<double[]> runs;

    private BeatIntervals(List<double[]> runs) {
        this.runs = runs;
    }

    /**
     * One run without a gap.
     *
     * @param milliseconds intervals in their order
     * @throws InvalidParameterException if one is not positive
     */
    public static BeatIntervals of(double... milliseconds) {
        return ofRuns(List.of(milliseconds));
    }

    /**
     * Several runs with a gap between each two of them.
     *
     * @param runs intervals in milliseconds, in their order
     * @throws InvalidParameterException if an interval is not positive
     */
    public static BeatIntervals ofRuns(List<double[]> runs) {
        List<double[]> copies = new ArrayList<>();
        for (double[] run : runs) {
            for (double interval : run) {
                Rules.positive("beat-to-beat interval", interval);
            }
            copies.add(run.clone());
        }
        return new BeatIntervals(copies);
    }

    /**
     * Intervals with the times of their last beats. Where a beat comes later or earlier after the one before it than
     * its interval says, something is missing between the two: a gap.
     *
     * @param ends times of the beats that end the intervals, milliseconds, rising
     * @param milliseconds the intervals
     * @param tolerance by how much a time may be off, for clocks that count in coarse steps
     * @throws InvalidParameterException if the arrays differ in length or an interval is not positive
     */
    public static BeatIntervals timed(long[] ends, double[] milliseconds, Duration tolerance) {
        if (ends.length != milliseconds.length) {
            throw new InvalidParameterException(
                    "number of beats", ends.length, "differs from the number of intervals", "give one time for each");
        }
        List<double[]> runs = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= ends.length; i++) {
            boolean gap =
                    i == ends.length || Math.abs(ends[i] - ends[i - 1] - milliseconds[i]) > tolerance.toNanos() / 1e6;
            if (gap) {
                runs.add(Arrays.copyOfRange(milliseconds, start, i));
                start = i;
            }
        }
        return ofRuns(runs);
    }

    /** Copies of the runs, in their order. */
    public List<double[]> runs() {
        return runs.stream().map(double[]::clone).toList();
    }

    /** How many intervals there are. */
    public int count() {
        return runs.stream().mapToInt(run -> run.length).sum();
    }
}
