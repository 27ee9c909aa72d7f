package org.healthwarehouse.sync;

import java.util.ArrayList;
import java.util.List;
import org.healthwarehouse.storage.SampleBatch;
import org.jspecify.annotations.Nullable;

/** When the samples of one series begin and end that the pages of a listing name; 8 or 16 bytes for each. */
final class ListedSamples {
    private final List<Columns> pages = new ArrayList<>(1);

    /** Sorted by start, then by length; without lengths if all samples are moments. */
    private static final class Columns {
        private final long[] starts;
        private final long @Nullable [] lengths;

        Columns(long[] starts, long @Nullable [] lengths) {
            this.starts = starts;
            this.lengths = lengths;
        }

        boolean has(long start, long length) {
            int low = 0;
            int high = starts.length - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int order = Long.compare(starts[middle], start);
                order = order != 0 ? order : Long.compare(lengths == null ? 0 : lengths[middle], length);
                if (order == 0) {
                    return true;
                }
                if (order < 0) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return false;
        }
    }

    void add(SampleBatch batch) {
        long[] starts = new long[batch.size()];
        long[] lengths = null;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = batch.start(i);
            if (batch.length(i) != 0) {
                lengths = lengths == null ? new long[starts.length] : lengths;
                lengths[i] = batch.length(i);
            }
        }
        pages.add(new Columns(starts, lengths));
    }

    boolean has(long start, long length) {
        for (Columns page : pages) {
            if (page.has(start, length)) {
                return true;
            }
        }
        return false;
    }
}
