package org.healthwarehouse.training;

import java.util.Arrays;

/** Mean and standard deviation. Equal values have exactly themselves as mean and exactly 0 as deviation. */
final class Statistics {
    private Statistics() {}

    static double mean(double[] values) {
        return allEqual(values) ? values[0] : Arrays.stream(values).sum() / values.length;
    }

    /** Of a sample: divided by n - 1. Needs two values. */
    static double standardDeviation(double[] values) {
        if (allEqual(values)) {
            return 0;
        }
        double mean = mean(values);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1));
    }

    /** The middle value, or the mean of the two in the middle. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static boolean allEqual(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }
}
