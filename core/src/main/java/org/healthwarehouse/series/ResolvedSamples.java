package org.healthwarehouse.series;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.healthwarehouse.model.Aggregation;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.TimeRange;

/** Samples of several devices as one series, of which at every moment the best device counts. */
public final class ResolvedSamples {
    private ResolvedSamples() {}

    /**
     * What counts inside the range, in order of start, then of end. A sample of which only a part counts appears as
     * that part: with its share of the value for types that add up, with the whole value for others.
     *
     * @param samples all that intersect the range, and for types that do not add up those of the bridge around it
     */
    public static SampleSeries of(SampleSeries samples, Preference preference, TimeRange range) {
        Pieces pieces = Resolver.resolve(samples, preference, range);
        boolean shares = samples.type().aggregation() == Aggregation.SUM;
        int[] order = IntStream.range(0, pieces.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(pieces::start)
                        .thenComparingLong(pieces::end)
                        .thenComparingInt(pieces::series))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] starts = new long[order.length];
        long[] ends = new long[order.length];
        double[] values = new double[order.length];
        int[] series = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            int piece = order[i];
            starts[i] = pieces.start(piece);
            ends[i] = pieces.end(piece);
            values[i] = pieces.value(piece) * (shares ? pieces.part(piece) : 1);
            series[i] = pieces.series(piece);
        }
        return new SampleSeries(samples.type(), samples.series(), starts, ends, values, series);
    }
}
