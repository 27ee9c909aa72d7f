package org.healthwarehouse.series;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.healthwarehouse.model.Aggregation;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SeriesKey;
import org.healthwarehouse.model.TimeRange;

/**
 * Chooses what counts of the samples of several devices inside a range. Device after device, from the best: what no
 * better one covers counts. Cutting the range in two and resolving both parts gives the same pieces, cut.
 */
final class Resolver {
    private final boolean bridges;
    private final long bridgeMs;
    private final long fromMs;
    private final long toMs;
    private final long[] starts;
    private final long[] ends;
    private final double[] values;
    private final int[] seriesIndex;
    private final List<SeriesKey> keys;
    private final Pieces pieces = new Pieces();

    private Resolver(SampleSeries samples, Preference preference, TimeRange range) {
        bridges = samples.type().aggregation() != Aggregation.SUM;
        bridgeMs = preference.bridge().toMillis();
        fromMs = range.startMs();
        toMs = range.endMs();
        starts = samples.timestamps();
        ends = samples.ends();
        values = samples.values();
        seriesIndex = samples.seriesIndex();
        keys = samples.series();
    }

    /**
     * What counts inside the range.
     *
     * @param samples all that intersect the range, and for types that do not add up also those of the bridge before and
     *     after it
     */
    static Pieces resolve(SampleSeries samples, Preference preference, TimeRange range) {
        Resolver resolver = new Resolver(samples, preference, range);
        resolver.resolve(preference.order());
        return resolver.pieces;
    }

    /** Every sample counts, whoever recorded it. */
    static Pieces all(SampleSeries samples, TimeRange range) {
        Resolver resolver = new Resolver(samples, Preference.BY_NAME, range);
        CoveredTime nothing = new CoveredTime();
        for (int i = 0; i < resolver.starts.length; i++) {
            resolver.take(i, nothing);
        }
        return resolver.pieces;
    }

    private void resolve(Comparator<SeriesKey> order) {
        int[][] rows = rowsBySeries();
        List<Integer> ranked = IntStream.range(0, keys.size())
                .boxed()
                .sorted(Comparator.comparing(keys::get, order))
                .toList();
        CoveredTime better = new CoveredTime();
        CoveredTime ofDevice = new CoveredTime();
        SeriesKey device = null;
        for (int rank : ranked) {
            SeriesKey key = keys.get(rank);
            if (device != null && !Preference.sameDevice(device, key)) {
                better = better.or(ofDevice);
                ofDevice = new CoveredTime();
            }
            device = key;
            for (int row : rows[rank]) {
                take(row, better);
            }
            ofDevice = ofDevice.or(covered(rows[rank]));
        }
    }

    private int[][] rowsBySeries() {
        int[] sizes = new int[keys.size()];
        for (int of : seriesIndex) {
            sizes[of]++;
        }
        int[][] rows = new int[keys.size()][];
        for (int i = 0; i < sizes.length; i++) {
            rows[i] = new int[sizes[i]];
        }
        int[] filled = new int[keys.size()];
        for (int row = 0; row < seriesIndex.length; row++) {
            int of = seriesIndex[row];
            rows[of][filled[of]++] = row;
        }
        return rows;
    }

    /** The time that the rows of one series cover. Rows are in order of their start. */
    private CoveredTime covered(int[] rows) {
        CoveredTime covered = new CoveredTime();
        for (int i = 0; i < rows.length; i++) {
            long start = starts[rows[i]];
            long end = ends[rows[i]];
            boolean bridged = bridges && start == end && i + 1 < rows.length && starts[rows[i + 1]] - start <= bridgeMs;
            covered.append(start, bridged ? starts[rows[i + 1]] : end);
        }
        return covered;
    }

    private void take(int row, CoveredTime better) {
        long start = starts[row];
        long end = ends[row];
        if (start == end) {
            if (start >= fromMs && start < toMs && !better.contains(start)) {
                pieces.add(seriesIndex[row], start, end, values[row], 1, start);
            }
            return;
        }
        long at = Math.max(start, fromMs);
        long last = Math.min(end, toMs);
        for (int i = better.firstReaching(at); i < better.size() && better.start(i) < last; i++) {
            // A single moment of a better device takes no time away from an interval.
            if (better.start(i) < better.end(i)) {
                piece(row, at, Math.min(better.start(i), last));
                at = Math.max(at, better.end(i));
            }
        }
        piece(row, at, last);
    }

    private void piece(int row, long start, long end) {
        if (start < end) {
            double part = (double) (end - start) / (ends[row] - starts[row]);
            pieces.add(seriesIndex[row], start, end, values[row], part, starts[row]);
        }
    }
}
