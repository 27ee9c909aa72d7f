package org.healthwarehouse.series;

import java.time.Duration;
import java.util.Arrays;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.TimeRange;

/**
 * A range cut into buckets that follow one another without holes. The first and the last may be cut by the range.
 * Immutable.
 */
public final class Buckets {
    private static final int MOST = 10_000_000;
    private final long[] edges;

    /** Edges in UTC epoch milliseconds, strictly ascending, at least two. */
    Buckets(long[] ascendingEdges) {
        edges = ascendingEdges;
    }

    /**
     * Buckets of one length, the first of which begins where the range does.
     *
     * @throws InvalidParameterException if the length is less than a millisecond, or there would be more than ten
     *     million buckets
     */
    public static Buckets every(Duration length, TimeRange range) {
        long ms = length.isNegative() ? 0 : length.toMillis();
        if (ms < 1 || range.duration().toMillis() / ms >= MOST) {
            throw new InvalidParameterException(
                    "length of a bucket",
                    length,
                    "must be at least a millisecond, and at most " + MOST + " of it must fill the range",
                    "give, for example, 1 hour");
        }
        int count = (int) ((range.duration().toMillis() + ms - 1) / ms);
        long[] edges = new long[count + 1];
        for (int i = 0; i < count; i++) {
            edges[i] = range.startMs() + i * ms;
        }
        edges[count] = range.endMs();
        return new Buckets(edges);
    }

    /** How many there are. */
    public int size() {
        return edges.length - 1;
    }

    /** Start of each bucket in UTC epoch milliseconds. */
    public long[] starts() {
        return Arrays.copyOf(edges, edges.length - 1);
    }

    /** End of each bucket in UTC epoch milliseconds, exclusive; the start of the next. */
    public long[] ends() {
        return Arrays.copyOfRange(edges, 1, edges.length);
    }

    long start(int bucket) {
        return edges[bucket];
    }

    long end(int bucket) {
        return edges[bucket + 1];
    }

    /** The bucket in which the moment lies, which must be one of the range. */
    int at(long moment) {
        int found = Arrays.binarySearch(edges, moment);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Buckets that && Arrays.equals(that.edges, edges);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(edges);
    }
}
