package org.healthwarehouse.series;

import java.util.Arrays;

/** Adds pieces of samples into buckets. Pieces may come in any order and in several portions. */
final class Aggregator {
    private final Buckets buckets;
    private final Statistic statistic;
    private final double[] values;
    /** What of samples lies in the bucket: 0 where there is nothing. */
    private final double[] weights;

    private final long[] latest;
    private final long[] latestStart;
    private final long[] counts;

    Aggregator(Buckets buckets, Statistic statistic) {
        this.buckets = buckets;
        this.statistic = statistic;
        values = new double[buckets.size()];
        weights = new double[buckets.size()];
        latest = new long[buckets.size()];
        latestStart = new long[buckets.size()];
        counts = new long[buckets.size()];
        Arrays.fill(latest, Long.MIN_VALUE);
        Arrays.fill(values, initial(statistic));
    }

    private static double initial(Statistic statistic) {
        return switch (statistic) {
            case MIN -> Double.POSITIVE_INFINITY;
            case MAX -> Double.NEGATIVE_INFINITY;
            default -> 0;
        };
    }

    void add(Pieces pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            long start = pieces.start(i);
            long end = pieces.end(i);
            int bucket = buckets.at(start);
            if (pieces.beginsSample(i)) {
                counts[bucket]++;
            }
            if (start == end) {
                add(bucket, pieces.value(i), 1, start, end);
            } else {
                spread(bucket, pieces, i);
            }
        }
    }

    private void spread(int first, Pieces pieces, int i) {
        long end = pieces.end(i);
        double length = end - pieces.start(i);
        int bucket = first;
        for (long at = pieces.start(i); at < end; bucket++) {
            long until = Math.min(end, buckets.end(bucket));
            add(bucket, pieces.value(i), pieces.part(i) * ((until - at) / length), pieces.sampleStart(i), until);
            at = until;
        }
    }

    private void add(int bucket, double value, double weight, long sampleStart, long end) {
        switch (statistic) {
            case SUM, MEAN -> values[bucket] += value * weight;
            case MIN -> values[bucket] = Math.min(values[bucket], value);
            case MAX -> values[bucket] = Math.max(values[bucket], value);
            case LAST -> {
                // Of two that end together, or go on beyond the bucket, the one that began later: where the sample
                // began, not the piece, for pieces also begin where a portion does. Better devices come first.
                if (end > latest[bucket] || (end == latest[bucket] && sampleStart > latestStart[bucket])) {
                    latest[bucket] = end;
                    latestStart[bucket] = sampleStart;
                    values[bucket] = value;
                }
            }
            case COUNT -> {
                // Samples are counted where they begin.
            }
        }
        weights[bucket] += weight;
    }

    /** One value for each bucket; NaN where there is nothing, but 0 for a count. */
    double[] values() {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = value(i);
        }
        return result;
    }

    private double value(int bucket) {
        if (statistic == Statistic.COUNT) {
            return counts[bucket];
        }
        if (weights[bucket] == 0) {
            return Double.NaN;
        }
        return statistic == Statistic.MEAN ? values[bucket] / weights[bucket] : values[bucket];
    }

    long[] counts() {
        return counts.clone();
    }
}
